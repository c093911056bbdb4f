package dev.continuum.simulator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.FunctionEvaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Function;
import dev.continuum.simulator.platform.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often calls would evict instances that a plan keeps, were edges OpenWhisk invokers: a call
 * that finds all instances of its function busy starts one more, and where memory is full an idle
 * one of another function makes way. docs/simulator.md tells what follows from it; memory headroom
 * keeps plans from it.
 *
 * <p>Calls in service are taken for independent Poisson counts, as in infinite-server queues,
 * whatever the service law. Then function f evicts at the rate Σ_j λ_f·P(N_f = j·k_f)·P(the others
 * leave less than j + 1 instances' memory), over j from its planned instances on, each other
 * function holding the larger of what it keeps and what it uses.
 */
public final class EvictionRisk {

  /** Evictions per hour from which on an edge is too full: one in a thousand hours. */
  public static final double MOST_PER_HOUR = 0.001;

  private static final double SECONDS_PER_HOUR = 3600;

  private EvictionRisk() {}

  /** Evictions per hour on each edge that several functions share, by id. */
  public static SortedMap<NodeId, Double> perHour(PlacementProblem problem, Placement placement) {
    SortedMap<NodeId, Double> all = new TreeMap<>();
    shared(problem, placement)
        .forEach((node, tenants) -> all.put(node.id(), perHour(tenants, mebibytes(node))));
    return all;
  }

  /**
   * Edges that are too full, by id, each with the memory of one instance of its largest function.
   */
  public static SortedMap<NodeId, Memory> tooFull(PlacementProblem problem, Placement placement) {
    SortedMap<NodeId, Memory> all = new TreeMap<>();
    shared(problem, placement)
        .forEach(
            (node, tenants) -> {
              if (perHour(tenants, mebibytes(node)) > MOST_PER_HOUR) {
                int one = tenants.stream().mapToInt(Tenant::mebibytes).max().orElse(0);
                all.put(node.id(), Memory.mebibytes(one));
              }
            });
    return all;
  }

  private static Map<Node, List<Tenant>> shared(PlacementProblem problem, Placement placement) {
    Map<FunctionId, Function> functions = new HashMap<>();
    problem.functions().forEach(each -> functions.put(each.id(), each));
    Map<NodeId, List<Tenant>> held = new HashMap<>();
    for (FunctionEvaluation each :
        new PlacementEvaluator(problem).evaluateWithoutEstimates(placement).functions()) {
      Function function = functions.get(each.function());
      if (function != null && each.acquired()) {
        held.computeIfAbsent(each.node(), node -> new ArrayList<>()).add(Tenant.of(function, each));
      }
    }
    Set<NodeId> evicting = Platform.on(problem, Tier.EDGE, Platform.OpenWhisk.DEFAULT).keySet();
    Map<Node, List<Tenant>> shared = new HashMap<>();
    for (Node node : problem.topology().nodes()) {
      List<Tenant> tenants = held.getOrDefault(node.id(), List.of());
      if (tenants.size() > 1
          && evicting.contains(node.id())
          && !node.capacity().memory().isUnlimited()) {
        shared.put(node, tenants);
      }
    }
    return shared;
  }

  private static int mebibytes(Node node) {
    return (int) node.capacity().memory().mebibytes();
  }

  private static double perHour(List<Tenant> tenants, int mebibytes) {
    double rate = 0;
    for (int i = 0; i < tenants.size(); i++) {
      double[] held = Tenant.empty(mebibytes);
      for (int j = 0; j < tenants.size(); j++) {
        if (j != i) {
          held = tenants.get(j).beside(held);
        }
      }
      rate += tenants.get(i).evictions(held);
    }
    return rate * SECONDS_PER_HOUR;
  }
}
