package dev.continuum.solver.exact;

import java.util.HashMap;
import java.util.Map;

/**
 * How many instances some pools may keep; others keep as many as they like. Immutable.
 *
 * @param ranges by pair
 */
record PoolLimits(Map<Integer, Range> ranges) {

  /** No limits. */
  static final PoolLimits NONE = new PoolLimits(Map.of());

  static final Range FREE = new Range(0, Long.MAX_VALUE);

  /** At least and at most so many. */
  record Range(long least, long most) {}

  /** Copies the map. */
  PoolLimits {
    ranges = Map.copyOf(ranges);
  }

  /** These, and one pool within a range. */
  PoolLimits and(int pair, long least, long most) {
    Map<Integer, Range> more = new HashMap<>(ranges);
    more.put(pair, new Range(least, most));
    return new PoolLimits(more);
  }

  Range of(int pair) {
    return ranges.getOrDefault(pair, FREE);
  }
}
