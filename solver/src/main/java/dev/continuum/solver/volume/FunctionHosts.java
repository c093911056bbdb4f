package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nodes with limits that serve a function, nearest first, seen from where clients attach or from a
 * node. Lists are made when first asked for and hold until told to forget. Not thread-safe.
 */
final class FunctionHosts {

  private final CallPlan plan;
  private final int most;
  private final int[] @Nullable [] of;
  private final List<Map<Integer, int[]>> fromPoints = new ArrayList<>();
  private final List<Map<Integer, int[]>> fromNodes = new ArrayList<>();

  /** Changes of a function's hosts that its lists know of. */
  private final int[] known;

  /** All nodes with limits, and the nearest of them to a node: these do not change. */
  private final int[] limited;

  private final Map<Integer, int[]> nearNodes = new HashMap<>();

  /** Of a plan, with so many of the nearest. */
  FunctionHosts(CallPlan plan, int most) {
    this.plan = plan;
    this.most = most;
    of = new int[plan.pairs.functions][];
    known = new int[of.length];
    for (int f = 0; f < of.length; f++) {
      fromPoints.add(new HashMap<>());
      fromNodes.add(new HashMap<>());
    }
    limited = CallPlan.limited(plan.blocks);
  }

  /** Nodes that have CPU or memory to run out of, in a copy of the caller's own. */
  int[] limited() {
    return limited.clone();
  }

  /** What is served where may have changed: lists of functions with other hosts are dropped. */
  void forget() {
    for (int f = 0; f < of.length; f++) {
      int now = plan.hostChanges(f);
      if (known[f] != now) {
        known[f] = now;
        of[f] = null;
        fromPoints.get(f).clear();
        fromNodes.get(f).clear();
      }
    }
  }

  private int[] all(int function) {
    int[] hosts = of[function];
    if (hosts == null) {
      hosts =
          Arrays.stream(limited)
              .filter(n -> plan.state.load(plan.pairs.index(function, n)) > 0)
              .toArray();
      of[function] = hosts;
    }
    return hosts;
  }

  /** The nearest to the point of a row, there and back. */
  int[] nearPoint(int row, int function) {
    return fromPoints
        .get(function)
        .computeIfAbsent(
            row,
            unused -> {
              float[] there = plan.blocks.distances.there(row);
              float[] back = plan.blocks.distances.back(row);
              return Nearest.of(
                  Arrays.stream(all(function)), n -> there[n] + (double) back[n], most);
            });
  }

  /** The nearest to a node, which is not among them. */
  int[] nearNode(int node, int function) {
    return fromNodes
        .get(function)
        .computeIfAbsent(
            node,
            unused ->
                Nearest.of(
                    Arrays.stream(all(function)).filter(n -> n != node),
                    n -> plan.apart(node, n),
                    most));
  }

  /** The nearest nodes with limits to a node, which is not among them. */
  int[] nearNode(int node) {
    return nearNodes.computeIfAbsent(
        node,
        unused ->
            Nearest.of(
                Arrays.stream(limited).filter(n -> n != node), n -> plan.apart(node, n), most));
  }
}
