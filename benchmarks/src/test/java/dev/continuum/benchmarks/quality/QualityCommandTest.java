package dev.continuum.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.benchmarks.BenchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QualityCommandTest {

  /** Two agents, three jobs; the optimum is 1 + 2 + 2 = 5. */
  private static final String TINY = "2 3\n1 9 4\n9 2 2\n5 5 5\n5 5 5\n5 10\n";

  @TempDir private Path directory;
  private Path csv;
  private Path instances;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    csv = directory.resolve("out.csv");
    instances = Files.createDirectories(directory.resolve("tiny"));
    Files.writeString(instances.resolve("a.txt"), TINY);
    Files.writeString(instances.resolve("b.txt"), "2\n" + TINY + TINY);
    Files.writeString(instances.resolve("c.txt"), "2 3\n1 9 four\n");
    Files.writeString(instances.resolve("LICENSE"), "MIT");
  }

  @Test
  void everyInstanceGetsARowAndABrokenOneSaysSo() throws IOException {
    assertThat(sweep("greedy")).isZero();
    List<Row> rows = RowFile.read(csv);
    assertThat(rows)
        .extracting(row -> row.text(Column.INSTANCE))
        .containsExactly("a", "b-1", "b-2", "c");
    assertThat(rows.getFirst().text(Column.SET)).isEqualTo("tiny");
    assertThat(rows.getFirst().text(Column.STATUS)).isIn("FEASIBLE", "OPTIMAL");
    assertThat(rows.getFirst().text(Column.OBJECTIVE)).isEqualTo("5");
    assertThat(rows.getLast().text(Column.STATUS)).isEqualTo("INVALID");
  }

  @Test
  void whatIsThereIsNotRunAgain() throws IOException {
    assertThat(sweep("greedy")).isZero();
    String before = Files.readString(csv);
    assertThat(sweep("greedy")).isZero();
    assertThat(csv).hasContent(before);
    assertThat(err.toString()).contains("0 runs made, 4 were there");
  }

  @Test
  void wrongUsageIsToldInFull() {
    assertThat(sweep("bogus")).isEqualTo(2);
    assertThat(err.toString()).contains("bogus").contains("greedy");
    assertThat(csv).doesNotExist();
  }

  @Test
  void aReportHasATableOfStrategiesAndOneOfInstances() throws IOException {
    assertThat(sweep("greedy")).isZero();
    assertThat(run("report", csv.toString())).isZero();
    assertThat(out.toString())
        .contains("### tiny")
        .contains("| greedy | 5 | 4 | 4 | 75 % |")
        .contains("| a | 5 | - | 5 |")
        .contains("| c | - | - | invalid |");
  }

  @Test
  void aReportReplacesWhatStandsBetweenItsLines() throws IOException {
    assertThat(sweep("greedy")).isZero();
    Path document = directory.resolve("doc.md");
    Files.writeString(
        document, "before\n<!-- bench report: begin -->\nold\n<!-- bench report: end -->\nafter\n");
    assertThat(run("report", csv.toString(), "--into", document.toString())).isZero();
    assertThat(Files.readString(document))
        .startsWith("before\n")
        .endsWith("after\n")
        .contains("### tiny")
        .doesNotContain("old");
  }

  private int sweep(String strategy) {
    return run(
        "quality",
        "--format",
        "gap",
        "--dir",
        instances.toString(),
        "--time",
        "5s",
        "--strategy",
        strategy,
        "--csv",
        csv.toString());
  }

  private int run(String... arguments) {
    CommandLine command = BenchCommand.commandLine();
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
