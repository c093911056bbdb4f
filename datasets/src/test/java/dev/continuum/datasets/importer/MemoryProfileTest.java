package dev.continuum.datasets.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.datasets.importer.MemoryProfile.Row;
import dev.continuum.model.validation.InvalidProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The measured profile of the AR functions has the shape of Lambda's. */
class MemoryProfileTest {

  private static final Path FILE = Path.of("ar-functions", "lambda-memory.json");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"extract-orb-640x480", "extract-orb-1280x720"})
  void serviceTimeIsInverseToMemoryUpToAWholeCore(String name) throws IOException {
    SortedMap<Integer, Row> rows = MemoryProfile.read(FILE).rows().get(name);

    assertThat(rows.keySet()).containsExactly(256, 512, 1024, 1769, 3008);
    double whole = median(rows, 1769);
    // 1,769 / 256 = 6.9, 1,769 / 512 = 3.5, and no more than a core for one thread.
    assertThat(median(rows, 256) / whole).isBetween(5.0, 8.0);
    assertThat(median(rows, 512) / whole).isBetween(2.5, 4.0);
    assertThat(median(rows, 1024) / whole).isBetween(0.9, 2.0);
    assertThat(median(rows, 3008) / whole).isBetween(0.8, 1.2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"match-orb-640x480", "match-orb-1280x720"})
  void shortCallsAreSlowerAtSmallSizesToo(String name) throws IOException {
    SortedMap<Integer, Row> rows = MemoryProfile.read(FILE).rows().get(name);

    assertThat(median(rows, 256) / median(rows, 1769)).isGreaterThan(4.5);
    assertThat(median(rows, 512) / median(rows, 1769)).isGreaterThan(2);
    assertThat(median(rows, 3008) / median(rows, 1769)).isBetween(0.7, 1.2);
  }

  @Test
  void initialisationIsFlat() throws IOException {
    MemoryProfile profile = MemoryProfile.read(FILE);
    DoubleSummaryStatistics inits =
        profile.rows().values().stream()
            .flatMap(each -> each.values().stream())
            .mapToDouble(Row::initMillis)
            .summaryStatistics();

    assertThat(inits.getMax() / inits.getMin()).isLessThan(1.2);
    assertThat(profile.machine()).contains("EPYC");
  }

  @Test
  void sizesCarryWhatWasMeasured() throws IOException {
    MemoryProfile profile = MemoryProfile.read(FILE);

    assertThat(profile.sizes("extract-orb-640x480"))
        .extracting(MemorySizes.Size::mebibytes)
        .containsExactly(256, 512, 1024, 1769, 3008);
    assertThat(profile.sizes("extract-orb-640x480").getFirst().service().mean().toNanos() / 1e6)
        .isEqualTo(profile.rows().get("extract-orb-640x480").get(256).meanMillis());
    assertThat(profile.sizes("nobody")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"machine\":\"a\",\"profiles\":[{}]}", "{\"profiles\":7}"})
  void whatIsNoProfileIsRefused(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("profile.json"), text);

    assertThatThrownBy(() -> MemoryProfile.read(file))
        .isInstanceOf(InvalidProblemException.class)
        .hasMessageContaining("profile.json");
  }

  private static double median(SortedMap<Integer, Row> rows, int memory) {
    return rows.get(memory).medianMillis();
  }
}
