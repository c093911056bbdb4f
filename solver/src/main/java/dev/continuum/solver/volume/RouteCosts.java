package dev.continuum.solver.volume;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Remembers what routes of groups cost: a search asks for the same again and again, and deadlines
 * take long to judge. A table in which the last of those that fall together stays. Not thread-safe.
 */
final class RouteCosts {

  private static final int MOST_BITS = 18;
  private static final int ROUTES_A_PART = 64;
  private static final long MIXER = 0x9E3779B97F4A7C15L;

  private final long groups;
  private final long places;
  private final int shift;
  private final long[] keys;
  private final long[] costs;

  /** For groups whose calls are on nodes, or the device; larger the more parts are moved. */
  RouteCosts(int groups, int nodes, int parts) {
    this.groups = groups;
    places = nodes + 1L;
    long wanted = Math.max(2, (long) parts * ROUTES_A_PART);
    int bits = Math.min(MOST_BITS, Long.SIZE - Long.numberOfLeadingZeros(wanted - 1));
    shift = Long.SIZE - bits;
    keys = new long[1 << bits];
    costs = new long[1 << bits];
    Arrays.fill(keys, -1);
  }

  /** The cost of a group's calls on nodes, or on the device if there are none. */
  long of(int group, int[] nodes, LongSupplier cost) {
    long key = key(group, nodes);
    if (key < 0) {
      return cost.getAsLong();
    }
    int at = (int) ((key * MIXER) >>> shift);
    if (keys[at] != key) {
      costs[at] = cost.getAsLong();
      keys[at] = key;
    }
    return costs[at];
  }

  /** A number for each, or -1 where there are too many to number. */
  private long key(int group, int[] nodes) {
    long key = 0;
    long most = groups;
    for (int node : nodes) {
      most = Math.multiplyHigh(most, places) == 0 ? most * places : -1;
      if (most < 0) {
        return -1;
      }
      key = key * places + node + 1;
    }
    return key * groups + group;
  }
}
