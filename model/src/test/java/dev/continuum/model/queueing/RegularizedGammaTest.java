package dev.continuum.model.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RegularizedGammaTest {

  @Test
  void agreesWithSixtyDigitArithmetic() {
    for (String[] cells : CsvRows.of("regularized_gamma.csv")) {
      double shape = Double.parseDouble(cells[0]);
      double x = Double.parseDouble(cells[1]);
      assertClose(RegularizedGamma.lower(shape, x), cells[2]);
      assertClose(RegularizedGamma.upper(shape, x), cells[3]);
    }
  }

  private static void assertClose(double actual, String expected) {
    double value = Double.parseDouble(expected);
    // A complement of something near 1 keeps only the absolute accuracy of 1.
    assertThat(actual).isCloseTo(value, within(Math.max(1e-12 * value, 1e-15)));
  }

  @Test
  void theNormalDistributionIsOneOfItsCases() {
    assertThat(RegularizedGamma.normal(0)).isEqualTo(0.5);
    assertThat(RegularizedGamma.normal(1.959963984540054)).isCloseTo(0.975, within(1e-14));
    assertThat(RegularizedGamma.normal(-6)).isCloseTo(9.86587645037698e-10, within(1e-20));
  }

  @Test
  void quantilesInvertIt() {
    for (double shape : new double[] {0.05, 0.3, 1, 2.5, 40, 5000}) {
      for (double tail : new double[] {1e-11, 1e-4, 0.05, 0.5, 0.9, 0.999}) {
        double x = GammaQuantile.upper(shape, tail);
        assertThat(RegularizedGamma.upper(shape, x)).isCloseTo(tail, within(1e-10 * tail));
      }
      for (double probability : new double[] {1e-11, 1e-4, 0.3}) {
        double x = GammaQuantile.lower(shape, probability);
        assertThat(RegularizedGamma.lower(shape, x))
            .isCloseTo(probability, within(1e-10 * probability));
      }
    }
  }
}
