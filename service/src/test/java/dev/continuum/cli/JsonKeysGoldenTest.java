package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys that scripts rely on, in their order. A change here is a breaking change. */
class JsonKeysGoldenTest {

  private static final String[] SOLVE = {
    "status",
    "cost",
    "constant",
    "bound",
    "gap",
    "boundKind",
    "limit",
    "unserved",
    "late",
    "seconds",
    "conflict",
    "placement"
  };

  @TempDir Path directory;

  @Test
  void solveOfAPlacedProblem() {
    JsonObject json = CliRun.of("solve", CliRun.TUTORIAL, "--json").json();

    assertThat(json.keySet()).containsExactly(SOLVE);
    assertThat(json.get("status").getAsString()).isEqualTo("OPTIMAL");
    assertThat(json.get("cost").toString()).isEqualTo("0.54");
    assertThat(json.get("constant").toString()).isEqualTo("0");
    assertThat(json.get("bound").toString()).isEqualTo("0.54");
    assertThat(json.get("gap").toString()).isEqualTo("0");
    assertThat(json.get("boundKind").getAsString()).isIn("DUAL", "TREE");
    assertThat(json.get("limit").getAsString()).isEqualTo("NONE");
    assertThat(json.get("unserved").toString()).isEqualTo("0");
    assertThat(json.get("late").toString()).isEqualTo("0");
    assertThat(json.get("seconds").getAsDouble()).isPositive();
    assertThat(json.get("conflict").isJsonNull()).isTrue();
    assertThat(json.getAsJsonObject("placement").keySet()).containsExactly("routes", "warm");
  }

  @Test
  void solveOfAnImportedInstanceHasItsObjective() {
    Path problem = directory.resolve("neptune.yaml");
    Path request = CliRun.DATASETS.resolve("neptune").resolve("split-two-nodes.json");
    assertThat(CliRun.of("import", "neptune", request, "-o", problem).exit()).isEqualTo(0);

    JsonObject json = CliRun.of("solve", problem, "--json").json();

    assertThat(json.keySet())
        .containsExactly(
            "status",
            "cost",
            "constant",
            "bound",
            "gap",
            "boundKind",
            "limit",
            "unserved",
            "late",
            "objective",
            "objectiveBound",
            "seconds",
            "conflict",
            "placement");
    assertThat(json.get("objective").toString()).isEqualTo("50");
    assertThat(json.get("status").getAsString()).isEqualTo("OPTIMAL");
  }

  @Test
  void solveOfAnInfeasibleProblem() throws IOException {
    JsonObject json = CliRun.of("solve", infeasible(), "--json").json();

    assertThat(json.keySet()).containsExactly(SOLVE);
    assertThat(json.get("status").getAsString()).isEqualTo("INFEASIBLE");
    assertThat(json.get("cost").isJsonNull()).isTrue();
    assertThat(json.get("placement").isJsonNull()).isTrue();
    assertThat(json.getAsJsonObject("conflict").keySet())
        .containsExactly("rules", "irreducible", "remedies");
  }

  @Test
  void solveThatFoundNothing() {
    JsonObject json = CliRun.of("solve", CliRun.TUTORIAL, "--json", "--steps", "0").json();

    assertThat(json.keySet()).containsExactly(SOLVE);
    assertThat(json.get("status").getAsString()).isEqualTo("UNKNOWN");
    assertThat(json.get("limit").getAsString()).isEqualTo("STEPS");
  }

  @Test
  void issues() {
    JsonObject json = CliRun.of("solve", "no-such-file.yaml", "--json").json();

    assertThat(json.keySet()).containsExactly("issues");
    assertThat(json.getAsJsonArray("issues").get(0).getAsJsonObject().keySet())
        .containsExactly("code", "file", "line", "column", "path", "message", "remedy");
  }

  @Test
  void evaluate() {
    Path placement = placement();

    JsonObject json = CliRun.of("evaluate", CliRun.TESTBED, placement, "--json").json();

    assertThat(json.keySet())
        .containsExactly(
            "feasible",
            "brokenPpm",
            "unserved",
            "late",
            "unservedWeight",
            "lateWeight",
            "cost",
            "constant",
            "costTerms",
            "broken",
            "apps",
            "groups",
            "functions",
            "nodes",
            "links",
            "routes",
            "money",
            "nodeWatts",
            "deviceWatts",
            "changes",
            "rules");
  }

  @Test
  void diff() {
    Path placement = placement();

    JsonObject json = CliRun.of("diff", CliRun.TESTBED, placement, placement, "--json").json();

    assertThat(json.keySet())
        .containsExactly(
            "equal",
            "before",
            "after",
            "costChange",
            "costTerms",
            "apps",
            "nodes",
            "warm",
            "batteries",
            "mended",
            "broken",
            "steps");
    assertThat(json.get("equal").getAsBoolean()).isTrue();
  }

  @Test
  void explain() {
    JsonObject json =
        CliRun.of("explain", CliRun.TUTORIAL, tutorial(), "--group", "people", "--json").json();

    assertThat(json.keySet()).containsExactly("group", "calls");
    assertThat(json.getAsJsonArray("calls").get(0).getAsJsonObject().keySet())
        .containsExactly("call", "now", "alternatives", "forbidden", "fenced", "untried");
  }

  private Path placement() {
    Path placement = directory.resolve("testbed.yaml");
    assertThat(CliRun.of("solve", CliRun.TESTBED, "-o", placement).exit()).isEqualTo(0);
    return placement;
  }

  private Path tutorial() {
    Path placement = directory.resolve("tutorial.yaml");
    assertThat(CliRun.of("solve", CliRun.TUTORIAL, "-o", placement).exit()).isEqualTo(0);
    return placement;
  }

  private Path infeasible() throws IOException {
    String text =
        Files.readString(Path.of(CliRun.TUTORIAL))
            .replace("cpu_millicores: 2000", "cpu_millicores: 500")
            .replace("reply_bytes: 2000,", "reply_bytes: 2000, admission: ALL,");
    return Files.writeString(directory.resolve("infeasible.yaml"), text);
  }
}
