package dev.continuum.simulator.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.simulator.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

  @Test
  void quantilesAreRightWithinHalfACell() {
    LatencyHistogram histogram = new LatencyHistogram(7);
    RandomStream random = new RandomStream(5);
    long[] values = new long[50_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(30 * random.nextDouble());
      histogram.add(values[i]);
    }
    Arrays.sort(values);
    for (double p : new double[] {0.001, 0.5, 0.95, 0.99, 0.9999, 1}) {
      double exact = values[(int) Math.ceil(p * values.length) - 1];
      assertThat(histogram.quantileNanos(p)).isCloseTo(exact, within(1 + exact / 255));
    }
    assertThat(histogram.meanNanos())
        .isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1.0));
  }

  @Test
  void addedHistogramsAreOne() {
    LatencyHistogram one = new LatencyHistogram(5);
    LatencyHistogram other = new LatencyHistogram(5);
    one.add(10);
    other.add(1_000_000);
    one.add(other);

    assertThat(one.count()).isEqualTo(2);
    assertThat(one.quantileNanos(0.5)).isEqualTo(10);
    assertThat(one.largestNanos()).isEqualTo(1_000_000);
  }
}
