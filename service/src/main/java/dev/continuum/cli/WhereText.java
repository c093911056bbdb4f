package dev.continuum.cli;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.FunctionEvaluation;
import dev.continuum.model.evaluation.RouteEvaluation;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Where functions run: a line for each tier, then the busiest functions. */
final class WhereText {

  private static final int MOST_ROWS = 12;
  private static final int MOST_FUNCTIONS = 16;

  private final PlacementProblem problem;
  private final Evaluation evaluation;
  private final Map<NodeId, Tier> tiers = new TreeMap<>();
  private final Map<GroupId, ClientGroup> groups = new TreeMap<>();
  private final Map<AppId, Map<CallId, Double>> callsPerRequest = new TreeMap<>();
  private final Map<Tier, Double> devicesByTier = new EnumMap<>(Tier.class);
  private final Map<FunctionId, Local> local = new TreeMap<>();
  private final Map<Acquisition, Double> devices = new TreeMap<>();

  /** What devices run of one function. */
  private record Local(double devices, double rate) {
    Local plus(Local other) {
      return new Local(devices + other.devices, rate + other.rate);
    }
  }

  WhereText(PlacementProblem problem, Evaluation evaluation) {
    this.problem = problem;
    this.evaluation = evaluation;
    problem.topology().nodes().forEach(node -> tiers.put(node.id(), node.tier()));
    problem.groups().forEach(group -> groups.put(group.id(), group));
    for (Application app : problem.apps()) {
      Map<CallId, Double> mean = new TreeMap<>();
      app.calls().forEach(call -> mean.put(call.id(), call.callsPerRequest()));
      callsPerRequest.put(app.id(), mean);
    }
    evaluation.routes().forEach(this::count);
  }

  private void count(RouteEvaluation route) {
    Set<Tier> here = EnumSet.noneOf(Tier.class);
    Set<Acquisition> pairs = new TreeSet<>();
    Map<FunctionId, Double> rates = new TreeMap<>();
    for (CallPlacement call : route.calls()) {
      switch (call.place()) {
        case Place.Local() -> {
          here.add(Tier.DEVICE);
          rates.merge(call.function(), route.devices() * rate(route.group(), call), Double::sum);
        }
        case Place.OnNode(NodeId node) -> {
          here.add(tiers.getOrDefault(node, Tier.EDGE));
          pairs.add(new Acquisition(call.function(), node));
        }
      }
    }
    here.forEach(tier -> devicesByTier.merge(tier, route.devices(), Double::sum));
    pairs.forEach(pair -> devices.merge(pair, route.devices(), Double::sum));
    rates.forEach(
        (function, rate) -> local.merge(function, new Local(route.devices(), rate), Local::plus));
  }

  private double rate(GroupId id, CallPlacement call) {
    ClientGroup group = groups.get(id);
    return group == null
        ? 0
        : group.rate().perSecond()
            * callsPerRequest.getOrDefault(group.app(), Map.of()).getOrDefault(call.call(), 1.0);
  }

  @Override
  public String toString() {
    return EvaluationText.section("Tiers", byTier(), 0) + byFunction() + functions();
  }

  private TextTable byTier() {
    TextTable table =
        new TextTable("tier ", "nodes in use", "of", "devices", "requests/s", "warm instances");
    for (Tier tier : Tier.values()) {
      List<Node> nodes =
          problem.topology().nodes().stream().filter(node -> node.tier() == tier).toList();
      double served = devicesByTier.getOrDefault(tier, 0.0);
      if (nodes.isEmpty() && served == 0) {
        continue;
      }
      if (tier == Tier.DEVICE) {
        double rate = local.values().stream().mapToDouble(Local::rate).sum();
        table.row(word(tier), "-", "-", Figures.count(served), Figures.count(rate), "-");
        continue;
      }
      List<FunctionEvaluation> here =
          evaluation.functions().stream().filter(each -> tiers.get(each.node()) == tier).toList();
      table.row(
          word(tier),
          Figures.count(here.stream().map(FunctionEvaluation::node).distinct().count()),
          Figures.count(nodes.size()),
          Figures.count(served),
          Figures.count(here.stream().mapToDouble(FunctionEvaluation::ratePerSecond).sum()),
          Figures.count(here.stream().mapToLong(FunctionEvaluation::warmInstances).sum()));
    }
    return table;
  }

  /** Where single nodes are too many to show, what each tier runs of each function. */
  private String byFunction() {
    if (evaluation.functions().size() <= MOST_ROWS) {
      return "";
    }
    record Row(Tier tier, FunctionId function) {}
    Map<Row, List<FunctionEvaluation>> rows =
        new TreeMap<>(Comparator.comparing(Row::tier).thenComparing(Row::function));
    for (FunctionEvaluation each : evaluation.functions()) {
      Row row = new Row(tiers.getOrDefault(each.node(), Tier.EDGE), each.function());
      rows.computeIfAbsent(row, key -> new ArrayList<>()).add(each);
    }
    TextTable table = new TextTable("tier ", "function ", "nodes", "requests/s", "warm instances");
    rows.entrySet().stream()
        .limit(MOST_FUNCTIONS)
        .forEach(
            row ->
                table.row(
                    word(row.getKey().tier()),
                    row.getKey().function().value(),
                    Figures.count(row.getValue().size()),
                    Figures.count(sum(row.getValue(), FunctionEvaluation::ratePerSecond)),
                    Figures.count(
                        row.getValue().stream()
                            .mapToLong(FunctionEvaluation::warmInstances)
                            .sum())));
    return EvaluationText.section("Functions by tier", table, rows.size() - MOST_FUNCTIONS);
  }

  private static double sum(
      List<FunctionEvaluation> functions, ToDoubleFunction<FunctionEvaluation> amount) {
    return functions.stream().mapToDouble(amount).sum();
  }

  private String functions() {
    TextTable table =
        new TextTable(
            "tier ", "node ", "function ", "devices", "requests/s", "warm", "needed", "busy");
    local.forEach(
        (function, use) ->
            table.row(
                word(Tier.DEVICE),
                "(its own)",
                function.value(),
                Figures.count(use.devices()),
                Figures.count(use.rate()),
                "-",
                "-",
                "-"));
    List<FunctionEvaluation> busiest =
        evaluation.functions().stream()
            .sorted(
                Comparator.comparing((FunctionEvaluation each) -> tiers.get(each.node()))
                    .thenComparing(
                        Comparator.comparingDouble(FunctionEvaluation::ratePerSecond).reversed())
                    .thenComparing(FunctionEvaluation::node))
            .toList();
    int shown = shown(busiest, table);
    return EvaluationText.section(
        busiest.size() > shown ? "Where functions run (the busiest)" : "Where functions run",
        table,
        busiest.size() - shown);
  }

  /** The busiest of each tier, the cloud's first few always among them. */
  private int shown(List<FunctionEvaluation> busiest, TextTable table) {
    Map<Tier, Integer> left = new EnumMap<>(Tier.class);
    long cloud = busiest.stream().filter(each -> tiers.get(each.node()) == Tier.CLOUD).count();
    int forCloud = (int) Math.min(cloud, MOST_ROWS / 3);
    left.put(Tier.CLOUD, forCloud);
    left.put(Tier.EDGE, MOST_ROWS - forCloud);
    int shown = 0;
    for (FunctionEvaluation each : busiest) {
      Tier tier = tiers.getOrDefault(each.node(), Tier.EDGE);
      if (left.getOrDefault(tier, 0) > 0) {
        left.merge(tier, -1, Integer::sum);
        shown++;
        var pair = new Acquisition(each.function(), each.node());
        var unused =
            table.row(
                word(tier),
                each.node().value(),
                each.function().value(),
                Figures.count(devices.getOrDefault(pair, 0.0)),
                Figures.count(each.ratePerSecond()),
                Figures.count(each.warmInstances()),
                Figures.count(each.requiredInstances()),
                Figures.percent(each.busyShare()));
      }
    }
    return shown;
  }

  private static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }
}
