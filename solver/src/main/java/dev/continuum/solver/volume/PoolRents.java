package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;

/**
 * Prices of items by what serving them costs where it is cheapest: the way to a node, the least
 * average of the instances that fit there, and a rent of the node's CPU. At such prices no node
 * earns more than its rent, so that few numbers, one a node, give a bound of all groups. Rents rise
 * where more is asked for than there is. Not thread-safe.
 */
final class PoolRents {

  private final CompiledProblem problem;
  private final PoolItems items;
  private final Chunks chunks;
  private final int[] nodes;
  private final float[][] both;

  /** Least average cost of a nano-request/s, by function and limited node. */
  private final float[][] least;

  /** Rents, micro-units per nanocore, by limited node. */
  final double[] rents;

  /** Where each item is cheapest. */
  private final int[] where;

  PoolRents(Blocks blocks, PoolBound bound, Chunks chunks) {
    problem = blocks.problem;
    items = bound.items;
    nodes = bound.nodes;
    this.chunks = chunks;
    Distances distances = blocks.distances;
    rents = new double[nodes.length];
    where = new int[items.size()];
    both = new float[distances.size()][nodes.length];
    for (int row = 0; row < both.length; row++) {
      for (int i = 0; i < nodes.length; i++) {
        both[row][i] =
            (float) ((double) distances.there(row)[nodes[i]] + distances.back(row)[nodes[i]]);
      }
    }
    PairTable pairs = problem.pairs();
    least = new float[pairs.functions][nodes.length];
    for (int f = 0; f < pairs.functions; f++) {
      for (int i = 0; i < nodes.length; i++) {
        int pair = pairs.index(f, nodes[i]);
        least[f][i] =
            pairs.allowed[pair] ? (float) average(pair, f, nodes[i]) : Float.POSITIVE_INFINITY;
      }
    }
  }

  /** The least that a nano-request/s costs in instances where a node has room for no more. */
  private double average(int pair, int f, int node) {
    PairTable pairs = problem.pairs();
    var staircase = pairs.staircase(pair);
    if (staircase.thresholdLoad(0) > 0 || items.of[f].length == 0) {
      return 0;
    }
    double room =
        items.cpuPerLoad[f] > 0
            ? problem.nodes().cpuNanocores[node] / items.cpuPerLoad[f]
            : Double.POSITIVE_INFINITY;
    int last = (int) Math.min(pairs.mostInstances[pair], staircase.mostInstances());
    if (room > staircase.thresholdLoad(last)) {
      return Tiers.least(staircase, last) * pairs.keptMicros[pair];
    }
    // Beyond the first count that fills the node more instances serve no more.
    int full = staircase.instancesFor((long) Math.ceil(room));
    return Math.min(full / room, Tiers.least(staircase, full - 1L)) * pairs.keptMicros[pair];
  }

  /** Prices at the rents of now. */
  void prices(double[] into) {
    PairTable pairs = problem.pairs();
    chunks.each(
        (chunk, unusedFrom, unusedTo) -> {
          float[] base = new float[nodes.length];
          for (int f = chunk; f < pairs.functions; f += Chunks.COUNT) {
            for (int i = 0; i < base.length; i++) {
              base[i] = (float) (least[f][i] + rents[i] * items.cpuPerLoad[f]);
            }
            for (int item : items.of[f]) {
              into[item] = cheapest(item, base);
            }
          }
        });
  }

  private double cheapest(int item, float[] base) {
    float[] way = both[items.row[item]];
    float weight = (float) ((items.perMicroThere[item] + items.perMicroBack[item]) / 2);
    float best = Float.POSITIVE_INFINITY;
    int at = 0;
    for (int i = 0; i < base.length; i++) {
      float cost = base[i] + weight * way[i];
      if (cost < best) {
        best = cost;
        at = i;
      }
    }
    where[item] = at;
    return best * (1 - 1e-5);
  }

  /**
   * Raises rents where items that groups buy take more CPU than there is, lowers them elsewhere.
   *
   * @param bought by item, nano-requests/s
   * @param most what all rents together change by at most, micro-units per hour
   */
  void step(double[] bought, double most) {
    double all = 0;
    for (int node : nodes) {
      all += problem.nodes().cpuNanocores[node];
    }
    double length = most / all;
    double[] use = new double[nodes.length];
    for (int i = 0; i < where.length; i++) {
      use[where[i]] += bought[i] * items.cpuPerLoad[items.function[i]];
    }
    for (int i = 0; i < nodes.length; i++) {
      double capacity = problem.nodes().cpuNanocores[nodes[i]];
      double over = Math.max(-1, Math.min(3, use[i] / capacity - 1));
      rents[i] = Math.max(0, rents[i] + length * over);
    }
  }

  /** What all rents come to, micro-units per hour. */
  double income() {
    double sum = 0;
    for (int i = 0; i < nodes.length; i++) {
      sum += rents[i] * problem.nodes().cpuNanocores[nodes[i]];
    }
    return sum;
  }
}
