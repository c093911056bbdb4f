package dev.continuum.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What keeping instances costs. */
class PricesTest {

  private final Prices prices = Prices.shipped();

  @Test
  void aProvisionedInstancePaysForItselfAboveSixtyPercent() {
    assertThat(prices.breakEven()).isCloseTo(0.6, within(0.001));
    double busy = prices.breakEven();
    assertThat(prices.kept() + busy * prices.provisioned())
        .isCloseTo(busy * prices.onDemand(), within(1e-12));
  }

  @Test
  void keepingIsBilledInStepsOfFiveMinutes() {
    assertThat(prices.kept(1, 1024, 1)).isEqualTo(prices.kept(1, 1024, 300));
    assertThat(prices.kept(1, 1024, 301)).isEqualTo(prices.kept(1, 1024, 600));
    assertThat(prices.kept(2, 1024, 300)).isCloseTo(2 * 300 * 0.0000041667, within(1e-9));
  }
}
