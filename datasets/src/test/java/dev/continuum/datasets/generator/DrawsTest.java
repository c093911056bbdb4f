package dev.continuum.datasets.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawsTest {

  private static final int MANY = 200_000;

  @ParameterizedTest
  @CsvSource({"0.7, 20", "1, 3", "4.5, 0.2"})
  void gammaHasItsMeanAndVariance(double shape, double scale) {
    Draws draws = new Draws(1);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < MANY; i++) {
      double x = draws.gamma(shape, scale);
      assertThat(x).isPositive();
      sum += x;
      squares += x * x;
    }
    double mean = sum / MANY;
    assertThat(mean / (shape * scale)).isCloseTo(1, within(0.02));
    assertThat((squares / MANY - mean * mean) / (shape * scale * scale)).isCloseTo(1, within(0.05));
  }

  @Test
  void normalHasMeanZeroAndVarianceOne() {
    Draws draws = new Draws(2);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < MANY; i++) {
      double x = draws.normal();
      sum += x;
      squares += x * x;
    }
    assertThat(sum / MANY).isCloseTo(0, within(0.01));
    assertThat(squares / MANY).isCloseTo(1, within(0.02));
  }

  @Test
  void zipfFavoursLowRanksByItsPower() {
    Zipf zipf = new Zipf(4, 1);
    Draws draws = new Draws(3);
    int[] seen = new int[4];
    for (int i = 0; i < MANY; i++) {
      seen[zipf.draw(draws)]++;
    }
    double unit = 1 / (1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4);
    for (int rank = 0; rank < 4; rank++) {
      assertThat(seen[rank] / (double) MANY).isCloseTo(unit / (rank + 1), within(0.01));
    }
  }

  @Test
  void drawsAreTheSameOnEveryMachine() {
    Draws draws = new Draws(42);

    assertThat(draws.uniform(0, 1)).isEqualTo(UNIFORM);
    assertThat(draws.normal()).isEqualTo(NORMAL);
    assertThat(draws.gamma(0.7, 20)).isEqualTo(GAMMA);
    assertThat(draws.logUniform(1, 100)).isEqualTo(LOG_UNIFORM);
    assertThat(draws.whole(1, 1000)).isEqualTo(WHOLE);
  }

  // Seen once; a change here changes every family.
  private static final double UNIFORM = 0.7415648787718233;
  private static final double NORMAL = -0.10551648193541083;
  private static final double GAMMA = 17.502659887773998;
  private static final double LOG_UNIFORM = 39.926730965601145;
  private static final int WHOLE = 329;
}
