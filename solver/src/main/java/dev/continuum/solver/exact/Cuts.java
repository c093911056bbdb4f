package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;
import java.util.Map;

/**
 * What payloads between blocks in different places cost at least: a base for each edge between like
 * nodes, and what the device and big pools add as one of its ends. Base and both additions together
 * never exceed the cost between two different places. Immutable.
 */
final class Cuts {

  private final NodeCuts nodes;

  /** What the device adds by edge, as producer and as consumer. */
  private final double[] fromDevice;

  private final double[] toDevice;

  /**
   * The part between nodes, which groups of one application and rate share.
   *
   * @param edges transfers between calls with a choice
   * @param base by edge, micro-units per device
   * @param from what a node adds as producer, by edge and node
   * @param to what a node adds as consumer
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record NodeCuts(int[] edges, double[] base, double[][] from, double[][] to) {}

  private Cuts(NodeCuts nodes, double[] fromDevice, double[] toDevice) {
    this.nodes = nodes;
    this.fromDevice = fromDevice;
    this.toDevice = toDevice;
  }

  /** Those of a group. */
  static Cuts of(CompiledProblem problem, GroupBlocks of, Map<String, Object> shared) {
    String key = of.group.app + " " + of.group.routes.loadNanos(0);
    NodeCuts nodes = (NodeCuts) shared.computeIfAbsent(key, unused -> between(problem, of));
    double[] fromDevice = new double[nodes.edges.length];
    double[] toDevice = new double[nodes.edges.length];
    RouteJudge judge = of.group.routes.judge();
    for (int e = 0; e < nodes.edges.length; e++) {
      double up = Double.POSITIVE_INFINITY;
      double down = Double.POSITIVE_INFINITY;
      for (int n = 0; n < problem.nodes().size; n++) {
        up = Math.min(up, micros(judge, nodes.edges[e], RouteSpace.LOCAL, n) - nodes.to[e][n]);
        down =
            Math.min(down, micros(judge, nodes.edges[e], n, RouteSpace.LOCAL) - nodes.from[e][n]);
      }
      fromDevice[e] = finite(up) - nodes.base[e];
      toDevice[e] = finite(down) - nodes.base[e];
    }
    return new Cuts(nodes, fromDevice, toDevice);
  }

  private static NodeCuts between(CompiledProblem problem, GroupBlocks of) {
    int[] edges = of.group.routes.freeEdges();
    int size = problem.nodes().size;
    NodeCuts cuts =
        new NodeCuts(
            edges,
            new double[edges.length],
            new double[edges.length][size],
            new double[edges.length][size]);
    RouteJudge judge = of.group.routes.judge();
    for (int e = 0; e < edges.length; e++) {
      cuts.base[e] = finite(leastBetweenLike(of, judge, edges[e], size));
      // One pool after the other pays all that its distances allow, given those before it.
      for (int a = 0; a < size; a++) {
        if (of.roomy(a)) {
          double from = Double.POSITIVE_INFINITY;
          double to = Double.POSITIVE_INFINITY;
          for (int b = 0; b < size; b++) {
            if (b != a && !(of.roomy(b) && b > a)) {
              from = Math.min(from, micros(judge, edges[e], a, b) - cuts.to[e][b]);
              to = Math.min(to, micros(judge, edges[e], b, a) - cuts.from[e][b]);
            }
          }
          cuts.from[e][a] = finite(from) - cuts.base[e];
          cuts.to[e][a] = finite(to) - cuts.base[e];
        }
      }
    }
    return cuts;
  }

  private static double leastBetweenLike(GroupBlocks of, RouteJudge judge, int edge, int size) {
    double least = Double.POSITIVE_INFINITY;
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        if (a != b && !of.roomy(a) && !of.roomy(b)) {
          least = Math.min(least, micros(judge, edge, a, b));
        }
      }
    }
    return least;
  }

  private static double micros(RouteJudge judge, int edge, int from, int to) {
    return judge.transferNanosAtLeast(edge, from, to) / 1000;
  }

  private static double finite(double micros) {
    return micros == Double.POSITIVE_INFINITY ? 0 : micros;
  }

  /** By partition, rounded down. */
  long[] partitionMicros(GroupBlocks of) {
    long[] micros = new long[of.split.partitions().size()];
    for (int p = 0; p < micros.length; p++) {
      double sum = 0;
      for (int edge : of.split.cut(of.group.routes, of.split.partitions().get(p))) {
        sum += nodes.base[indexOf(edge)];
      }
      micros[p] = (long) Math.floor(sum);
    }
    return micros;
  }

  /** What a block in a place adds for the edges that leave or enter it. */
  double extra(int[] calls, int place, RouteJudge judge) {
    double sum = 0;
    for (int e = 0; e < nodes.edges.length; e++) {
      boolean produces = Arrays.binarySearch(calls, judge.transferFrom(nodes.edges[e])) >= 0;
      boolean consumes = Arrays.binarySearch(calls, judge.transferTo(nodes.edges[e])) >= 0;
      if (produces != consumes) {
        if (place == RouteSpace.LOCAL) {
          sum += produces ? fromDevice[e] : toDevice[e];
        } else {
          sum += produces ? nodes.from[e][place] : nodes.to[e][place];
        }
      }
    }
    return sum;
  }

  private int indexOf(int edge) {
    for (int e = 0; e < nodes.edges.length; e++) {
      if (nodes.edges[e] == edge) {
        return e;
      }
    }
    throw new IllegalArgumentException("Edge " + edge + " has an end without choice");
  }
}
