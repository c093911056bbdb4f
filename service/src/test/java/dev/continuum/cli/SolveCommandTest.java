package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolveCommandTest {

  @TempDir Path directory;

  @Test
  void printsWhereFunctionsRunAndWhatProvesIt() {
    CliRun run = CliRun.of("solve", CliRun.TUTORIAL);

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("tutorial: OPTIMAL, cost 0.54 per hour")
        .contains("100 of 100 devices served, 0 late")
        .containsPattern("edge +edge +hello +100 +50 +")
        .containsPattern("web +100 +0 +0 +100.0 ms +p95")
        .containsPattern("0\\.18 +33\\.3 % +network latency")
        .containsPattern("0\\.36 +66\\.7 % +service latency")
        .containsPattern("Proof +no placement is better: bound 0.54")
        .contains("Time ");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void writesAPlacementThatEvaluatesToTheSameCost() {
    Path placement = directory.resolve("placement.yaml");

    CliRun solved = CliRun.of("solve", CliRun.TESTBED, "--json", "-o", placement);
    CliRun judged = CliRun.of("evaluate", CliRun.TESTBED, placement, "--json");

    assertThat(solved.exit()).isEqualTo(0);
    assertThat(judged.exit()).isEqualTo(0);
    assertThat(judged.json().get("cost")).isEqualTo(solved.json().get("cost"));
    assertThat(judged.json().get("constant")).isEqualTo(solved.json().get("constant"));
  }

  @Test
  void writesJsonWhereTheFileIsNamedSo() throws IOException {
    Path placement = directory.resolve("placement.json");

    CliRun run = CliRun.of("solve", CliRun.TUTORIAL, "-o", placement);

    assertThat(run.exit()).isEqualTo(0);
    assertThat(Files.readString(placement)).startsWith("{").contains("\"routes\"");
    assertThat(CliRun.of("evaluate", CliRun.TUTORIAL, placement).exit()).isEqualTo(0);
  }

  @Test
  void readsTheProblemFromStandardInput() throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(Files.readAllBytes(Path.of(CliRun.TUTORIAL))));
    try {
      assertThat(CliRun.of("solve", "-", "--json").json().get("status").getAsString())
          .isEqualTo("OPTIMAL");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void namesTheConflictOfAnInfeasibleProblem() throws IOException {
    Path placement = Files.writeString(directory.resolve("kept.yaml"), "kept");

    CliRun run = CliRun.of("solve", infeasible(), "-o", placement);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out())
        .contains("INFEASIBLE", "CPU of edge", "ADMISSION of people", "What would help:");
    assertThat(placement).hasContent("kept");
  }

  @Test
  void saysSoWhenNothingWasFoundInTime() {
    CliRun run = CliRun.of("solve", CliRun.TUTORIAL, "--steps", "0");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out()).contains("UNKNOWN", "steps ran out");
  }

  @Test
  void greedyAloneProvesNothingAndSaysSo() {
    CliRun run = CliRun.of("solve", CliRun.TESTBED, "--strategy", "greedy", "--json");
    JsonObject json = run.json();

    assertThat(run.exit()).isEqualTo(0);
    assertThat(json.get("status").getAsString()).isEqualTo("FEASIBLE");
    assertThat(json.get("bound").isJsonNull()).isTrue();
    assertThat(json.get("gap").isJsonNull()).isTrue();
    assertThat(json.get("boundKind").isJsonNull()).isTrue();
  }

  @Test
  void aReplanFromItsOwnAnswerChangesNothing() {
    Path placement = directory.resolve("placement.yaml");
    CliRun first = CliRun.of("solve", CliRun.TESTBED, "-o", placement, "--json");

    CliRun again = CliRun.of("solve", CliRun.TESTBED, "--current", placement);

    assertThat(again.exit()).isEqualTo(0);
    assertThat(again.out())
        .contains("cost " + first.json().get("cost").getAsString() + " per hour")
        .contains("Changes to the running placement");
  }

  @Test
  void sameSeedAndStepsGiveTheSamePlacement() {
    String[] command = {"solve", CliRun.TESTBED, "--steps", "50", "--seed", "7", "--json"};

    assertThat(CliRun.of((Object[]) command).json().get("placement"))
        .isEqualTo(CliRun.of((Object[]) command).json().get("placement"));
  }

  private Path infeasible() throws IOException {
    String text =
        Files.readString(Path.of(CliRun.TUTORIAL), StandardCharsets.UTF_8)
            .replace("cpu_millicores: 2000", "cpu_millicores: 500")
            .replace("reply_bytes: 2000,", "reply_bytes: 2000, admission: ALL,");
    return Files.writeString(directory.resolve("infeasible.yaml"), text);
  }
}
