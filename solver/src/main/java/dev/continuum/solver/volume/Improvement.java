package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.RouteSpace;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Shifts a group to a cheaper node, alone or by making room there: another group of that node takes
 * the place left behind, or a third place that has room. Not thread-safe.
 */
final class Improvement {

  private static final int MOST_LOOKED_AT = 96;

  private final Demands demands;
  private final Candidates candidates;
  private final Assignment made;
  private final SplittableRandom random;

  // The best change found for the group at hand.
  private double bestGain;
  private int bestTo;
  private int bestOther;
  private int bestOtherOption;
  private double bestOtherMicros;

  Improvement(Assignment made, Candidates candidates, SplittableRandom random) {
    this.demands = made.demands;
    this.candidates = candidates;
    this.made = made;
    this.random = random;
  }

  /**
   * One pass over all groups in random order; returns what it gained, micro-units.
   *
   * @param allowed asked now and then
   */
  double pass(BooleanSupplier allowed) {
    int size = demands.size;
    int step = coprime(size);
    int g = random.nextInt(size);
    double gained = 0;
    for (int i = 0; i < size; i++) {
      if (i % 256 == 0 && !allowed.getAsBoolean()) {
        return gained;
      }
      gained += improve(g);
      g += step;
      g -= g >= size ? size : 0;
    }
    return gained;
  }

  private int coprime(int size) {
    int step = 1 + random.nextInt(Math.max(1, size - 1));
    while (gcd(step, size) != 1) {
      step = step % size + 1;
    }
    return step == size ? 1 : step;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private double improve(int g) {
    double now = made.micros[g];
    bestGain = 1e-6 * Math.max(1, now);
    bestTo = -1;
    int base = g * candidates.width;
    for (int i = base; i < base + candidates.count[g]; i++) {
      double gain = now - candidates.micros[i];
      int o = candidates.option[i];
      if (gain <= bestGain || o == made.option[g]) {
        continue;
      }
      if (made.fits(g, o)) {
        bestGain = gain;
        bestTo = i;
        bestOther = -1;
      } else {
        makeRoom(g, i, gain);
      }
    }
    if (bestTo < 0) {
      return 0;
    }
    made.remove(g);
    if (bestOther >= 0) {
      made.put(bestOther, bestOtherOption, bestOtherMicros);
    }
    made.put(g, candidates.option[bestTo], candidates.micros[bestTo]);
    return bestGain;
  }

  private void makeRoom(int g, int i, double gain) {
    int o = candidates.option[i];
    int full = demands.node(g, o);
    int from = made.node(g);
    long need = demands.use(g, o) - made.left[full];
    long room = from == RouteSpace.LOCAL ? 0 : made.left[from] + demands.use(g, made.option[g]);
    int looked = 0;
    for (int h = made.first(full); h != Assignment.NONE; h = made.next(h)) {
      if (demands.use(h, made.option[h]) < need || looked++ > MOST_LOOKED_AT) {
        continue;
      }
      int base = h * candidates.width;
      for (int j = base; j < base + candidates.count[h]; j++) {
        double loss = candidates.micros[j] - made.micros[h];
        if (gain - loss > bestGain) {
          int other = candidates.option[j];
          int node = demands.node(h, other);
          boolean fits =
              (node == from && from != RouteSpace.LOCAL)
                  ? room >= demands.use(h, other)
                  : node != full && made.fits(h, other);
          if (fits) {
            bestGain = gain - loss;
            bestTo = i;
            bestOther = h;
            bestOtherOption = other;
            bestOtherMicros = candidates.micros[j];
          }
        }
      }
    }
  }
}
