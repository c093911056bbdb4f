package dev.continuum.simulator.warm;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Cold starts against GB-s of one policy, a point for each of its settings.
 *
 * @param name the policy
 * @param points by GB-s, the least first
 */
public record WarmCurve(String name, List<WarmOutcome> points) {

  /** Sorts. */
  public WarmCurve {
    points =
        points.stream()
            .sorted(
                Comparator.comparingDouble(WarmOutcome::gigabyteSeconds)
                    .thenComparingLong(WarmOutcome::coldStarts))
            .toList();
  }

  /**
   * Fewest cold starts of the settings that hold no more memory than this; none if every setting
   * holds more. Nothing is interpolated.
   */
  public OptionalLong coldStartsWithin(double gigabyteSeconds) {
    return points.stream()
        .filter(point -> point.gigabyteSeconds() <= gigabyteSeconds)
        .mapToLong(WarmOutcome::coldStarts)
        .min();
  }
}
