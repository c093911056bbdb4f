package dev.continuum.solver.volume;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Who of a node's groups could go elsewhere at little loss: of each a few places that have room and
 * a few that have none, the least loss first. Lists are made anew when a part of the node's groups
 * changed; until then some of those named may have left. Not thread-safe. Memory: {@value #EACH} ×
 * 12 bytes a group.
 */
final class Leavers {

  /** Places of a group that are kept of those with room; as many of those without. */
  private static final int HALF = 4;

  private static final int EACH = 2 * HALF;

  /** A list is made anew when this part of its groups came or went, and a few. */
  private static final int PART = 128;

  private static final int FEW = 2;

  private final Assignment made;
  private final Candidates candidates;
  private final IntConsumer know;
  private final Places[] lists;
  private final int[] changesThen;
  private final double[] loss = new double[HALF];
  private final int[] place = new int[HALF];
  private long[] sorted = new long[64];
  private int count;

  /**
   * Places that a node's groups could go to.
   *
   * @param candidate index among all candidates
   * @param target where that is
   * @param loss what going there costs, micro-units, in this order
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Places(int[] candidate, int[] target, float[] loss) {}

  /** With what finds candidates of a group where nobody looked yet. */
  Leavers(Assignment made, Candidates candidates, IntConsumer know) {
    this.made = made;
    this.candidates = candidates;
    this.know = know;
    lists = new Places[made.demands.nodes];
    changesThen = new int[made.demands.nodes];
  }

  /** The list of a node, with who left since and without who came, if those are few. */
  Places of(int node) {
    if (lists[node] == null
        || made.changes(node) - changesThen[node]
            > lists[node].candidate.length / (EACH * PART) + FEW) {
      lists[node] = list(node);
      changesThen[node] = made.changes(node);
    }
    return lists[node];
  }

  private Places list(int node) {
    count = 0;
    for (int h = made.first(node); h != Assignment.NONE; h = made.next(h)) {
      know.accept(h);
      if (count + EACH > sorted.length) {
        sorted = Arrays.copyOf(sorted, 2 * sorted.length + EACH);
      }
      places(h, node, true);
      places(h, node, false);
    }
    Arrays.sort(sorted, 0, count);
    Places list = new Places(new int[count], new int[count], new float[count]);
    for (int i = 0; i < count; i++) {
      int candidate = (int) sorted[i];
      list.candidate[i] = candidate;
      list.target[i] =
          made.demands.node(candidate / candidates.width, candidates.option[candidate]);
      list.loss[i] = Float.intBitsToFloat((int) (sorted[i] >>> Integer.SIZE));
    }
    return list;
  }

  private void places(int h, int node, boolean withRoom) {
    int base = h * candidates.width;
    int kept = 0;
    for (int i = base; i < base + candidates.count[h]; i++) {
      int option = candidates.option[i];
      if (made.demands.node(h, option) == node || made.fits(h, option) != withRoom) {
        continue;
      }
      double lost = Math.max(0, candidates.micros[i] - made.micros[h]);
      if (kept == HALF && lost >= loss[HALF - 1]) {
        continue;
      }
      int at = kept < HALF ? kept++ : HALF - 1;
      while (at > 0 && loss[at - 1] > lost) {
        loss[at] = loss[at - 1];
        place[at] = place[at - 1];
        at--;
      }
      loss[at] = lost;
      place[at] = i;
    }
    for (int i = 0; i < kept; i++) {
      // Bits of floats that are not negative are in their order.
      sorted[count++] = (long) Float.floatToIntBits((float) loss[i]) << Integer.SIZE | place[i];
    }
  }
}
