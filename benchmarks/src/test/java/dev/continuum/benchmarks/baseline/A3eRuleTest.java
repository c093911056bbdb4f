package dev.continuum.benchmarks.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local 1 ms and power 1, edge 20 ms and 4, cloud 150 ms and 5. */
class A3eRuleTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 2.9867, 4.2333, 3.0000",
    "2, 1, 3.6489, 4.3111, 2.3333",
    "1, 2, 2.3244, 4.1556, 3.6667",
    "2, 0, 4.9733, 4.4667, 1.0",
    "0, 2, 1.0, 4.0, 5.0"
  })
  void scoresAreThePublishedOnes(
      double latencyWeight, double powerWeight, double local, double edge, double cloud) {
    assertThat(A3eRule.score(latencyWeight, powerWeight, 1, 150, 1, 5))
        .isCloseTo(local, within(5e-5));
    assertThat(A3eRule.score(latencyWeight, powerWeight, 20, 150, 4, 5))
        .isCloseTo(edge, within(5e-5));
    assertThat(A3eRule.score(latencyWeight, powerWeight, 150, 150, 5, 5))
        .isCloseTo(cloud, within(5e-5));
  }

  @Test
  void withoutWeightsThereIsNoScore() {
    assertThat(A3eRule.score(0, 0, 1, 150, 1, 5)).isNaN();
  }
}
