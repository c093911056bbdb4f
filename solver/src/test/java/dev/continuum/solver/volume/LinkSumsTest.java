package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sums by link, beside a map of the library. */
class LinkSumsTest {

  @Test
  void sumsAreThoseOfAMapAlsoWhenTheTableIsFilledAgain() {
    SplittableRandom random = new SplittableRandom(7);
    LinkSums sums = new LinkSums();
    for (int round = 0; round < 50; round++) {
      sums.clear();
      Map<Long, double[]> expected = new LinkedHashMap<>();
      int links = 1 + random.nextInt(300);
      for (int i = 0; i < 1_000; i++) {
        // Numbers that differ in their low bits alone, and such that differ in their high ones.
        long link = random.nextInt(links) * (round % 2 == 0 ? 1L : 1L << 33);
        double micros = random.nextDouble();
        double[] of = expected.computeIfAbsent(link, key -> new double[2]);
        if (random.nextBoolean()) {
          sums.addThere(link, micros);
          of[0] += micros;
        } else {
          sums.addBack(link, micros);
          of[1] += micros;
        }
      }
      assertThat(sums.links())
          .isEqualTo(expected.keySet().stream().mapToLong(Long::longValue).toArray());
      assertThat(sums.there())
          .isEqualTo(expected.values().stream().mapToDouble(of -> of[0]).toArray());
      assertThat(sums.back())
          .isEqualTo(expected.values().stream().mapToDouble(of -> of[1]).toArray());
    }
  }
}
