package dev.continuum.solver.exact;

import dev.continuum.solver.exact.Counts.Count;
import java.util.HashMap;
import java.util.Map;

/**
 * What a branch of all placements may have: how many instances in pools, and which counts.
 * Immutable.
 *
 * @param pools on nodes that list no configurations
 * @param counts of all others
 */
record BranchLimits(PoolLimits pools, Map<Count, PoolLimits.Range> counts) {

  /** All placements. */
  static final BranchLimits NONE = new BranchLimits(PoolLimits.NONE, Map.of());

  /** Copies the map. */
  BranchLimits {
    counts = Map.copyOf(counts);
  }

  /** These, and a pool within a range that lies in what it has now. */
  BranchLimits and(int pair, long least, long most) {
    PoolLimits.Range now = pools.of(pair);
    return new BranchLimits(
        pools.and(pair, Math.max(least, now.least()), Math.min(most, now.most())), counts);
  }

  /** These, and a count within a range. */
  BranchLimits and(Count count, long least, long most) {
    PoolLimits.Range now = counts.getOrDefault(count, PoolLimits.FREE);
    Map<Count, PoolLimits.Range> more = new HashMap<>(counts);
    more.put(count, new PoolLimits.Range(Math.max(least, now.least()), Math.min(most, now.most())));
    return new BranchLimits(pools, more);
  }

  /** Whether no pool has a range without any number in it. */
  boolean isPossible() {
    return pools.ranges().values().stream().allMatch(each -> each.least() <= each.most());
  }
}
