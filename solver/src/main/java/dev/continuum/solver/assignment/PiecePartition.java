package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One set for every node, so that each job is in exactly one and the losses are least: a tree that
 * branches on the node or job with the fewest sets left, bounded by the least loss that every node
 * still has (after D. E. Knuth, Dancing links, 2000, arXiv:cs/0011047, on bit sets). Ties are
 * broken by chance. Not thread-safe.
 */
final class PiecePartition {

  private static final int MOST_SETS = 1500;
  private static final int MOST_STEPS = 5000;
  private static final int WORDS = (MOST_SETS + 63) / 64;

  private final Piece piece;
  private final SplittableRandom random;

  private final long[] set = new long[MOST_SETS];
  private final double[] loss = new double[MOST_SETS];
  private final int[] owner = new int[MOST_SETS];
  private final int[] from = new int[Piece.MOST_NODES + 1];
  private int sets;
  private int words;

  /** By job: the sets that hold it. */
  private final long[][] holds = new long[Piece.MOST_JOBS][WORDS];

  /** By depth: the sets that are left, and the least loss of each node. */
  private final long[][] left = new long[Piece.MOST_NODES + 1][WORDS];

  private final double[][] least = new double[Piece.MOST_NODES + 1][Piece.MOST_NODES];
  private final int[][] options = new int[Piece.MOST_NODES + 1][MOST_SETS];
  private final int[] chosen = new int[Piece.MOST_NODES];
  private final int[] best = new int[Piece.MOST_NODES];
  private boolean found;
  private double target;
  private int steps;

  PiecePartition(Piece piece, SplittableRandom random) {
    this.piece = piece;
    this.random = random;
  }

  /**
   * Searches for the least losses.
   *
   * @param noise the most that chance adds to a loss, to break ties
   * @return whether the search was whole, so that nothing better is left
   */
  boolean search(PieceSets from, double budget, double noise) {
    found = false;
    if (!load(from, noise)) {
      return false;
    }
    Arrays.fill(left[0], 0, words, 0);
    for (int c = 0; c < sets; c++) {
      left[0][c >> 6] |= 1L << c;
    }
    target = budget + noise * piece.nodes;
    steps = 0;
    return descend(0, (1L << piece.nodes) - 1, piece.all(), 0);
  }

  boolean found() {
    return found;
  }

  /** The set of a node in the best partition. */
  long of(int x) {
    return set[best[x]];
  }

  private boolean load(PieceSets lists, double noise) {
    sets = 0;
    for (int x = 0; x < piece.nodes; x++) {
      from[x] = sets;
      if (sets + lists.count[x] > MOST_SETS) {
        return false;
      }
      for (int e = 0; e < lists.count[x]; e++) {
        double lost = lists.loss[x][e] + noise * random.nextDouble();
        int at = sets++;
        while (at > from[x] && loss[at - 1] > lost) {
          set[at] = set[at - 1];
          loss[at] = loss[at - 1];
          at--;
        }
        set[at] = lists.set[x][e];
        loss[at] = lost;
      }
      Arrays.fill(owner, from[x], sets, x);
    }
    from[piece.nodes] = sets;
    words = (sets + 63) >> 6;
    for (int f = 0; f < piece.jobs; f++) {
      Arrays.fill(holds[f], 0, words, 0);
    }
    for (int c = 0; c < sets; c++) {
      for (long rest = set[c]; rest != 0; rest &= rest - 1) {
        holds[Long.numberOfTrailingZeros(rest)][c >> 6] |= 1L << c;
      }
    }
    return true;
  }

  private boolean descend(int depth, long nodes, long jobs, double spent) {
    if (++steps > MOST_STEPS) {
      return false;
    }
    double bound = spent;
    for (long rest = nodes; rest != 0; rest &= rest - 1) {
      int x = Long.numberOfTrailingZeros(rest);
      int c = first(left[depth], from[x], from[x + 1]);
      if (c < 0) {
        return true;
      }
      least[depth][x] = loss[c];
      bound += loss[c];
    }
    if (bound >= target) {
      return true;
    }
    if (nodes == 0) {
      if (jobs == 0) {
        target = bound;
        found = true;
        System.arraycopy(chosen, 0, best, 0, piece.nodes);
      }
      return true;
    }
    int count = choose(depth, nodes, jobs, target - bound);
    return branch(depth, nodes, jobs, spent, bound, count);
  }

  /** Writes the sets of the node or job that has fewest; drops those that cost too much. */
  private int choose(int depth, long nodes, long jobs, double slack) {
    long[] alive = left[depth];
    int fewest = Integer.MAX_VALUE;
    int node = -1;
    int job = -1;
    for (long rest = nodes; rest != 0; rest &= rest - 1) {
      int x = Long.numberOfTrailingZeros(rest);
      int end = below(x, least[depth][x] + slack);
      clear(alive, end, from[x + 1]);
      int size = count(alive, from[x], end);
      if (size < fewest) {
        fewest = size;
        node = x;
      }
    }
    for (long rest = jobs; rest != 0 && fewest > 0; rest &= rest - 1) {
      int f = Long.numberOfTrailingZeros(rest);
      int size = 0;
      for (int w = 0; w < words; w++) {
        size += Long.bitCount(alive[w] & holds[f][w]);
      }
      if (size < fewest) {
        fewest = size;
        job = f;
      }
    }
    return job >= 0 ? holding(depth, job) : of(depth, node);
  }

  private int of(int depth, int x) {
    int size = 0;
    for (int c = first(left[depth], from[x], from[x + 1]); c >= 0; ) {
      options[depth][size++] = c;
      c = first(left[depth], c + 1, from[x + 1]);
    }
    return size;
  }

  private int holding(int depth, int job) {
    int[] into = options[depth];
    int size = 0;
    for (int w = 0; w < words; w++) {
      for (long rest = left[depth][w] & holds[job][w]; rest != 0; rest &= rest - 1) {
        int c = (w << 6) + Long.numberOfTrailingZeros(rest);
        int at = size++;
        while (at > 0 && above(depth, into[at - 1]) > above(depth, c)) {
          into[at] = into[at - 1];
          at--;
        }
        into[at] = c;
      }
    }
    return size;
  }

  private double above(int depth, int c) {
    return loss[c] - least[depth][owner[c]];
  }

  private boolean branch(int depth, long nodes, long jobs, double spent, double bound, int count) {
    long[] alive = left[depth];
    long[] next = depth < Piece.MOST_NODES ? left[depth + 1] : alive;
    for (int k = 0; k < count; k++) {
      int c = options[depth][k];
      if (bound + above(depth, c) >= target) {
        return true;
      }
      System.arraycopy(alive, 0, next, 0, words);
      for (long rest = set[c]; rest != 0; rest &= rest - 1) {
        long[] held = holds[Long.numberOfTrailingZeros(rest)];
        for (int w = 0; w < words; w++) {
          next[w] &= ~held[w];
        }
      }
      int x = owner[c];
      clear(next, from[x], from[x + 1]);
      chosen[x] = c;
      if (!descend(depth + 1, nodes & ~(1L << x), jobs & ~set[c], spent + loss[c])) {
        return false;
      }
      alive[c >> 6] &= ~(1L << c);
    }
    return true;
  }

  /** The end of a node's sets that lose less than a limit. */
  private int below(int x, double limit) {
    int low = from[x];
    int high = from[x + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (loss[middle] < limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int first(long[] bits, int start, int end) {
    int w = start >> 6;
    long word = start < end ? bits[w] & (-1L << start) : 0;
    while (word == 0) {
      if (++w << 6 >= end) {
        return -1;
      }
      word = bits[w];
    }
    int c = (w << 6) + Long.numberOfTrailingZeros(word);
    return c < end ? c : -1;
  }

  private static void clear(long[] bits, int start, int end) {
    for (int w = start >> 6; w << 6 < end; w++) {
      bits[w] &= ~within(w, start, end);
    }
  }

  private static int count(long[] bits, int start, int end) {
    int sum = 0;
    for (int w = start >> 6; w << 6 < end; w++) {
      sum += Long.bitCount(bits[w] & within(w, start, end));
    }
    return sum;
  }

  /** The bits of a word that stand for indices from start up to end. */
  private static long within(int w, int start, int end) {
    long mask = w == start >> 6 ? -1L << start : -1L;
    return end - (w << 6) < 64 ? mask & ((1L << end) - 1) : mask;
  }
}
