package dev.continuum.solver.assignment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some jobs of an instance on some of its nodes, as an instance of its own: a choice for it and a
 * given one for all other jobs are a choice for all. Immutable by convention.
 */
final class Region {

  final Instance part;

  /** By arc of the part: the arc of the whole. */
  private final int[] arc;

  /** By job of the part: the job of the whole, and the least that its arcs in the part cost. */
  private final int[] job;

  private final double[] least;

  /**
   * What is cut out.
   *
   * @param jobs ascending
   * @param nodes that they may go to
   * @param room by node of the cut, in the units of the whole
   * @param opening by node of the cut
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Cut(int[] jobs, int[] nodes, long[] room, long[] opening) {}

  /** A part without some arcs, and without those that do not fit; null if a job has none left. */
  static @Nullable Region of(Instance whole, Cut cut, boolean[] without) {
    int[] at = new int[whole.nodes];
    Arrays.fill(at, -1);
    for (int x = 0; x < cut.nodes().length; x++) {
      at[cut.nodes()[x]] = x;
    }
    int[] arcs = new int[whole.arcs()];
    int count = 0;
    for (int j : cut.jobs()) {
      int before = count;
      for (int a = whole.first[j]; a < whole.first[j + 1]; a++) {
        int x = at[whole.node[a]];
        if (x >= 0 && !without[a] && whole.use[a] <= cut.room()[x]) {
          arcs[count++] = a;
        }
      }
      if (count == before) {
        return null;
      }
    }
    return new Region(whole, cut, at, Arrays.copyOf(arcs, count));
  }

  private Region(Instance whole, Cut cut, int[] at, int[] arcs) {
    arc = arcs;
    job = cut.jobs();
    least = new double[job.length];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    long[] room = new long[cut.nodes().length];
    for (int x = 0; x < room.length; x++) {
      // What others overfill holds nothing more; no arc leads there.
      room[x] = Math.max(0, cut.room()[x]) * whole.unit(cut.nodes()[x]);
    }
    part = new Instance(job.length, false, room, cut.opening().clone(), columns(whole, at));
  }

  private Instance.Arcs columns(Instance whole, int[] at) {
    int[] ofJob = new int[arc.length];
    int[] ofNode = new int[arc.length];
    long[] use = new long[arc.length];
    long[] cost = new long[arc.length];
    int x = 0;
    for (int k = 0; k < arc.length; k++) {
      int a = arc[k];
      while (job[x] != whole.job[a]) {
        x++;
      }
      ofJob[k] = x;
      ofNode[k] = at[whole.node[a]];
      use[k] = whole.use[a] * whole.unit(whole.node[a]);
      cost[k] = Math.round(whole.cost[a]);
      least[x] = Math.min(least[x], whole.cost[a]);
    }
    return new Instance.Arcs(ofJob, ofNode, ofNode.clone(), use, cost);
  }

  /** What the part's costs are above: the jobs' cheapest arcs in it. */
  double base() {
    return Arrays.stream(least).sum();
  }

  /** Prices of the part's jobs, above what they cost at least there. */
  double[] prices(double[] whole) {
    double[] prices = new double[part.jobs];
    Arrays.setAll(prices, j -> whole[job[j]] - least[j]);
    return prices;
  }

  /** Takes prices of the part's jobs over to those of the whole. */
  void keep(double[] prices, double[] whole) {
    for (int j = 0; j < prices.length; j++) {
      whole[job[j]] = prices[j] + least[j];
    }
  }

  /** The arc of the whole that an arc of the part is. */
  int arc(int k) {
    return arc[k];
  }
}
