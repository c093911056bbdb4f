package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.EvaluationDifference;
import dev.continuum.model.evaluation.FunctionEvaluation;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Place;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.service.api.Alternatives;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Memory and warm instances of one function on a node that charges for keeping them: what other
 * sizes would cost, and whether instances are busy enough to be worth keeping.
 *
 * @param function as it is deployed
 * @param node where
 * @param prices of the node
 * @param rows the sizes, from the smallest
 */
record SizesText(FunctionId function, NodeId node, Prices prices, List<Row> rows) {

  private static final double SECONDS_PER_HOUR = 3600;

  /**
   * A size.
   *
   * @param size the function of that size
   * @param serviceMillis mean service time there
   * @param used what the oracle says of it on the node
   * @param change what the size changes; empty for the one that is chosen
   */
  record Row(
      Function size,
      double serviceMillis,
      FunctionEvaluation used,
      Optional<Alternatives.Alternative> change) {

    double busyShare() {
      return used.busyShare().orElse(0);
    }
  }

  /** Of the calls of a group that run on such nodes. */
  static List<SizesText> of(
      PlacementProblem problem, Alternatives alternatives, ClientGroup group, List<CallId> calls) {
    List<SizesText> texts = new ArrayList<>();
    SortedSet<String> seen = new TreeSet<>();
    for (CallId call : calls) {
      alternatives
          .now(group.id(), call)
          .forEach(
              (place, functions) -> {
                if (place instanceof Place.OnNode(NodeId id)) {
                  Node node = node(problem, id);
                  for (FunctionId each : functions.keySet()) {
                    if (node.prices().perGibSecondKept() > 0 && seen.add(each + "@" + id)) {
                      texts.add(of(problem, alternatives, each, node));
                    }
                  }
                }
              });
    }
    return texts;
  }

  private static Node node(PlacementProblem problem, NodeId id) {
    return problem.topology().nodes().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static SizesText of(
      PlacementProblem problem, Alternatives alternatives, FunctionId chosen, Node node) {
    NodeClass kind =
        problem.topology().nodeClasses().stream()
            .filter(each -> each.id().equals(node.nodeClass()))
            .findFirst()
            .orElseThrow();
    Function now =
        problem.functions().stream()
            .filter(each -> each.id().equals(chosen))
            .findFirst()
            .orElseThrow();
    List<Row> rows = new ArrayList<>();
    for (Function each : problem.functions()) {
      boolean isSize = each.id().equals(chosen) || each.sizeOf().isPresent();
      if (!isSize
          || !each.deployedAs().equals(now.deployedAs())
          || !each.fence().allows(node)
          || each.profileOn(kind).isEmpty()) {
        continue;
      }
      Optional<Alternatives.Alternative> change =
          each.id().equals(chosen)
              ? Optional.empty()
              : Optional.of(alternatives.replaced(chosen, each.id(), node.id()));
      Evaluation judged =
          change.map(Alternatives.Alternative::evaluation).orElse(alternatives.before());
      judged.functions().stream()
          .filter(one -> one.function().equals(each.id()) && one.node().equals(node.id()))
          .findFirst()
          .ifPresent(
              used ->
                  rows.add(
                      new Row(
                          each,
                          each.profileOn(kind).orElseThrow().mean().toNanos() / 1e6,
                          used,
                          change)));
    }
    rows.sort(Comparator.comparingLong(row -> row.size().memory().bytes()));
    return new SizesText(now.deployedAs(), node.id(), node.prices(), rows);
  }

  /** The busy share from which on a kept instance is cheaper; empty where it never is. */
  Optional<Double> breakEven() {
    double saved = prices.perGibSecondOnDemand() - prices.perGibSecondProvisioned();
    return saved > 0 ? Optional.of(prices.perGibSecondKept() / saved) : Optional.empty();
  }

  /** Money per hour of keeping the instances of a row, less what running there saves. */
  private double keptOverOnDemand(Row row) {
    double gib = row.size().memory().gibibytes() * SECONDS_PER_HOUR;
    double run = row.used().offeredErlang() * gib;
    return row.used().warmInstances() * gib * prices.perGibSecondKept()
        - run * (prices.perGibSecondOnDemand() - prices.perGibSecondProvisioned());
  }

  private static double change(
      Alternatives.Alternative each, ToDoubleFunction<EvaluationDifference.AppChange> devices) {
    return each.difference().apps().stream().mapToDouble(devices).sum();
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("function", function.value());
    json.addProperty("node", node.value());
    breakEven().ifPresent(share -> json.add("breakEven", Json.number(share)));
    json.add(
        "sizes",
        Json.array(
            rows,
            row -> {
              JsonObject one = new JsonObject();
              one.addProperty("function", row.size().id().value());
              one.add("memoryMib", Json.number(row.size().memory().mebibytes()));
              one.add("serviceMs", Json.number(row.serviceMillis()));
              one.addProperty("warm", row.used().warmInstances());
              one.add("busyShare", Json.number(row.busyShare()));
              one.add("keptOverOnDemand", Json.number(keptOverOnDemand(row)));
              one.addProperty("chosen", row.change().isEmpty());
              row.change()
                  .ifPresent(
                      change -> {
                        one.add("costChange", Json.units(costChange(change)));
                        one.addProperty("keepsRules", change.difference().broken().isEmpty());
                      });
              return one;
            }));
    return json;
  }

  private static long costChange(Alternatives.Alternative each) {
    return each.difference().costMicros().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public String toString() {
    TextTable table = new TextTable("memory ", "service", "warm", "busy", "per hour, against now ");
    for (Row row : rows) {
      table.row(
          Figures.count(row.size().memory().mebibytes()) + " MiB",
          String.format(Locale.ROOT, "%.1f ms", row.serviceMillis()),
          Figures.count(row.used().warmInstances()),
          Figures.percent(row.busyShare()),
          row.change().map(SizesText::words).orElse("chosen"));
    }
    return EvaluationText.section("Memory of " + function + " on " + node, table, 0) + verdict();
  }

  private static String words(Alternatives.Alternative each) {
    if (!each.difference().broken().isEmpty()) {
      return "breaks " + each.difference().broken().getFirst().kind();
    }
    double unserved = change(each, EvaluationDifference.AppChange::unserved);
    double late = change(each, EvaluationDifference.AppChange::late);
    return (unserved == 0 ? "" : Figures.countChange(unserved) + " unserved, ")
        + (late == 0 ? "" : Figures.countChange(late) + " late, ")
        + Figures.costChange(costChange(each));
  }

  private String verdict() {
    Optional<Row> chosen = rows.stream().filter(row -> row.change().isEmpty()).findFirst();
    if (breakEven().isEmpty() || chosen.isEmpty()) {
      return "";
    }
    String from =
        "A kept instance costs less than calls on demand from "
            + Figures.percent(breakEven().get())
            + " of busy time on";
    if (chosen.get().used().warmInstances() == 0) {
      return from + "; none is kept.\n";
    }
    double more = keptOverOnDemand(chosen.get());
    return String.format(
        Locale.ROOT,
        "%s; these are busy %s: they cost %.6f an hour %s than calls on demand, which would be cold"
            + " when none is left.%n",
        from,
        Figures.percent(chosen.get().busyShare()),
        Math.abs(more),
        more > 0 ? "more" : "less");
  }
}
