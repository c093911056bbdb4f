package dev.continuum.model.queueing;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The quantile of a latency's random part: every term on one grid of equal steps that keeps means,
 * sums by convolution, maxima by the product of distribution functions.
 *
 * <p>A coarse pass finds about where the quantile is; the fine one then covers just the range up to
 * it. The reading is moved up by a quarter of a step, so that it errs upward. Convolution of n
 * terms on N cells: n N²/2 multiplications, N = 512 where all terms are smooth, 1,024 otherwise, at
 * most 4,096.
 *
 * <p>Source: H. U. Gerber, On the numerical evaluation of the distribution of aggregate claims and
 * its stop-loss premiums, Insurance: Mathematics and Economics 1(1), 1982, 13-18 (local means
 * kept).
 */
final class LatencyGrid {

  private static final int COARSE_CELLS = 96;
  private static final int SMOOTH_CELLS = 384;
  private static final int ROUGH_CELLS = 1024;
  private static final int MOST_CELLS = 4096;
  private static final int MOST_PASSES = 30;

  /** Parts of a step that a reading is moved up; a jump between two cells is read too low. */
  private static final double SMOOTH_UPWARD = 1.0 / 32;

  private static final double ROUGH_UPWARD = 0.25;

  /** Nearer to 1 the union bound is the answer: safe, and no grid would resolve the rest. */
  private static final double LEAST_TAIL = 1e-9;

  private final List<LatencyTerm> terms;
  private final LatencyLaw law;

  LatencyGrid(LatencyLaw law) {
    this.law = law.randomPart();
    this.terms = merged(this.law.terms());
  }

  double quantileMicros(double probability) {
    double tail = 1 - probability;
    double leaves = 0;
    for (LatencyTerm term : terms) {
      leaves += term.leaves();
    }
    double bound = new Bound(tail / leaves).micros(terms, 0);
    if (terms.size() == 1 && terms.getFirst() instanceof LatencyTerm.Leaf) {
      return bound;
    }
    double low = law.randomLowerMicros();
    if (tail < LEAST_TAIL || bound <= low) {
      return bound;
    }
    double high = bound;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      double step = step(low, high, COARSE_CELLS);
      double cells = onGrid(step, high).quantileCells(probability);
      double reached = cells < 0 ? high : (cells + 2) * step;
      boolean close = reached >= low + 0.6 * (high - low);
      high = Math.min(high, reached);
      if (close) {
        break;
      }
    }
    while (true) {
      double step = step(low, high, law.isSmooth() ? SMOOTH_CELLS : ROUGH_CELLS);
      double cells = onGrid(step, high).quantileCells(probability);
      if (cells >= 0) {
        return Math.min(bound, (cells + (law.isSmooth() ? SMOOTH_UPWARD : ROUGH_UPWARD)) * step);
      }
      if (high >= bound) {
        return bound;
      }
      high = Math.min(bound, high + (high - low) / 4);
    }
  }

  private static double step(double low, double high, int cells) {
    return Math.max((high - low) / cells, high / MOST_CELLS);
  }

  private Lattice onGrid(double step, double high) {
    long last = (long) Math.ceil(high / step) + 1;
    return new Pass(step, last).sum(terms, 0);
  }

  /**
   * Jitters by their added means and variances, and gamma laws of one scale by their added shapes:
   * exact for the latter, the definition of the former.
   */
  private static List<LatencyTerm> merged(List<LatencyTerm> terms) {
    List<LatencyTerm> merged = new ArrayList<>();
    double jitterMean = 0;
    double jitterVariance = 0;
    int jitters = 0;
    for (LatencyTerm term : terms) {
      if (term instanceof GammaTerm gamma && gamma.isJitter()) {
        jitterMean += gamma.meanMicros();
        jitterVariance += gamma.varianceMicros2();
        jitters++;
      }
    }
    boolean jitterAdded = false;
    for (LatencyTerm term : terms) {
      if (!(term instanceof GammaTerm gamma)) {
        merged.add(term);
      } else if (!gamma.isJitter()) {
        addGamma(merged, gamma);
      } else if (!jitterAdded) {
        jitterAdded = true;
        merged.add(jitters == 1 ? gamma : GammaTerm.jitter(jitterMean, jitterVariance));
      }
    }
    return merged;
  }

  private static void addGamma(List<LatencyTerm> merged, GammaTerm gamma) {
    for (int i = 0; i < merged.size(); i++) {
      if (merged.get(i) instanceof GammaTerm other
          && !other.isJitter()
          && Double.compare(other.scaleMicros(), gamma.scaleMicros()) == 0) {
        merged.set(i, GammaTerm.sameScale(other.shape() + gamma.shape(), gamma.scaleMicros()));
        return;
      }
    }
    merged.add(gamma);
  }

  /** What the latency does not exceed if every law of formula stays below its own tail. */
  private static final class Bound {

    private final double tail;
    private final IdentityHashMap<LatencyTerm.Largest, Double> known = new IdentityHashMap<>();

    Bound(double tail) {
      this.tail = Math.max(tail, Double.MIN_NORMAL);
    }

    double micros(List<LatencyTerm> terms, double shiftMicros) {
      double sum = shiftMicros;
      for (LatencyTerm term : terms) {
        sum +=
            switch (term) {
              case LatencyTerm.Leaf leaf -> leaf.tailQuantileMicros(tail);
              case LatencyTerm.Largest largest -> largest(largest);
            };
      }
      return sum;
    }

    private double largest(LatencyTerm.Largest term) {
      Double before = known.get(term);
      if (before != null) {
        return before;
      }
      double largest = 0;
      for (LatencyLaw one : term.laws()) {
        largest = Math.max(largest, micros(one.terms(), one.shiftMicros()));
      }
      known.put(term, largest);
      return largest;
    }
  }

  /** One evaluation at one step; what is shared in the law is evaluated once. */
  private static final class Pass {

    private final double step;

    /** The last cell of the whole, which for a shared term is enough whoever asks. */
    private final long last;

    private final IdentityHashMap<LatencyTerm.Largest, Lattice> known = new IdentityHashMap<>();

    Pass(double step, long last) {
      this.step = step;
      this.last = last;
    }

    /** The sum of terms and a shift, up to a last cell. */
    Lattice sum(List<LatencyTerm> terms, double shiftMicros) {
      if (terms.isEmpty()) {
        return Lattice.constant(shiftMicros, step, last);
      }
      // A law known by formula takes the shift without any loss to the grid.
      int carrier = 0;
      while (carrier < terms.size() && !(terms.get(carrier) instanceof LatencyTerm.Leaf)) {
        carrier++;
      }
      long[] firsts = new long[terms.size()];
      long total = 0;
      for (int i = 0; i < firsts.length; i++) {
        double shift = i == carrier ? shiftMicros : 0;
        firsts[i] = (long) Math.floor((terms.get(i).lowerMicros() + shift) / step);
        total += firsts[i];
      }
      boolean carried = carrier < terms.size();
      long apart = carried ? 0 : (long) Math.floor(shiftMicros / step);
      long others = total + apart;
      Lattice sum =
          one(terms.get(0), carrier == 0 ? shiftMicros : 0, firsts[0], last - others + firsts[0]);
      for (int i = 1; i < firsts.length; i++) {
        double shift = i == carrier ? shiftMicros : 0;
        sum = sum.plus(one(terms.get(i), shift, firsts[i], last - others + firsts[i]), last);
      }
      return carried ? sum : sum.plus(Lattice.constant(shiftMicros, step, last), last);
    }

    private Lattice one(LatencyTerm term, double shiftMicros, long first, long end) {
      return switch (term) {
        case LatencyTerm.Leaf leaf -> Lattice.of(leaf, shiftMicros, step, first, end);
        case LatencyTerm.Largest largest -> largest(largest);
      };
    }

    private Lattice largest(LatencyTerm.Largest term) {
      Lattice before = known.get(term);
      if (before != null) {
        return before;
      }
      Lattice largest = law(term.laws().getFirst());
      for (LatencyLaw one : term.laws().subList(1, term.laws().size())) {
        largest = largest.max(law(one));
      }
      known.put(term, largest);
      return largest;
    }

    private Lattice law(LatencyLaw law) {
      return sum(merged(law.terms()), law.shiftMicros());
    }
  }
}
