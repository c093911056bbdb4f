package dev.continuum.solver.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestTest {

  @Test
  void nearestFirstThenByIndexWithoutThoseOutOfReach() {
    double[] micros = {5, Double.POSITIVE_INFINITY, 2, -1, 5, 0};
    assertThat(Nearest.of(IntStream.range(0, 6), n -> micros[n], 9)).containsExactly(5, 2, 0, 4);
    assertThat(Nearest.of(IntStream.range(0, 6), n -> micros[n], 3)).containsExactly(5, 2, 0);
    assertThat(Nearest.of(IntStream.empty(), n -> 0, 3)).isEmpty();
  }
}
