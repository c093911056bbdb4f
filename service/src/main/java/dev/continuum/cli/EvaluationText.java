package dev.continuum.cli;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.AppEvaluation;
import dev.continuum.model.evaluation.CostTerm;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.GroupEvaluation;
import dev.continuum.model.evaluation.NodeEvaluation;
import dev.continuum.model.evaluation.ReconfigurationEvaluation;
import dev.continuum.model.evaluation.RuleCheck;
import dev.continuum.model.evaluation.Use;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.workload.ClientGroup;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The oracle's word on a placement, for people: what matters first, long lists cut. */
final class EvaluationText {

  private static final int MOST_APPS = 12;
  private static final int MOST_BATTERIES = 5;
  private static final int MOST_NODES = 5;
  private static final int MOST_BROKEN = 20;

  private final PlacementProblem problem;
  private final Evaluation evaluation;

  EvaluationText(PlacementProblem problem, Evaluation evaluation) {
    this.problem = problem;
    this.evaluation = evaluation;
  }

  /** Cost, objective, and who is served. */
  static String headline(PlacementProblem problem, Evaluation evaluation) {
    double served = sum(evaluation, AppEvaluation::served);
    double unserved = sum(evaluation, AppEvaluation::unserved);
    long cost = evaluation.score().costMicros();
    return "cost "
        + Figures.cost(cost)
        + " per hour"
        + problem
            .instanceUnit()
            .map(unit -> ", objective " + ResultJson.objective(cost, unit).toPlainString())
            .orElse("")
        + "\n"
        + Figures.count(served)
        + " of "
        + Figures.count(served + unserved)
        + " devices served, "
        + Figures.count(sum(evaluation, AppEvaluation::late))
        + " late";
  }

  @Override
  public String toString() {
    return new WhereText(problem, evaluation).toString()
        + section("Latency", latency(), problem.apps().size() - MOST_APPS)
        + batteries()
        + nodes()
        + section("Cost per hour", cost(), 0)
        + changes();
  }

  /** The rules that do not hold, worst first. */
  static String broken(List<RuleCheck> broken) {
    TextTable table = new TextTable("rule ", "of ", "uses", "may use", "unit ");
    broken.stream()
        .sorted(Comparator.comparingLong(RuleCheck::excessPpm).reversed())
        .limit(MOST_BROKEN)
        .forEach(
            check -> {
              RuleUnit unit = RuleUnit.of(check.unit());
              table.row(
                  check.kind().name(),
                  check.subject().toString(),
                  unit.words(check.use()),
                  unit.words(check.limit()),
                  unit.name());
            });
    return section("Broken rules", table, broken.size() - MOST_BROKEN);
  }

  /** A heading, a table, and how much of it is left out; nothing for an empty table. */
  static String section(String title, TextTable table, int more) {
    if (table.isEmpty()) {
      return "";
    }
    return title + "\n" + table + (more > 0 ? "  and " + more + " more\n" : "") + "\n";
  }

  private TextTable latency() {
    TextTable table =
        new TextTable("app ", "devices", "unserved", "late", "deadline", "at", "worst", "estimate");
    Map<String, Double> percentiles = new TreeMap<>();
    problem
        .apps()
        .forEach(
            app ->
                percentiles.put(
                    app.id().value(), app.deadline().map(each -> each.percentile()).orElse(0.95)));
    evaluation.apps().stream()
        .sorted(Comparator.comparingDouble(AppEvaluation::late).reversed())
        .limit(MOST_APPS)
        .forEach(
            app ->
                table.row(
                    app.app().value(),
                    Figures.count(app.served()),
                    Figures.count(app.unserved()),
                    Figures.count(app.late()),
                    Figures.latency(app.deadlineMicros()),
                    "p" + Figures.count(100 * percentiles.getOrDefault(app.app().value(), 0.95)),
                    Figures.latency(app.worstMicros()),
                    Figures.latency(app.worstEstimateMicros())));
    return table;
  }

  private String batteries() {
    Map<GroupId, ClientGroup> declared = new TreeMap<>();
    problem.groups().forEach(group -> declared.put(group.id(), group));
    List<GroupEvaluation> withBattery =
        evaluation.groups().stream()
            .filter(group -> group.battery().isPresent() && group.served() > 0)
            .sorted(Comparator.comparingDouble(EvaluationText::margin))
            .toList();
    TextTable table = new TextTable("group ", "class ", "devices", "draws", "lasts", "required");
    for (GroupEvaluation group :
        withBattery.subList(0, Math.min(MOST_BATTERIES, withBattery.size()))) {
      GroupEvaluation.Battery battery = group.battery().orElseThrow();
      table.row(
          group.group().value(),
          declared.containsKey(group.group())
              ? declared.get(group.group()).deviceClass().map(each -> each.value()).orElse("-")
              : "-",
          Figures.count(group.served()),
          String.format(Locale.ROOT, "%.3f W", battery.watts()),
          Figures.lifetime(battery.lifetimeSeconds()),
          Figures.lifetime(battery.requiredSeconds()));
    }
    return section("Batteries (tightest first)", table, withBattery.size() - MOST_BATTERIES);
  }

  private static double margin(GroupEvaluation group) {
    return group
        .battery()
        .map(
            battery ->
                battery.requiredSeconds() <= 0
                    ? Double.MAX_VALUE
                    : battery.lifetimeSeconds() / battery.requiredSeconds())
        .orElse(Double.MAX_VALUE);
  }

  private String nodes() {
    List<NodeEvaluation> used =
        evaluation.nodes().stream()
            .filter(node -> node.active() && fullest(node) > 0)
            .sorted(Comparator.comparingDouble(EvaluationText::fullest).reversed())
            .toList();
    TextTable table = new TextTable("node ", "CPU", "memory", "storage", "instances", "requests");
    for (NodeEvaluation node : used.subList(0, Math.min(MOST_NODES, used.size()))) {
      table.row(
          node.node().value(),
          share(node.millicores()),
          share(node.memoryBytes()),
          share(node.storageBytes()),
          share(node.instances()),
          share(node.ratePerSecond()));
    }
    return section("Fullest nodes (share of what the plan may use)", table, 0);
  }

  private static double fullest(NodeEvaluation node) {
    double most = Math.max(node.millicores().share(), node.memoryBytes().share());
    most = Math.max(most, Math.max(node.storageBytes().share(), node.instances().share()));
    return Math.max(most, node.ratePerSecond().share());
  }

  private static String share(Use use) {
    return Double.isInfinite(use.limit()) ? Figures.NONE : Figures.percent(use.share());
  }

  private TextTable cost() {
    TextTable table = new TextTable("", "", " ");
    long total = evaluation.score().costMicros();
    for (CostTerm term : CostTerm.values()) {
      long micros = evaluation.cost().of(term);
      if (micros != 0) {
        table.row(
            Figures.cost(micros),
            total == 0 ? "" : Figures.percent(micros / (double) total),
            term.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
    if (evaluation.cost().roundingMicros() != 0) {
      table.row(Figures.cost(evaluation.cost().roundingMicros()), "", "rounding, each route once");
    }
    table.row(Figures.cost(total), "", "in all");
    if (evaluation.constantMicros() != 0) {
      table.row(
          Figures.cost(evaluation.constantMicros()),
          "",
          "constant, the same in every placement and not counted");
    }
    return table;
  }

  private String changes() {
    if (problem.current().isEmpty()) {
      return "";
    }
    ReconfigurationEvaluation changes = evaluation.reconfiguration();
    TextTable table = new TextTable("", " ");
    table
        .row(Figures.count(changes.acquired().size()), "artifacts to acquire")
        .row(Figures.count(changes.released().size()), "artifacts to release")
        .row(
            Figures.count(
                (double) changes.started().stream().mapToLong(each -> each.instances()).sum()),
            "instances to start")
        .row(
            Figures.count(
                (double) changes.stopped().stream().mapToLong(each -> each.instances()).sum()),
            "instances to stop")
        .row(
            Figures.count(changes.movedDevices()), "devices to move onto a node, summed over calls")
        .row(Figures.cost(changes.costMicros()), "per hour for all of it");
    return section("Changes to the running placement", table, 0);
  }

  private static double sum(Evaluation evaluation, ToDoubleFunction<AppEvaluation> count) {
    return evaluation.apps().stream().mapToDouble(count).sum();
  }
}
