package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplanCommandTest {

  private static final String EDGES =
      """
      name: edges
      nodes:
        - {id: near, tier: EDGE, capacity: {cpu_millicores: 4000, memory_mib: 1024}}
        - {id: far, tier: EDGE, capacity: {cpu_millicores: 4000, memory_mib: 1024}}
      links:
        - {a: near, b: far, latency_ms: 10}
      functions:
        - {id: hello, memory_mib: 128, work_ms: 20, sizing: {kind: ERLANG, epsilon: 0.01}}
      apps:
        - {id: web, calls: [{id: hello}], entry_bytes: 500, reply_bytes: 2000}
      groups:
        - {id: people, app: web, point: near, devices: 40, rate_per_s: 0.5}
        - {id: others, app: web, point: far, devices: 20, rate_per_s: 0.5}
      """;

  @TempDir Path directory;
  private Path problem;
  private Path running;

  @BeforeEach
  void place() throws IOException {
    problem = Files.writeString(directory.resolve("problem.yaml"), EDGES);
    running = directory.resolve("running.yaml");
    assertThat(CliRun.of("solve", problem, "-o", running).exit()).isEqualTo(0);
  }

  @Test
  void aLostNodeIsLeftAndNothingElseMoves() throws IOException {
    Path next = directory.resolve("next.yaml");
    CliRun run =
        CliRun.of(
            "replan",
            problem,
            "--current",
            running,
            "--event",
            "node-lost=far",
            "--time",
            "100ms",
            "--json",
            "-o",
            next);

    assertThat(run.exit()).isEqualTo(0);
    JsonObject json = run.json();
    assertThat(json.get("feasible").getAsBoolean()).isTrue();
    assertThat(json.get("repairMoved").toString()).isEqualTo("[\"others\"]");
    assertThat(json.get("unserved").getAsInt()).isEqualTo(0);
    assertThat(json.get("broken").getAsJsonArray()).isEmpty();
    assertThat(Files.readString(next)).doesNotContain("far").contains("near");
    assertThat(json.keySet())
        .containsExactly(
            "events",
            "feasible",
            "solvedAnew",
            "recompiled",
            "repairSeconds",
            "repairMoved",
            "repairCost",
            "improvementSeconds",
            "improvementMoved",
            "cost",
            "changeCost",
            "changes",
            "unserved",
            "late",
            "broken",
            "steps",
            "placement");
  }

  @Test
  void aPatchIsTheProblemAsItIsNow() throws IOException {
    Path patch =
        Files.writeString(
            directory.resolve("patch.yaml"),
            EDGES
                .replace("devices: 40, rate_per_s: 0.5", "devices: 80, rate_per_s: 0.5")
                .replace("latency_ms: 10", "latency_ms: 12"));

    CliRun run =
        CliRun.of("replan", problem, "--current", running, "--patch", patch, "--time", "100ms");

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.out()).startsWith("REPLANNED after 2 events").contains("compiled anew");
  }

  @Test
  void aPatchThatDiffersElsewhereIsRefused() throws IOException {
    Path patch =
        Files.writeString(
            directory.resolve("patch.yaml"), EDGES.replace("work_ms: 20", "work_ms: 30"));

    CliRun run = CliRun.of("replan", problem, "--current", running, "--patch", patch);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("patch.yaml").contains("[replan.patch]");
  }

  @Test
  void anEventNamesWhatIsThere() {
    CliRun unknown =
        CliRun.of("replan", problem, "--current", running, "--event", "node-lost=nowhere");
    CliRun garbled = CliRun.of("replan", problem, "--current", running, "--event", "boom");

    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("nowhere").contains("node-lost=NODE");
    assertThat(garbled.exit()).isEqualTo(2);
    assertThat(garbled.err()).contains("'boom' is no event");
  }

  @Test
  void limitsOfFullNodesArePriced() throws IOException {
    Path tight =
        Files.writeString(
            directory.resolve("tight.yaml"), EDGES.replace("memory_mib: 1024", "memory_mib: 384"));
    Path placed = directory.resolve("placed.yaml");
    assertThat(CliRun.of("solve", tight, "-o", placed).exit()).isEqualTo(0);

    CliRun run =
        CliRun.of(
            "explain", tight, placed, "--group", "people", "--limits", "--time", "2s", "--json");

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.json().get("limits").getAsJsonArray())
        .allSatisfy(
            each ->
                assertThat(each.getAsJsonObject().keySet())
                    .containsExactly("node", "fullest", "share", "saving", "servesBetter"));
  }
}
