package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.RouteSpace;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Shifts a group to a cheaper node, alone or by making room there: another group of that node takes
 * the place left behind, or a third place that has room. Not thread-safe.
 */
final class Improvement {

  /** Places with some room that a node's groups could go to. */
  private static final int MOST_LOOKED_AT = 3_000;

  private final Demands demands;
  private final Candidates candidates;
  private final Assignment made;
  private final SplittableRandom random;

  /** Finds the candidates of a group that nobody looked at. */
  private final IntConsumer finder;

  private final Leavers leavers;

  // The best change found for the group at hand.
  private double bestGain;
  private int bestTo;
  private int bestOther;
  private int bestOtherOption;
  private double bestOtherMicros;

  /** With the candidates of all groups. */
  Improvement(Assignment made, Candidates candidates, SplittableRandom random) {
    this(made, candidates, random, unused -> {});
  }

  /** With candidates that are found when somebody asks for them. */
  Improvement(Assignment made, Candidates candidates, SplittableRandom random, IntConsumer finder) {
    this.demands = made.demands;
    this.candidates = candidates;
    this.made = made;
    this.random = random;
    this.finder = finder;
    leavers = new Leavers(made, candidates, this::know);
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

  /** Makes the best change for a group, if there is one; returns what it gains, micro-units. */
  double improve(int g) {
    know(g);
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
      bestOther = Assignment.NONE;
      return 0;
    }
    made.remove(g);
    if (bestOther >= 0) {
      made.put(bestOther, bestOtherOption, bestOtherMicros);
    }
    made.put(g, candidates.option[bestTo], candidates.micros[bestTo]);
    return bestGain;
  }

  /** Who made room for the last change, or {@link Assignment#NONE}. */
  int madeRoom() {
    return bestOther;
  }

  private void know(int g) {
    if (candidates.count[g] == Candidates.UNKNOWN) {
      finder.accept(g);
    }
  }

  private void makeRoom(int g, int i, double gain) {
    int o = candidates.option[i];
    int full = demands.node(g, o);
    int from = made.node(g);
    long need = demands.use(g, o) - made.left[full];
    long room = from == RouteSpace.LOCAL ? 0 : made.left[from] + demands.use(g, made.option[g]);
    Leavers.Places list = leavers.of(full);
    int[] targets = list.target();
    float[] losses = list.loss();
    int looked = 0;
    for (int e = 0; e < targets.length && gain - losses[e] > bestGain; e++) {
      int target = targets[e];
      long space =
          target == RouteSpace.LOCAL ? Long.MAX_VALUE : target == from ? room : made.left[target];
      if (space <= 0) {
        continue;
      }
      if (looked++ > MOST_LOOKED_AT) {
        return;
      }
      int j = list.candidate()[e];
      int h = j / candidates.width;
      if (h == g
          || made.node(h) != full
          || j - h * candidates.width >= candidates.count[h]
          || demands.use(h, made.option[h]) < need) {
        continue;
      }
      double loss = candidates.micros[j] - made.micros[h];
      int other = candidates.option[j];
      if (gain - loss > bestGain
          && demands.node(h, other) == target
          && space >= demands.use(h, other)) {
        bestGain = gain - loss;
        bestTo = i;
        bestOther = h;
        bestOtherOption = other;
        bestOtherMicros = candidates.micros[j];
        return;
      }
    }
  }
}
