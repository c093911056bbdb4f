package dev.continuum.model.queueing;

import java.util.function.IntPredicate;

/** Finds the least integer from which a monotone condition holds. */
final class LeastServers {

  private LeastServers() {}

  /**
   * The least n >= from with {@code enough(n)}, for a condition that stays true once it is true.
   * Takes O(log n) evaluations: steps that double, then halving.
   *
   * @throws ArithmeticException if no int is enough
   */
  static int from(int from, IntPredicate enough) {
    if (enough.test(from)) {
      return from;
    }
    long tooFew = from;
    long step = 1;
    long candidate = tooFew + step;
    while (!enough.test(Math.toIntExact(candidate))) {
      tooFew = candidate;
      step *= 2;
      candidate = tooFew + step;
    }
    while (candidate - tooFew > 1) {
      long middle = (tooFew + candidate) >>> 1;
      if (enough.test((int) middle)) {
        candidate = middle;
      } else {
        tooFew = middle;
      }
    }
    return (int) candidate;
  }
}
