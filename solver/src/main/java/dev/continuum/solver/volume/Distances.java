package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Latencies between points where clients attach and nodes, access links aside, µs; rows are made
 * when first asked for, and never more than what they stand for. Not thread-safe while it makes
 * them.
 */
final class Distances {

  private final int nodes;
  private final Map<Integer, Integer> rows = new HashMap<>();
  private final List<float[]> there = new ArrayList<>();
  private final List<float[]> back = new ArrayList<>();
  private final List<int[]> nearest = new ArrayList<>();
  private final List<double[]> least = new ArrayList<>();
  private final Tiers tiers;

  Distances(CompiledProblem problem, Tiers tiers) {
    nodes = problem.nodes().size;
    this.tiers = tiers;
  }

  /** How many rows there are. */
  int size() {
    return there.size();
  }

  /** The row of a group's point. */
  int row(RouteJudge judge) {
    Integer known = rows.get(judge.clientPoint());
    return known == null ? make(judge) : known;
  }

  float[] there(int row) {
    return there.get(row);
  }

  float[] back(int row) {
    return back.get(row);
  }

  /** What the transfers of a block to and from a node take together beyond the access, µs. */
  double both(Blocks.Block block, int row, int node) {
    return block.up() * (double) there.get(row)[node] + block.down() * (double) back.get(row)[node];
  }

  /** The node of a tier that is nearest there and back, or -1. */
  int nearest(int row, int tier) {
    return nearest.get(row)[tier];
  }

  /** Least latency from a row's point to any node of a tier, µs. */
  double leastThere(int row, int tier) {
    return least.get(row)[2 * tier];
  }

  /** The same back. */
  double leastBack(int row, int tier) {
    return least.get(row)[2 * tier + 1];
  }

  private int make(RouteJudge judge) {
    float[] to = new float[nodes];
    float[] from = new float[nodes];
    long access = judge.accessMicros();
    for (int n = 0; n < nodes; n++) {
      to[n] = beyond(judge.latencyMicros(RouteSpace.LOCAL, n), access);
      from[n] = beyond(judge.latencyMicros(n, RouteSpace.LOCAL), access);
    }
    rows.put(judge.clientPoint(), there.size());
    there.add(to);
    back.add(from);
    summarise(to, from);
    return there.size() - 1;
  }

  private void summarise(float[] to, float[] from) {
    int[] nearestOf = new int[tiers.count];
    Arrays.fill(nearestOf, -1);
    double[] leastOf = new double[2 * tiers.count];
    Arrays.fill(leastOf, Double.POSITIVE_INFINITY);
    double[] both = new double[tiers.count];
    Arrays.fill(both, Double.POSITIVE_INFINITY);
    for (int n = 0; n < nodes; n++) {
      int t = tiers.of[n];
      leastOf[2 * t] = Math.min(leastOf[2 * t], to[n]);
      leastOf[2 * t + 1] = Math.min(leastOf[2 * t + 1], from[n]);
      if ((double) to[n] + from[n] < both[t]) {
        both[t] = (double) to[n] + from[n];
        nearestOf[t] = n;
      }
    }
    nearest.add(nearestOf);
    least.add(leastOf);
  }

  private static float beyond(long latency, long access) {
    if (latency < 0) {
      return Float.POSITIVE_INFINITY;
    }
    float near = latency - access;
    return near > latency - access ? Math.nextDown(near) : near;
  }
}
