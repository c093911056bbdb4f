package dev.continuum.model.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorSharingTest {

  private static final double MEAN_MICROS = 20_000;

  private static ProcessorSharing cores(int cores, double load) {
    return sharing(cores, 1, load * cores, Double.POSITIVE_INFINITY);
  }

  private static ProcessorSharing sharing(double cores, double asked, double erlang, double most) {
    return new ProcessorSharing(new ProcessorSharing.Load(cores, asked, erlang, most));
  }

  @ParameterizedTest
  @CsvSource({"1, 0.5", "2, 0.5", "2, 0.9", "4, 0.8", "64, 0.95", "2000, 0.99"})
  void theMeanIsThatOfErlangsQueue(int cores, double load) {
    double erlang = cores * load;

    assertThat(cores(cores, load).slowDown())
        .isCloseTo(1 + ErlangC.meanWaitSeconds(cores, erlang, 1), within(1e-7));
  }

  /** E. G. Coffman, R. R. Muntz, H. Trotter 1970: var T = (E T)² (2 + ρ)/(2 - ρ). */
  @ParameterizedTest
  @CsvSource({"0.3", "0.5", "0.8"})
  void theVarianceOnOneCoreIsThatOfCoffmanMuntzAndTrotter(double load) {
    ProcessorSharing one = cores(1, load);
    double mean = one.slowDown();
    double given = 0;
    int steps = 20_000;
    for (int i = 0; i < steps; i++) {
      given += one.variance(-StrictMath.log((i + 0.5) / steps)) / steps;
    }

    assertThat(mean * mean + given)
        .isCloseTo(mean * mean * (2 + load) / (2 - load), within(0.02 * mean * mean));
  }

  /** Against the transient law of the chain of calls beside one of exponential work. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 0.95",
    "1, 0.8, 0.95",
    "2, 0.5, 0.95",
    "2, 0.8, 0.95",
    "4, 0.8, 0.95",
    "8, 0.8, 0.95",
    "2, 0.8, 0.5",
    "4, 0.8, 0.99"
  })
  void quantilesAreWithinSixPercentOfTheExactOnes(int cores, double load, double probability) {
    double exact = MEAN_MICROS * exactQuantile(cores, load, probability);

    LatencyLaw law = cores(cores, load).stretched(LatencyLaw.gamma(MEAN_MICROS, 1), MEAN_MICROS);

    assertThat(law.quantileMicros(probability) / exact).isBetween(0.94, 1.06);
  }

  private static double exactQuantile(int cores, double load, double probability) {
    double erlang = cores * load;
    MarkovQueue queue = new MarkovQueue(cores, erlang, 1);
    double[] alive = new double[150];
    for (int n = 0; n < alive.length; n++) {
      alive[n] = queue.probabilityOfInSystem(n);
    }
    double step = 0.002;
    for (double time = 0; ; time += step) {
      double left = 0;
      double[] next = alive.clone();
      for (int n = 0; n < alive.length; n++) {
        double speed = Math.min(1, cores / (n + 1.0));
        double flow = step * alive[n];
        left += alive[n];
        next[n] -= flow * (speed + n * speed + (n + 1 < alive.length ? erlang : 0));
        if (n > 0) {
          next[n - 1] += flow * n * speed;
        }
        if (n + 1 < alive.length) {
          next[n + 1] += flow * erlang;
        }
      }
      if (left <= 1 - probability) {
        return time;
      }
      alive = next;
    }
  }

  @Test
  void instancesThatCannotAskForMoreThanThereIsDoNotSlowDown() {
    ProcessorSharing few = sharing(4, 1, 3.2, 3);
    LatencyLaw alone = LatencyLaw.gamma(MEAN_MICROS, 1);

    assertThat(few.slowDown()).isEqualTo(1);
    assertThat(few.stretched(alone, MEAN_MICROS)).isEqualTo(alone);
  }

  @Test
  void whereSomeWaitThoseInServiceAreThoseOfLittlesLaw() {
    int cores = 2;
    int slots = 5;
    double erlang = 1.6;
    MarkovQueue queue = new MarkovQueue(cores, erlang, 1);
    double inService = slots;
    for (int n = 0; n < slots; n++) {
      inService -= (slots - n) * queue.probabilityOfInSystem(n);
    }

    ProcessorSharing limited = sharing(cores, 1, erlang, slots - 1);

    assertThat(limited.slowDown()).isCloseTo(inService / erlang, within(1e-9));
    assertThat(limited.atLeast(slots, 1))
        .isCloseTo(ErlangC.probabilityOfWait(cores, erlang) * Math.pow(0.8, 3), within(1e-9));
  }

  @Test
  void callsOfOneKindAreThinnedOutOfAll() {
    ProcessorSharing one = cores(1, 0.8);

    // Geometric with 0.8; every second one counted, geometric with 0.4/(0.4 + 0.2).
    assertThat(one.atLeast(1, 0.5)).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(one.atLeast(4, 0.5)).isCloseTo(Math.pow(2.0 / 3, 4), within(1e-9));
  }

  @Test
  void aCallThatAsksForMoreThanThereIsTakesLongerEvenAlone() {
    LatencyLaw law = sharing(1, 2, 0, 9).stretched(LatencyLaw.constant(1000), MEAN_MICROS);

    assertThat(law.quantileMicros(0.95)).isBetween(2000L, 2001L);
  }

  @Test
  void loadFromTheCoresOnHasNoLaw() {
    assertThatThrownBy(() -> sharing(2, 1, 2, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("below the number of cores");
  }
}
