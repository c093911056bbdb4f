package dev.continuum.datasets.importer;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Splitting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * The optimum of an imported instance by trying every placement, divisible groups in parts of a
 * tenth. Knows only what the imports of single calls use: explicit costs, active nodes, CPU, floors
 * of memory.
 */
final class GridOptimum {

  private static final int PARTS = 10;

  private final PlacementProblem problem;
  private final List<Node> nodes;
  private final Map<GroupId, Application> apps = new HashMap<>();
  private final Map<FunctionId, Function> functions = new HashMap<>();
  private final Map<NodeClassId, NodeClass> classes = new HashMap<>();
  private final Map<GroupId, ExplicitCost> costs = new HashMap<>();
  private final List<int[]> chosen = new ArrayList<>();
  private double best = Double.POSITIVE_INFINITY;

  private GridOptimum(PlacementProblem problem) {
    this.problem = problem;
    this.nodes = problem.topology().nodes();
    problem.topology().nodeClasses().forEach(c -> classes.put(c.id(), c));
    problem.functions().forEach(f -> functions.put(f.id(), f));
    for (ClientGroup group : problem.groups()) {
      apps.put(
          group.id(),
          problem.apps().stream()
              .filter(a -> a.id().equals(group.app()))
              .findFirst()
              .orElseThrow());
    }
    problem.explicitCosts().forEach(c -> costs.put(c.group(), c));
  }

  /** In the instance's own unit; empty if no placement is feasible. */
  static OptionalDouble of(PlacementProblem problem) {
    GridOptimum search = new GridOptimum(problem);
    search.descend(0);
    return search.best == Double.POSITIVE_INFINITY
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            search.best / Rounding.MICRO * problem.instanceUnit().orElseThrow().perCostUnit());
  }

  private void descend(int index) {
    if (index == problem.groups().size()) {
      best = Math.min(best, costOfChosen());
      return;
    }
    boolean divisible = problem.groups().get(index).splitting() == Splitting.DIVISIBLE;
    split(
        divisible ? PARTS : 1,
        new int[nodes.size()],
        0,
        parts -> {
          chosen.add(parts);
          descend(index + 1);
          chosen.removeLast();
        });
  }

  private static void split(int left, int[] parts, int node, Consumer<int[]> each) {
    if (node == parts.length - 1) {
      parts[node] = left;
      each.accept(parts.clone());
      parts[node] = 0;
      return;
    }
    for (int here = 0; here <= left; here++) {
      parts[node] = here;
      split(left - here, parts, node + 1, each);
    }
    parts[node] = 0;
  }

  private double costOfChosen() {
    double micros = 0;
    for (int n = 0; n < nodes.size(); n++) {
      Node node = nodes.get(n);
      double nanocores = 0;
      Map<FunctionId, Long> memory = new HashMap<>();
      for (int g = 0; g < chosen.size(); g++) {
        ClientGroup group = problem.groups().get(g);
        double devices =
            chosen.get(g)[n] / (group.splitting() == Splitting.DIVISIBLE ? PARTS : 1.0);
        if (devices == 0) {
          continue;
        }
        Call call = apps.get(group.id()).calls().getFirst();
        Function function = functions.get(call.variants().getFirst().function());
        var profile = function.profileOn(classes.get(node.nodeClass()));
        if (profile.isEmpty() || !function.fence().allows(node) || !call.fence().allows(node)) {
          return Double.POSITIVE_INFINITY;
        }
        nanocores += devices * nanocores(group, function, profile.get());
        memory.put(function.id(), function.memory().bytes() * function.sizing().floor());
        micros +=
            devices
                * Rounding.routeMicros(
                    Rounding.explicitTerm(
                        costs.containsKey(group.id())
                            ? costs.get(group.id()).perHour().getOrDefault(node.id(), 0.0)
                            : 0));
      }
      var capacity = node.capacity();
      if (nanocores
              > Rounding.usableNanocores(capacity.cpu(), capacity.utilisationCap()) * (1 + 1e-12)
          || memory.values().stream().mapToLong(Long::longValue).sum()
              > capacity.memory().bytes()) {
        return Double.POSITIVE_INFINITY;
      }
      if (!memory.isEmpty()) {
        micros +=
            Rounding.activeMicros(
                problem.weights().perMoney(), node.prices().activePerHour(), 0, 0);
      }
    }
    return micros;
  }

  private static double nanocores(ClientGroup group, Function function, ServiceProfile profile) {
    return Rounding.nanocores(group.rate(), 1, profile.mean(), function.cpuWhileBusy());
  }

  static NodeId node(PlacementProblem problem, int index) {
    return problem.topology().nodes().get(index).id();
  }
}
