package dev.continuum.simulator.warm.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LevelsPropertyTest {

  @Property
  void everyNumberBelongsToTheLevelThatHoldsIt(@ForAll @IntRange(min = 1, max = 1_000_000) int n) {
    int level = Levels.of(n);
    assertThat(n).isBetween(Levels.last(level) - Levels.width(level) + 1, Levels.last(level));
    assertThat(Levels.of(Levels.last(level))).isEqualTo(level);
    assertThat(Levels.of(Levels.last(level) + 1)).isEqualTo(level + 1);
    assertThat(Levels.width(level)).isLessThanOrEqualTo(Math.max(1, n / 32 + 1));
  }

  @Property
  void tailsNeverRiseAndIntervalsHoldTheirProbability(
      @ForAll @Size(max = 12) float[] raw, @ForAll @FloatRange(min = 0.5f, max = 0.99f) float p) {
    float[] tails = raw.clone();
    for (int i = 0; i < tails.length; i++) {
      tails[i] = Float.isNaN(tails[i]) ? 0.5f : Math.abs(tails[i]) % 1;
    }
    PredictiveDistribution law = PredictiveDistribution.of(tails);
    for (int n = 0; n <= tails.length; n++) {
      assertThat(law.atLeast(n + 1)).isLessThanOrEqualTo(law.atLeast(n)).isBetween(0.0, 1.0);
    }
    PredictiveDistribution.Interval interval = law.interval(p);
    double inside = law.atLeast(interval.low()) - law.atLeast(interval.high() + 1);
    assertThat(inside).isGreaterThanOrEqualTo(p - 1e-6);
    assertThat(law.atLeast(law.quantile(p) + 1)).isLessThanOrEqualTo(1 - p + 1e-6);
  }
}
