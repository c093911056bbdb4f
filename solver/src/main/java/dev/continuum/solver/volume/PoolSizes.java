package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.state.PlacementState;

/**
 * What the instances of a function on a node cost under a load: in whole instances, or with the
 * last one counted by the part of it that is used, so that a move of few devices shows where it
 * leads. Not thread-safe.
 */
final class PoolSizes {

  private final PairTable pairs;
  private final PlacementState state;

  PoolSizes(PairTable pairs, PlacementState state) {
    this.pairs = pairs;
    this.state = state;
  }

  /** What this much more load (or less) on a pair costs, micro-units per hour. */
  double added(int pair, double load, boolean whole) {
    double now = state.load(pair);
    double then = Math.max(0, now + load);
    double count =
        whole
            ? (double) (required(pair, then) - state.warm(pair))
            : partial(pair, then) - partial(pair, now);
    return count * pairs.keptMicros[pair];
  }

  /** Instances that a load newly needs on a pair; negative where it needs fewer. */
  long more(int pair, double load) {
    return required(pair, Math.max(0, state.load(pair) + load)) - state.warm(pair);
  }

  private long required(int pair, double load) {
    return load < 1 ? 0 : pairs.required(pair, (long) load, state.warm(pair));
  }

  private double partial(int pair, double load) {
    if (load < 1) {
      return 0;
    }
    long count = pairs.required(pair, (long) load, state.warm(pair));
    var staircase = pairs.staircase(pair);
    if (count < 1 || count > staircase.mostInstances()) {
      return count;
    }
    double below = count == 1 ? 0 : staircase.thresholdLoad((int) count - 1);
    double width = staircase.thresholdLoad((int) count) - below;
    return count - 1 + Math.min(1, Math.max(0, (load - below) / width));
  }
}
