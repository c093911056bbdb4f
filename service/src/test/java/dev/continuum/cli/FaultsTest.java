package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

  @TempDir Path directory;

  @Test
  void aMissingFileIsOneClearLine() {
    CliRun run = CliRun.of("solve", "no-such-file.yaml");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("no-such-file.yaml: There is no such file.")
        .contains("file.missing");
  }

  @Test
  void aDirectoryIsNoProblem() {
    assertThat(CliRun.of("solve", directory).err()).contains("This is a directory");
  }

  @Test
  void binaryIsNoText() throws IOException {
    Path nul = Files.write(directory.resolve("nul"), new byte[] {'a', 0, 'b'});
    Path latin = Files.write(directory.resolve("latin"), new byte[] {'a', (byte) 0xe9, 'b'});

    assertThat(CliRun.of("solve", nul).err()).contains("must be text in UTF-8");
    assertThat(CliRun.of("solve", latin).err()).contains("must be text in UTF-8");
  }

  @Test
  void everyIssueHasItsPlaceAndRemedy() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("broken.yaml"),
            Files.readString(Path.of(CliRun.TUTORIAL))
                .replace("point: edge", "point: egde")
                .replace("work_ms: 20", "work_ms: -20"));

    CliRun run = CliRun.of("solve", file);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains(file + ":3:")
        .contains(file + ":5:")
        .contains("functions[0].work_ms")
        .contains("groups[0].point")
        .contains("issues.")
        .doesNotContain("(" + file);
  }

  @Test
  void anUnknownFieldNamesTheNearest() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("typo.yaml"),
            Files.readString(Path.of(CliRun.TUTORIAL)).replace("rate_per_s", "rate_per_sec"));

    assertThat(CliRun.of("solve", file).err()).contains(file + ":5:", "rate_per_s");
  }

  @Test
  void issuesAreJsonWhereAskedFor() throws IOException {
    Path file = Files.writeString(directory.resolve("empty.yaml"), "nodes: 5\n");

    CliRun run = CliRun.of("validate", file, "--json");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).isEmpty();
    assertThat(run.json().getAsJsonArray("issues")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "solve",
        "slove x.yaml",
        "solve x.yaml --time 10",
        "solve x.yaml --time -1s",
        "solve x.yaml --gap two",
        "solve x.yaml --gap -1",
        "solve x.yaml --threads 0",
        "solve x.yaml --steps -1",
        "solve x.yaml --strategy best",
        "solve x.yaml --seed 1.5",
        "solve x.yaml -o /no/such/directory/out.yaml",
        "solve x.yaml y.yaml",
        "evaluate x.yaml",
        "diff x.yaml y.yaml",
        "explain x.yaml y.yaml",
        "import nothing x",
        "import neptune",
        "import gap x --instance 0",
        "import orlib-cap x --capacity -3",
        "import neptune x --alpha 2",
        "generate city --sites 1",
        "generate cflp --ratio 0.5"
      })
  void wrongUsageIsExplainedInAFewLines(String words) {
    CliRun run = CliRun.of((Object[]) words.split(" ", -1));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isNotBlank().doesNotContain("Exception", "\tat ");
    assertThat(run.err().lines().count()).isLessThanOrEqualTo(4);
  }

  @Test
  void wrongUsageIsJsonWhereAskedFor() {
    CliRun run = CliRun.of("solve", "x.yaml", "--time", "10", "--json");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).isEmpty();
    assertThat(run.json().getAsJsonArray("issues")).hasSize(1);
  }

  @Test
  void aPlacementOfAnotherProblemIsInvalid() throws IOException {
    Path placement = directory.resolve("placement.yaml");
    assertThat(CliRun.of("solve", CliRun.TESTBED, "-o", placement).exit()).isEqualTo(0);

    CliRun run = CliRun.of("evaluate", CliRun.TUTORIAL, placement);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("placement.yaml:");
  }

  @Test
  void durationsAndSharesReadAsPeopleWriteThem() {
    assertThat(new Durations().convert("500ms")).hasMillis(500);
    assertThat(new Durations().convert("1.5m")).hasSeconds(90);
    assertThat(new Durations().convert("2h")).hasHours(2);
    assertThat(new Shares().convert("2%")).isEqualTo(0.02);
    assertThat(new Shares().convert("0.02")).isEqualTo(0.02);
    assertThat(new Shares().convert("1e-4")).isEqualTo(1e-4);
  }

  @Test
  void microUnitsArePrintedExactly() {
    assertThat(Figures.cost(1)).isEqualTo("0.000001");
    assertThat(Figures.cost(-60)).isEqualTo("-0.00006");
    assertThat(Figures.cost(1_040_444_375_000L)).isEqualTo("1040444.375");
    assertThat(Figures.cost(100_000_000)).isEqualTo("100");
    assertThat(Figures.cost(Long.MAX_VALUE)).isEqualTo("9223372036854.775807");
    assertThat(Json.text(Json.units(1))).isEqualTo("0.000001\n");
    assertThat(Json.text(Json.units(50_000_000))).isEqualTo("50\n");
  }
}
