package dev.continuum.model.evaluation;

import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One placement before the oracle: a pass over routes, groups, nodes, links and rules, once. */
final class Judgement {

  /** How much is asked for. */
  enum Detail {
    /** Everything. */
    ALL,
    /** No latencies at the actual load, which take a quantile for each load. */
    NO_ESTIMATES
  }

  private final Catalogue catalogue;
  private final DeclaredNetwork network;
  private final FunctionSizing sizing;
  private final LatencyLaws laws;
  private final RuleBook rules = new RuleBook();
  private final CostLedger costs = new CostLedger();
  private final Meter meter;
  private final List<PlacedRoute> placed;
  private final PlacedLoads loads;
  private final Detail detail;

  Judgement(
      Catalogue catalogue,
      DeclaredNetwork network,
      FunctionSizing sizing,
      LatencyLaws laws,
      Placement placement,
      Detail detail) {
    this.catalogue = catalogue;
    this.network = network;
    this.sizing = sizing;
    this.laws = laws;
    this.meter = new Meter();
    this.placed = PlacedRoutes.of(catalogue, placement);
    this.loads = new PlacedLoads(catalogue, placement, placed);
    this.detail = detail;
  }

  Evaluation evaluate() {
    LinkJudge linkJudge = new LinkJudge(network);
    List<RouteEvaluation> routes = judgeRoutes(linkJudge);
    GroupJudge groupJudge = new GroupJudge(catalogue, rules, meter);
    AppJudge appJudge = new AppJudge(catalogue);
    List<GroupEvaluation> groups = judgeGroups(groupJudge, appJudge, routes);
    NodeJudge nodeJudge = new NodeJudge(catalogue, sizing, loads, rules);
    List<NodeEvaluation> nodes = judgeNodes(nodeJudge);
    List<LinkEvaluation> links = linkJudge.judge(rules);
    new CrossRuleJudge(catalogue, loads, rules).judge();
    ReconfigurationEvaluation reconfiguration = judgeChanges();
    Score score =
        new Score(
            rules.brokenPpm(),
            groupJudge.unservedMicros(),
            groupJudge.lateMicros(),
            costs.totalMicros());
    return new Evaluation(
        score,
        groupJudge.constantMicros(),
        costs.breakdown(),
        rules.checks(),
        routes,
        groups,
        appJudge.judge(catalogue.apps()),
        nodeJudge.functions(),
        nodes,
        links,
        meter.money(),
        meter.energy(),
        reconfiguration);
  }

  private List<RouteEvaluation> judgeRoutes(LinkJudge links) {
    DeviceJudge devices = new DeviceJudge(catalogue, sizing, rules);
    RouteJudge judge =
        new RouteJudge(
            catalogue,
            rules,
            new RouteLatency(sizing, new SharedCores(catalogue, loads, laws), loads, laws),
            detail);
    ObjectiveWeights weights = catalogue.problem().weights();
    List<RouteEvaluation> routes = new ArrayList<>(placed.size());
    for (PlacedRoute route : placed) {
      List<Transfer> transfers = Transfer.of(route, network);
      DeviceUse use = devices.judge(route, transfers);
      RoutePrice price = RoutePrice.of(route, transfers, use, weights, catalogue);
      routes.add(judge.judge(route, transfers, use, price));
      costs.addRoute(route.devices(), price);
      // Money is read as it is: at a weight of 1 it is in the price already.
      RoutePrice money =
          weights.perMoney() == 1
              ? price
              : RoutePrice.of(route, transfers, use, Meter.MONEY_ONLY, catalogue);
      meter.addRoute(route, money, use);
      links.add(route, transfers);
    }
    return routes;
  }

  private List<GroupEvaluation> judgeGroups(
      GroupJudge judge, AppJudge apps, List<RouteEvaluation> routes) {
    List<GroupEvaluation> groups = new ArrayList<>(catalogue.groups().size());
    int end = 0;
    for (ClientGroup group : catalogue.groups()) {
      int start = end;
      while (end < routes.size() && routes.get(end).group().equals(group.id())) {
        end++;
      }
      List<RouteEvaluation> own = routes.subList(start, end);
      GroupEvaluation fares = judge.judge(group, own);
      apps.add(group, fares, own);
      groups.add(fares);
    }
    return groups;
  }

  private List<NodeEvaluation> judgeNodes(NodeJudge judge) {
    ObjectiveWeights weights = catalogue.problem().weights();
    List<NodeEvaluation> nodes = new ArrayList<>();
    for (Node node : catalogue.nodes()) {
      NodeEvaluation use = judge.judge(node);
      nodes.add(use);
      meter.addNode(node, use);
      if (use.active()) {
        addActive(node, weights);
      }
    }
    for (Map.Entry<Acquisition, Long> entry : loads.warm().entrySet()) {
      var memory = catalogue.function(entry.getKey().function()).memory();
      double price = catalogue.node(entry.getKey().node()).prices().perGibSecondKept();
      costs.add(
          CostTerm.KEPT, entry.getValue(), Rounding.keptMicros(weights.perMoney(), memory, price));
      meter.addKept(entry.getValue(), Rounding.keptMicros(1, memory, price));
    }
    return nodes;
  }

  private void addActive(Node node, ObjectiveWeights weights) {
    double perHour = node.prices().activePerHour();
    double idle = node.power().idleWatts();
    Map<CostTerm, Long> parts = new EnumMap<>(CostTerm.class);
    parts.put(CostTerm.ACTIVE, Rounding.activeMicros(weights.perMoney(), perHour, 0, 0));
    parts.put(CostTerm.NODE_ENERGY, Rounding.activeMicros(0, 0, weights.perJoule(), idle));
    costs.addShared(
        Rounding.activeMicros(weights.perMoney(), perHour, weights.perJoule(), idle), parts);
  }

  private ReconfigurationEvaluation judgeChanges() {
    Optional<Placement> current = catalogue.problem().current();
    RunningState running = RunningState.of(current.orElse(Placement.EMPTY));
    new StatusJudge(catalogue, loads, running, rules).judge();
    return current.isPresent()
        ? new ReconfigurationJudge(catalogue, network, loads, rules, costs).judge(running)
        : ReconfigurationEvaluation.NONE;
  }
}
