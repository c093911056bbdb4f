package dev.continuum.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstanceDirectoryTest {

  @Test
  void onlyKnownExtensionsAreCut() {
    assertThat(InstanceDirectory.stem("small/s10x50-2.5-0")).isEqualTo("small/s10x50-2.5-0");
    assertThat(InstanceDirectory.stem("l30x200-1.5")).isEqualTo("l30x200-1.5");
    assertThat(InstanceDirectory.stem("cap/cap41.txt")).isEqualTo("cap/cap41");
    assertThat(InstanceDirectory.stem("P.YAML")).isEqualTo("P");
    assertThat(InstanceDirectory.stem("a.b/p1")).isEqualTo("a.b/p1");
    assertThat(InstanceDirectory.stem(".txt")).isEqualTo(".txt");
  }

  @Test
  void numbersInNamesAreOrderedByValue() {
    assertThat(InstanceDirectory.naturalKey("p2")).isLessThan(InstanceDirectory.naturalKey("p10"));
  }
}
