package dev.continuum.solver.exact;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How the instances of pools without a memory limit change for a round: one pool by one instance,
 * or small pools close.
 *
 * @param pools pairs, in order
 * @param more how many more instances these get
 */
@SuppressWarnings("ArrayRecordComponent")
record PoolChange(int[] pools, int more) {

  static final PoolChange NONE = new PoolChange(new int[0], 0);

  /** One region in so many changes pools too. */
  private static final int SELDOM = 4;

  /** Pools with no more instances may close: a little work that fitted nowhere opens them. */
  private static final int SMALL = 3;

  private static final int ALL = Integer.MIN_VALUE / 2;

  /**
   * Mostly none; else one of all pools by one, or one small pool closes, or all of them do.
   *
   * @param pools pairs, in order
   * @param warm instances by pair
   */
  static PoolChange draw(int[] pools, long[] warm, SplittableRandom random) {
    if (pools.length == 0 || random.nextInt(SELDOM) > 0) {
      return NONE;
    }
    int[] small = Arrays.stream(pools).filter(p -> warm[p] > 0 && warm[p] <= SMALL).toArray();
    return switch (random.nextInt(small.length == 0 ? 1 : 3)) {
      case 0 -> new PoolChange(one(pools, random), random.nextBoolean() ? 1 : -1);
      case 1 -> new PoolChange(one(small, random), ALL);
      default -> new PoolChange(small, ALL);
    };
  }

  private static int[] one(int[] of, SplittableRandom random) {
    return new int[] {of[random.nextInt(of.length)]};
  }

  /** How many instances a pool has that has so many now. */
  long instances(int pair, long now) {
    return changes(pair) ? Math.max(0, now + more) : now;
  }

  /** Whether a pool loses all its instances. */
  boolean closes(int pair) {
    return more == ALL && changes(pair);
  }

  private boolean changes(int pair) {
    return Arrays.binarySearch(pools, pair) >= 0;
  }
}
