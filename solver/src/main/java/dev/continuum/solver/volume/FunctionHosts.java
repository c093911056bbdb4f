package dev.continuum.solver.volume;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Nodes with limits that serve a function, nearest first, seen from where clients attach or from a
 * node. Lists are made when first asked for and hold until told to forget. Not thread-safe.
 */
final class FunctionHosts {

  private final CallPlan plan;
  private final int most;
  private final int[][] of;
  private final Map<Long, int[]> fromPoints = new HashMap<>();
  private final Map<Long, int[]> fromNodes = new HashMap<>();

  /** All nodes with limits, and the nearest of them to a node: these do not change. */
  private final int[] limited;

  private final Map<Integer, int[]> nearNodes = new HashMap<>();

  /** Of a plan, with so many of the nearest. */
  FunctionHosts(CallPlan plan, int most) {
    this.plan = plan;
    this.most = most;
    of = new int[plan.pairs.functions][];
    limited = IntStream.range(0, plan.problem.nodes().size).filter(this::isLimited).toArray();
  }

  /** Nodes that have CPU or memory to run out of, in a copy of the caller's own. */
  int[] limited() {
    return limited.clone();
  }

  /** What is served where has changed. */
  void forget() {
    Arrays.fill(of, null);
    fromPoints.clear();
    fromNodes.clear();
  }

  private boolean isLimited(int node) {
    Tiers tiers = plan.blocks.tiers;
    return tiers.cpuLimited[tiers.of[node]] || tiers.memoryLimited[tiers.of[node]];
  }

  private int[] all(int function) {
    if (of[function] == null) {
      of[function] =
          Arrays.stream(limited)
              .filter(n -> plan.state.load(plan.pairs.index(function, n)) > 0)
              .toArray();
    }
    return of[function];
  }

  /** The nearest to the point of a row, there and back. */
  int[] nearPoint(int row, int function) {
    return fromPoints.computeIfAbsent(
        key(row, function),
        unused -> {
          float[] there = plan.blocks.distances.there(row);
          float[] back = plan.blocks.distances.back(row);
          return nearest(all(function), n -> there[n] + (double) back[n]);
        });
  }

  /** The nearest to a node, which is not among them. */
  int[] nearNode(int node, int function) {
    return fromNodes.computeIfAbsent(
        key(node, function),
        unused ->
            nearest(
                Arrays.stream(all(function)).filter(n -> n != node).toArray(),
                n -> plan.between[node][n] + (double) plan.between[n][node]));
  }

  /** The nearest nodes with limits to a node, which is not among them. */
  int[] nearNode(int node) {
    return nearNodes.computeIfAbsent(
        node,
        unused ->
            nearest(
                Arrays.stream(limited).filter(n -> n != node).toArray(),
                n -> plan.between[node][n] + (double) plan.between[n][node]));
  }

  private static long key(int place, int function) {
    return (long) place << 24 | function;
  }

  private interface Distance {
    double to(int node);
  }

  private int[] nearest(int[] nodes, Distance distance) {
    long[] keys = new long[nodes.length];
    int count = 0;
    for (int node : nodes) {
      double micros = distance.to(node);
      if (micros < Double.POSITIVE_INFINITY) {
        keys[count++] = ((long) micros << 24) | node;
      }
    }
    Arrays.sort(keys, 0, count);
    int[] near = new int[Math.min(most, count)];
    Arrays.setAll(near, i -> (int) (keys[i] & 0xffffff));
    return near;
  }
}
