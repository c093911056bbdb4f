package dev.continuum.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.workload.ServiceProfile;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LawTest {

  private static final int DRAWS = 400_000;

  @Test
  void momentsAreThoseAskedFor() {
    for (double scv : new double[] {0, 0.05, 0.5, 1, 2.25, 9}) {
      moments(Law.renewal(0.02, scv), 0.02, scv);
      moments(Law.gamma(0.02, scv), 0.02, scv);
    }
    moments(Law.logNormal(3, 0.5), 3, 0.5);
  }

  @Test
  void measuredLawsAreReadAsTheModelReadsThem() {
    List<ServiceProfile.Percentile> points =
        List.of(
            new ServiceProfile.Percentile(0.5, Duration.ofMillis(20)),
            new ServiceProfile.Percentile(0.9, Duration.ofMillis(30)),
            new ServiceProfile.Percentile(0.99, Duration.ofMillis(80)));
    ServiceProfile profile = new ServiceProfile(Duration.ofMillis(24), 0.3, points);
    LatencyLaw model =
        LatencyLaw.empirical(
            points.stream()
                .map(
                    each ->
                        new LatencyLaw.Percentile(each.probability(), each.value().toNanos() / 1e3))
                .toList(),
            24_000);
    long[] draws = draws(Law.of(profile));
    Arrays.sort(draws);

    for (double p : new double[] {0.1, 0.5, 0.8, 0.95, 0.985}) {
      double expected = model.quantileMicros(p) * 1e3;
      assertThat((double) draws[(int) (p * DRAWS)]).isCloseTo(expected, within(0.02 * expected));
    }
  }

  private static void moments(Law law, double seconds, double scv) {
    long[] draws = draws(law);
    double mean = 0;
    double square = 0;
    for (long draw : draws) {
      mean += draw / 1e9 / DRAWS;
      square += draw / 1e9 * (draw / 1e9) / DRAWS;
    }
    assertThat(mean).isCloseTo(seconds, within(0.02 * seconds + 1e-9));
    assertThat(square / mean / mean - 1).isCloseTo(scv, within(0.01 + 0.06 * scv));
  }

  private static long[] draws(Law law) {
    RandomStream random = new RandomStream(11);
    long[] draws = new long[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      draws[i] = law.nanos(random);
    }
    return draws;
  }
}
