package dev.continuum.simulator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class A3eRuleTest {

  private static final double[] LATENCIES = {1, 20, 150};
  private static final double[] POWERS = {
    A3eRule.DEVICE_POWER, A3eRule.EDGE_POWER, A3eRule.CLOUD_POWER
  };

  @Test
  void scoresAreThoseOfTheMiddleware() {
    double[][] expected = {
      {1, 1, 2.9867, 4.2333, 3.0000},
      {2, 1, 3.6489, 4.3111, 2.3333},
      {1, 2, 2.3244, 4.1556, 3.6667},
      {2, 0, 4.9733, 4.4667, 1.0},
      {0, 2, 1.0, 4.0, 5.0}
    };
    for (double[] row : expected) {
      A3eRule rule = new A3eRule(row[0], row[1]);
      for (int i = 0; i < LATENCIES.length; i++) {
        assertThat(rule.score(LATENCIES[i], 150, POWERS[i], 5)).isCloseTo(row[2 + i], within(5e-5));
      }
    }
  }

  @Test
  void theHighestWinsAndWithoutWeightsNoneDoes() {
    assertThat(new A3eRule(1, 1).choose(LATENCIES, POWERS)).isEqualTo(1);
    assertThat(new A3eRule(2, 0).choose(LATENCIES, POWERS)).isEqualTo(0);
    assertThat(new A3eRule(0, 2).choose(LATENCIES, POWERS)).isEqualTo(2);
    assertThat(new A3eRule(0, 0).choose(LATENCIES, POWERS)).isEqualTo(-1);
  }

  @Test
  void aLostDomainIsNotChosen() {
    assertThat(new A3eRule(1, 1).choose(new double[] {1, -1, 150}, POWERS)).isEqualTo(2);
  }
}
