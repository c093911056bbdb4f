package dev.continuum.solver.exact;

import dev.continuum.solver.exact.Counts.Count;
import dev.continuum.solver.exact.Counts.Counted;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Chooses the count to branch on: one where both sides cost most beyond the leaf, by what they did
 * cost before, and by trial where that is not known yet (reliability branching: T. Achterberg, T.
 * Koch, A. Martin 2005, DOI 10.1016/j.orl.2004.04.002). Not thread-safe.
 */
final class Trial {

  /** Trials at one leaf. */
  private static final int MOST_TRIALS = 6;

  /** Counts in a row that are no better, after which it is enough. */
  private static final int PATIENCE = 3;

  /** Of the cost: what a side gains at least. */
  private static final double LEAST = 1e-7;

  /** Any one node. */
  private static final int ANY = -2;

  private final ConfigurationDive dive;
  private final Counts counts;
  private final Map<Count, Gains> known = new HashMap<>();
  private final Gains all = new Gains();

  /** What a whole step cost in the mean, micro-units. */
  private static final class Gains {
    double below;
    double above;
    int trials;

    void add(double below, double above) {
      this.below += below;
      this.above += above;
      trials++;
    }

    double score(double fraction, double least) {
      double down = trials == 0 ? 0 : below / trials * fraction;
      double up = trials == 0 ? 0 : above / trials * (1 - fraction);
      return Math.max(least, down) * Math.max(least, up);
    }
  }

  Trial(ConfigurationDive dive, Counts counts) {
    this.dive = dive;
    this.counts = counts;
  }

  /**
   * Which count to branch a leaf on.
   *
   * @param broken counts that are not whole in its solution, at least one
   * @param micros what the solution costs
   * @param cost from which on it does not matter what sides cost more, micro-units
   */
  Counted choose(
      BranchLimits limits, List<Counted> broken, double micros, double cost, BooleanSupplier stop) {
    double least = LEAST * micros;
    List<Counted> promising =
        broken.stream()
            .sorted(Comparator.comparingDouble((Counted each) -> -guess(each, least)))
            .toList();
    Counted best = promising.getFirst();
    double highest = -1;
    int trials = 0;
    int stale = 0;
    for (Counted each : promising) {
      double score;
      if (gains(each).trials > 0 || trials >= MOST_TRIALS) {
        score = guess(each, least);
      } else {
        trials++;
        score = attempt(limits, each, micros, cost, least, stop);
      }
      if (score > highest) {
        highest = score;
        best = each;
        stale = 0;
      } else if (++stale >= PATIENCE || stop.getAsBoolean()) {
        break;
      }
    }
    return best;
  }

  private double guess(Counted of, double least) {
    Gains gains = gains(of);
    double fraction = of.value() - Math.floor(of.value());
    return (gains.trials == 0 ? all : gains).score(fraction, least);
  }

  private Gains gains(Counted of) {
    Count count = of.count();
    return known.computeIfAbsent(
        count.node() == Counts.ALL ? count : new Count(count.function(), count.level(), ANY),
        unused -> new Gains());
  }

  private double attempt(
      BranchLimits limits,
      Counted of,
      double micros,
      double cost,
      double least,
      BooleanSupplier stop) {
    List<BranchLimits> sides = sides(limits, of);
    double most = Math.max(0, cost - micros);
    double below = gain(sides.getFirst(), micros, most, stop);
    double above = gain(sides.getLast(), micros, most, stop);
    double fraction = of.value() - Math.floor(of.value());
    gains(of).add(below / fraction, above / (1 - fraction));
    all.add(below / fraction, above / (1 - fraction));
    return Math.max(least, below) * Math.max(least, above);
  }

  /** What a side costs beyond the leaf, and no more than matters. */
  private double gain(BranchLimits side, double micros, double most, BooleanSupplier stop) {
    if (!dive.solve(side, counts, stop)) {
      return dive.isInfeasible(stop) ? most : 0;
    }
    return Math.clamp(dive.micros() - micros, 0, most);
  }

  /** At most what is below, or at least what is above. */
  static List<BranchLimits> sides(BranchLimits limits, Counted of) {
    long below = (long) Math.floor(of.value());
    return List.of(
        limits.and(of.count(), 0, below), limits.and(of.count(), below + 1, Long.MAX_VALUE));
  }
}
