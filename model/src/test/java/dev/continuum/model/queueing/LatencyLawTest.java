package dev.continuum.model.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LatencyLawTest {

  private static final double[] PROBABILITIES = {0.05, 0.5, 0.9, 0.95, 0.99, 0.999, 0.999999};

  private static void assertAccurate(LatencyLaw law, double probability, double exact) {
    assertThat((double) law.quantileMicros(probability))
        .as("p = %s of %s", probability, law)
        .isBetween(exact * (1 - 5e-4), exact * (1 + 2e-3) + 1);
  }

  private static double inverse(DoubleUnaryOperator distribution, double probability) {
    double low = 0;
    double high = 1e10;
    for (int step = 0; step < 100; step++) {
      double middle = (low + high) / 2;
      if (distribution.applyAsDouble(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  @Test
  void sumsOfExponentialTimesAreHypoexponential() {
    double[] means = {1e6, 3e6, 5e6, 2e6};
    List<LatencyLaw> laws = new ArrayList<>();
    for (double mean : means) {
      laws.add(LatencyLaw.gamma(mean, 1));
    }
    for (double p : PROBABILITIES) {
      double exact =
          inverse(
              t -> {
                double tail = 0;
                for (double mean : means) {
                  double weight = 1;
                  for (double other : means) {
                    weight *= other == mean ? 1 : mean / (mean - other);
                  }
                  tail += weight * Math.exp(-t / mean);
                }
                return 1 - tail;
              },
              p);
      assertAccurate(LatencyLaw.sum(laws), p, exact);
    }
  }

  @Test
  void largestOfExponentialTimesHasTheProductLaw() {
    double[] means = {1e6, 3e6, 5e6, 2e6};
    List<LatencyLaw> laws = new ArrayList<>();
    for (double mean : means) {
      laws.add(LatencyLaw.gamma(mean, 1));
    }
    for (double p : PROBABILITIES) {
      double exact =
          inverse(
              t -> {
                double product = 1;
                for (double mean : means) {
                  product *= 1 - Math.exp(-t / mean);
                }
                return product;
              },
              p);
      assertAccurate(LatencyLaw.max(laws), p, exact);
    }
  }

  @Test
  void sumsOfGammaLawsOfOneScaleAreGammaLawsMergedOrConvolved() {
    for (double scv : new double[] {10, 4, 1, 0.3, 0.01, 1e-4, 1e-6}) {
      for (int n : new int[] {2, 3, 6}) {
        List<LatencyLaw> apart = new ArrayList<>();
        for (int i = 0; i < n; i++) {
          // Scales that differ by next to nothing, so that the convolution is really done.
          apart.add(LatencyLaw.gamma(1e7 * (1 + i * 1e-10), scv));
        }
        LatencyLaw merged = LatencyLaw.sum(Collections.nCopies(n, LatencyLaw.gamma(1e7, scv)));
        for (double p : PROBABILITIES) {
          double exact = LatencyLaw.gamma(n * 1e7, scv / n).quantileMicros(p);
          assertAccurate(LatencyLaw.sum(apart), p, exact);
          assertThat((double) merged.quantileMicros(p))
              .isBetween(exact * (1 - 1e-9) - 1, exact * (1 + 1e-9) + 1);
        }
      }
    }
  }

  @Test
  void manyTermsTendToTheNormalLaw() {
    List<LatencyLaw> laws = new ArrayList<>();
    double variance = 0;
    for (int i = 0; i < 60; i++) {
      double mean = 1e5 + 1e3 * i;
      laws.add(LatencyLaw.gamma(mean, 0.01));
      variance += 0.01 * mean * mean;
    }
    double mean = 60 * 1e5 + 1e3 * 59 * 30;
    assertAccurate(LatencyLaw.sum(laws), 0.95, mean + 1.6448536 * Math.sqrt(variance));
  }

  @Test
  void lawsOfVeryDifferentSizesKeepTheLargeOneExact() {
    LatencyLaw large = LatencyLaw.gamma(1e8, 0.5);
    for (double p : PROBABILITIES) {
      double alone = large.quantileMicros(p);
      assertAccurate(large.plus(LatencyLaw.gamma(10, 4)), p, alone);
      assertAccurate(large.max(LatencyLaw.gamma(10, 4)), p, alone);
    }
  }

  @Test
  void theLargerOfAConstantAndARandomLatencyHasAJump() {
    LatencyLaw random = LatencyLaw.gamma(1e6, 1);
    for (double constant : new double[] {1e5, 2.2e6, 3.7e6, 9e6}) {
      for (double p : PROBABILITIES) {
        double exact = Math.max(constant, -1e6 * Math.log(1 - p));
        assertAccurate(LatencyLaw.constant(constant).max(random), p, exact);
      }
    }
  }

  @Test
  void aWaitIsAJumpAtZeroAndAnExponentialTail() {
    LatencyLaw wait = LatencyLaw.waiting(0.2, 1e6);
    assertThat(wait.quantileMicros(0.7)).isZero();
    assertAccurate(wait, 0.99, 1e6 * Math.log(20));
    LatencyLaw service = LatencyLaw.gamma(1e6, 1);
    for (double p : PROBABILITIES) {
      // With probability 0.2 an Erlang-2, else exponential.
      double exact = inverse(t -> 1 - Math.exp(-t / 1e6) * (1 + 0.2 * t / 1e6), p);
      assertAccurate(service.plus(wait), p, exact);
    }
  }

  @Test
  void aMeasuredLawReturnsItsPercentilesAndTheLinesBetween() {
    LatencyLaw law =
        LatencyLaw.empirical(
            List.of(
                new LatencyLaw.Percentile(0, 1000),
                new LatencyLaw.Percentile(0.5, 3000),
                new LatencyLaw.Percentile(0.9, 7000),
                new LatencyLaw.Percentile(1, 20_000)),
            4000);
    assertThat(law.quantileMicros(0.5)).isEqualTo(3000);
    assertThat(law.quantileMicros(0.25)).isEqualTo(2000);
    assertThat(law.quantileMicros(0.95)).isEqualTo(13_500);
  }

  @Test
  void beyondTheLastPercentileTheTailIsExponential() {
    List<LatencyLaw.Percentile> exponential = new ArrayList<>();
    for (int i = 1; i < 20; i++) {
      double p = 0.05 * i;
      exponential.add(new LatencyLaw.Percentile(p, -1e6 * Math.log(1 - p)));
    }
    LatencyLaw law = LatencyLaw.empirical(exponential, 1e6);
    double exact = -1e6 * Math.log(1 - 0.999);
    assertThat((double) law.quantileMicros(0.999)).isBetween(exact * 0.999, exact * 1.01);
    LatencyLaw heavier = LatencyLaw.empirical(exponential, 2e6);
    assertThat(heavier.quantileMicros(0.999)).isGreaterThan(law.quantileMicros(0.999));
  }

  @Test
  void measuredLawsWithJumpsAddUpWithinTheStatedError() {
    // 60 % exactly 1 s, 40 % exactly 3 s; three of them: 3, 5, 7 or 9 s.
    LatencyLaw law =
        LatencyLaw.empirical(
            List.of(
                new LatencyLaw.Percentile(0, 1e6),
                new LatencyLaw.Percentile(0.6, 1e6),
                new LatencyLaw.Percentile(0.6 + 1e-9, 3e6),
                new LatencyLaw.Percentile(1, 3e6)),
            1.8e6);
    LatencyLaw three = LatencyLaw.sum(List.of(law, law, law));
    assertAccurate(three, 0.2, 3e6);
    assertAccurate(three, 0.5, 5e6);
    assertAccurate(three, 0.9, 7e6);
    assertAccurate(three, 0.95, 9e6);
    assertAccurate(law.max(law), 0.3, 1e6);
    assertAccurate(law.max(law), 0.5, 3e6);
  }

  @Test
  void jittersAreMergedByMeanAndVariance() {
    LatencyLaw sum = LatencyLaw.jitter(3000, 4e6).plus(LatencyLaw.jitter(1000, 1e6));
    assertThat(sum.quantileMicros(0.99))
        .isEqualTo(LatencyLaw.jitter(4000, 5e6).quantileMicros(0.99));
  }

  @Test
  void constantsAddExactlyOutsideTheGrid() {
    LatencyLaw random = LatencyLaw.gamma(40_000, 0.5).plus(LatencyLaw.gamma(90_000, 2));
    long alone = random.quantileMicros(0.95);
    assertThat(random.shift(123_456_789_012L).quantileMicros(0.95))
        .isEqualTo(123_456_789_012L + alone);
    assertThat(random.shift(5).constantNanos()).isEqualTo(5000);
    assertThat(random.shift(5).randomPart()).isEqualTo(random);
    assertThat(LatencyLaw.constant(0.1).plus(LatencyLaw.constant(0.2)).constantNanos())
        .isEqualTo(300);
    assertThat(LatencyLaw.constant(0.0001).quantileMicros(0.5)).isEqualTo(1);
    assertThat(LatencyLaw.gamma(1234, 0).isConstant()).isTrue();
    assertThat(LatencyLaw.ZERO.quantileMicros(0.99)).isZero();
  }

  @Test
  void theOrderOfIngredientsDoesNotChangeABit() {
    List<LatencyLaw> laws = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      laws.add(LatencyLaw.gamma(1000 + 777.7 * i, 0.3 + 0.4 * i));
      laws.add(LatencyLaw.jitter(100 + 33.3 * i, 5000 + 10.0 * i));
      laws.add(LatencyLaw.constant(0.1 * i));
    }
    LatencyLaw sum = LatencyLaw.sum(laws);
    LatencyLaw largest = LatencyLaw.max(laws);
    for (int seed = 0; seed < 20; seed++) {
      Collections.rotate(laws, 4);
      Collections.swap(laws, seed % 15, (7 * seed + 3) % 15);
      LatencyLaw folded = LatencyLaw.ZERO;
      LatencyLaw foldedMax = LatencyLaw.ZERO;
      for (LatencyLaw law : laws) {
        folded = folded.plus(law);
        foldedMax = foldedMax.max(law);
      }
      assertThat(folded).isEqualTo(sum);
      assertThat(folded.quantileMicros(0.97)).isEqualTo(sum.quantileMicros(0.97));
      assertThat(foldedMax.quantileMicros(0.97)).isEqualTo(largest.quantileMicros(0.97));
    }
  }

  @Test
  void bitsAreTheSameAsEver() {
    LatencyLaw service = LatencyLaw.gamma(42_700, 0.35);
    LatencyLaw other = LatencyLaw.gamma(113_000, 1.7);
    LatencyLaw jitter = LatencyLaw.jitter(2_300, 4.1e6);
    assertThat(LatencyLaw.sum(List.of(service, other, jitter)).quantileMicros(0.95))
        .isEqualTo(456_705);
    assertThat(service.max(other).plus(jitter).quantileMicros(0.99)).isEqualTo(688_889);
  }

  @Test
  void absurdArgumentsAreRefused() {
    assertThatThrownBy(() -> LatencyLaw.gamma(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LatencyLaw.gamma(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LatencyLaw.empirical(List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LatencyLaw.ZERO.quantileMicros(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LatencyLaw.ZERO.shift(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
