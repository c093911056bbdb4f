package dev.continuum.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.benchmarks.BenchCommand;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.generator.CflpFamily;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SuiteCommandTest {

  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();

  @Test
  void namesAreUniqueAndEverySetHasCases() {
    assertThat(SuiteCase.all()).extracting(SuiteCase::name).doesNotHaveDuplicates();
    assertThat(SuiteCase.all())
        .extracting(SuiteCase::set)
        .contains("gap", "sscflp", "cflp", "demands", "neptune-family", "city", "metro", "region");
    assertThat(SuiteCase.all()).allSatisfy(each -> assertThat(each.seconds()).isPositive());
  }

  @Test
  void runsWhatIsNotYetThereOnTheInstancesThatAre() throws IOException {
    // In place of a city of a million devices.
    Path metro = Files.createDirectories(directory.resolve("metro"));
    ProblemFiles.write(CflpFamily.generate(6, 3, 1), metro.resolve("metro-1.yaml"));
    assertThat(suite("--sets", "metro", "--most", "20")).isZero();
    List<Row> rows = RowFile.read(directory.resolve("out.csv"));
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().text(Column.INSTANCE)).isEqualTo("metro-1");
    assertThat(rows.getFirst().text(Column.SET)).isEqualTo("metro");
    assertThat(rows.getFirst().text(Column.STATUS)).isEqualTo("OPTIMAL");
    assertThat(suite("--sets", "metro", "--most", "20")).isZero();
    assertThat(err.toString()).contains("0 runs made");
    assertThat(RowFile.read(directory.resolve("out.csv"))).hasSize(1);
  }

  @Test
  void unknownSetsAndTimesAreToldWithWhatMayBe() {
    assertThat(suite("--sets", "village")).isEqualTo(2);
    assertThat(err.toString()).contains("--sets (village)").contains("city");
    assertThat(suite("--most", "0")).isEqualTo(2);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsToldWithTheRemedy() throws IOException {
    Files.writeString(directory.resolve("metro"), "in the way");
    assertThat(suite("--sets", "metro")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--dir (" + directory + ")")
        .contains(directory.resolve("metro").toString())
        .contains("Maybe name another");
  }

  private int suite(String... options) {
    CommandLine command = BenchCommand.commandLine().setErr(new PrintWriter(err, true));
    List<String> all = new java.util.ArrayList<>(List.of("suite", "--dir", directory.toString()));
    all.addAll(List.of("--csv", directory.resolve("out.csv").toString()));
    all.addAll(List.of(options));
    return command.execute(all.toArray(String[]::new));
  }
}
