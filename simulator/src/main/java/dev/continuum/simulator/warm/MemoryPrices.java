package dev.continuum.simulator.warm;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Prices;
import java.util.HashMap;
import java.util.Map;

/**
 * Hands a warm plan's price of memory back to placement. The plan says how many GB-s of expected
 * cost one GB more would save through a minute; a second of it is a sixtieth of that. So a GB·s
 * kept on a node that is short of memory costs its own price and, beside it, as many times that
 * price as the plan says it displaces: the dual price of the node's memory in the node's money.
 */
public final class MemoryPrices {

  private static final double SECONDS = 60;

  private MemoryPrices() {}

  /** The problem with dearer memory where the plan found it scarce; the rest is as it was. */
  public static PlacementProblem applied(PlacementProblem problem, WarmPlan plan) {
    Map<NodeId, Double> scarcity = new HashMap<>();
    for (WarmPlan.NodePlan node : plan.nodes()) {
      double mean = node.meanPrice(plan.fromMinute(), plan.toMinute()) / SECONDS;
      scarcity.merge(node.node(), mean, Double::sum);
    }
    return problem.toBuilder()
        .eachNode(node -> dearer(node, scarcity.getOrDefault(node.id(), 0.0)))
        .build();
  }

  private static Node dearer(Node node, double times) {
    Prices prices = node.prices();
    return node.withPrices(
        new Prices(
            prices.perRequest(),
            prices.perGibSecondOnDemand(),
            prices.perGibSecondProvisioned(),
            prices.perGibSecondKept() * (1 + times),
            prices.perGibSent(),
            prices.activePerHour()));
  }
}
