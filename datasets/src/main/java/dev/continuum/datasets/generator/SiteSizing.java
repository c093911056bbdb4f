package dev.continuum.datasets.generator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Tier;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How much the edge sites of a problem are given, relative to what its clients ask for. Both shares
 * make capacity bind: slack instances prove nothing.
 *
 * <p>Each site is given a part of the whole. Its CPU is what serving that part of every movable
 * call takes, divided by {@code cpuUse}; its memory is {@code memoryHeld} of the instances it would
 * plan for that part, function by function, and at least one of the largest.
 *
 * @param cpuUse share of all sites' CPU that serving every movable call on sites would take
 * @param memoryHeld share of the planned instances that memory holds
 * @param spread how much sites differ where nobody says: parts are uniform in 1 ± this
 * @param seed of the parts
 */
public record SiteSizing(
    double cpuUse, double served, double memoryHeld, double spread, long seed) {

  /** CPU 65 % used, memory for half of the planned instances, sizes ± 30 %. */
  public static final SiteSizing DEFAULT = new SiteSizing(0.65, 1, 0.5, 0.3, 1);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a share is not positive or the spread not in [0, 1)
   */
  public SiteSizing {
    if (!(cpuUse > 0 && served > 0 && memoryHeld > 0 && spread >= 0 && spread < 1)) {
      throw new IllegalArgumentException(
          "The shares must be positive and the spread in [0, 1): "
              + cpuUse
              + ", "
              + served
              + ", "
              + memoryHeld
              + ", "
              + spread);
    }
  }

  /** This, with another share of calls that sites are expected to serve. */
  public SiteSizing withServed(double share) {
    return new SiteSizing(cpuUse, share, memoryHeld, spread, seed);
  }

  /** Gives every edge node whose CPU or memory is unlimited its part, sizes drawn from the seed. */
  public PlacementProblem size(PlacementProblem problem) {
    SplittableRandom random = new SplittableRandom(seed);
    SortedMap<NodeId, Double> parts = new TreeMap<>();
    for (NodeId site : sites(problem)) {
      parts.put(site, spread == 0 ? 1 : random.nextDouble(1 - spread, 1 + spread));
    }
    return size(problem, parts);
  }

  /**
   * Gives every edge node whose CPU or memory is unlimited its part.
   *
   * @param parts relative sizes of the sites; those not listed are left alone
   */
  public PlacementProblem size(PlacementProblem problem, SortedMap<NodeId, Double> parts) {
    double whole = parts.values().stream().mapToDouble(Double::doubleValue).sum();
    MovableLoad load = MovableLoad.of(problem);
    return problem.toBuilder()
        .eachNode(
            node ->
                parts.containsKey(node.id())
                    ? sized(node, load, parts.get(node.id()) / whole)
                    : node)
        .build();
  }

  private Node sized(Node node, MovableLoad load, double part) {
    Capacity old = node.capacity();
    Cpu cpu =
        Double.isInfinite(old.cpu().millicores())
            ? Cpu.millicores(Math.ceil(part * load.cores(node) * 1000 * served / cpuUse))
            : old.cpu();
    Memory memory =
        old.memory().isUnlimited()
            ? Memory.mebibytes(
                Math.max(
                    load.largestMebibytes(node),
                    Math.ceil(memoryHeld * load.plannedMebibytes(node, part))))
            : old.memory();
    return node.withCapacity(
        new Capacity(
            cpu,
            old.utilisationCap(),
            memory,
            old.memoryHeadroom(),
            old.instances(),
            old.rate(),
            old.instanceRate(),
            old.storage(),
            old.accelerators()));
  }

  private static Iterable<NodeId> sites(PlacementProblem problem) {
    return problem.topology().nodes().stream()
        .filter(node -> node.tier() == Tier.EDGE)
        .map(Node::id)
        .sorted()
        .toList();
  }
}
