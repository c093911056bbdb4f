package dev.continuum.model.evaluation;

import java.util.Comparator;

/**
 * The objective of the model, most important level first; smaller is better. All are exact sums of
 * the integers of the rounding class.
 *
 * @param brokenPpm excess over broken rules, ppm of each limit; 0 for a feasible placement
 * @param unservedMicros unserved devices × ω × λ, micro-units
 * @param lateMicros late devices × ω × λ, micro-units
 * @param costMicros cost per hour without the constant, micro-units
 */
public record Score(long brokenPpm, long unservedMicros, long lateMicros, long costMicros)
    implements Comparable<Score> {

  private static final Comparator<Score> LEXICOGRAPHIC =
      Comparator.comparingLong(Score::brokenPpm)
          .thenComparingLong(Score::unservedMicros)
          .thenComparingLong(Score::lateMicros)
          .thenComparingLong(Score::costMicros);

  /** Whether no rule is broken. */
  public boolean feasible() {
    return brokenPpm == 0;
  }

  @Override
  public int compareTo(Score other) {
    return LEXICOGRAPHIC.compare(this, other);
  }
}
