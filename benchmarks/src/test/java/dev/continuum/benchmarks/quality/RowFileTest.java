package dev.continuum.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFileTest {

  @TempDir private Path directory;
  private Path path;

  @BeforeEach
  void name() {
    path = directory.resolve("rows.csv");
  }

  @Test
  void rowsComeBackAndAreNotRunAgain() throws IOException {
    Row row = run("p1").with(Column.NOTE, "a, \"b\"\nc").with(Column.COST, 2.5);
    try (RowFile file = RowFile.open(path)) {
      assertThat(file.holds(row)).isFalse();
      file.append(row);
      assertThat(file.holds(run("p1"))).isTrue();
    }
    try (RowFile file = RowFile.open(path)) {
      assertThat(file.holds(run("p1"))).isTrue();
      assertThat(file.holds(run("p2"))).isFalse();
    }
    assertThat(RowFile.read(path)).containsExactly(row);
    assertThat(RowFile.read(path).getFirst().text(Column.NOTE)).isEqualTo("a; 'b' c");
  }

  @Test
  void aHalfWrittenLastLineIsTakenAway() throws IOException {
    try (RowFile file = RowFile.open(path)) {
      file.append(run("p1"));
    }
    Files.writeString(path, Files.readString(path) + "set,p2,auto,1,");
    try (RowFile file = RowFile.open(path)) {
      assertThat(file.holds(run("p1"))).isTrue();
      assertThat(file.holds(run("p2"))).isFalse();
      file.append(run("p2"));
    }
    assertThat(RowFile.read(path)).containsExactly(run("p1"), run("p2"));
  }

  @Test
  void aHalfWrittenFirstLineIsWrittenAnew() throws IOException {
    Files.writeString(path, Column.header().substring(0, 9));
    try (RowFile file = RowFile.open(path)) {
      file.append(run("p1"));
    }
    assertThat(RowFile.read(path)).containsExactly(run("p1"));
  }

  @Test
  void anotherFileIsLeftAlone() throws IOException {
    Files.writeString(path, "dear diary\n");
    assertThatThrownBy(() -> RowFile.open(path)).hasMessageContaining("dear diary");
    assertThat(path).hasContent("dear diary");
  }

  @Test
  void twoSweepsDoNotShareAFile() throws IOException {
    try (RowFile file = RowFile.open(path)) {
      assertThatThrownBy(() -> RowFile.open(path)).hasMessageContaining("Another sweep");
      file.append(run("p1"));
    }
  }

  private static Row run(String instance) {
    return Row.EMPTY
        .with(Column.SET, "set")
        .with(Column.INSTANCE, instance)
        .with(Column.STRATEGY, "auto");
  }
}
