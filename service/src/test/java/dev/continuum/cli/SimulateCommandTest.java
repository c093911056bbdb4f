package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {

  @TempDir Path directory;
  private Path placement;

  @BeforeEach
  void solve() {
    placement = directory.resolve("placement.yaml");
    assertThat(CliRun.of("solve", CliRun.TUTORIAL, "-o", placement).exit()).isEqualTo(0);
  }

  private CliRun simulate(Object... more) {
    Object[] words = new Object[more.length + 6];
    System.arraycopy(
        new Object[] {"simulate", CliRun.TUTORIAL, "--placement", placement, "--duration", "5m"},
        0,
        words,
        0,
        6);
    System.arraycopy(more, 0, words, 6, more.length);
    return CliRun.of(words);
  }

  @Test
  void jsonHasTheKeysThatScriptsRelyOn() {
    JsonObject json = simulate("--json").json();

    assertThat(json.keySet())
        .containsExactly(
            "seed",
            "virtualSeconds",
            "events",
            "requests",
            "apps",
            "comparison",
            "groups",
            "functions",
            "nodes");
    assertThat(first(json, "apps").keySet())
        .containsExactly(
            "app",
            "tier",
            "completed",
            "meanMs",
            "p50Ms",
            "p95Ms",
            "p99Ms",
            "coldShare",
            "onTimeShare",
            "failed",
            "refused",
            "lost",
            "unserved");
    assertThat(first(json, "comparison").keySet())
        .containsExactly("app", "boundMs", "estimateMs", "simulatedMs");
    assertThat(first(json, "groups").keySet())
        .containsExactly(
            "group",
            "devices",
            "requests",
            "joulesPerRequest",
            "watts",
            "batteryPercentPerHour",
            "dead");
    assertThat(first(json, "functions").keySet())
        .containsExactly(
            "function",
            "node",
            "calls",
            "cold",
            "refused",
            "busySeconds",
            "idleSeconds",
            "startingSeconds",
            "waitedShare",
            "meanWaitMs");
    assertThat(first(json, "nodes").keySet())
        .containsExactly(
            "node", "calls", "busyCores", "utilisation", "memoryGib", "moneyPerHour", "downShare");
  }

  private static JsonObject first(JsonObject json, String list) {
    return json.getAsJsonArray(list).get(0).getAsJsonObject();
  }

  @Test
  void theSameSeedIsTheSameDocumentAndAnotherIsNot() {
    assertThat(simulate("--json", "--seed", "5").out())
        .isEqualTo(simulate("--json", "--seed", "5").out())
        .isNotEqualTo(simulate("--json", "--seed", "6").out());
  }

  @Test
  void timeSeriesHaveARowForEachMinute() throws IOException {
    Path series = directory.resolve("series");

    assertThat(simulate("--csv", series).exit()).isEqualTo(0);

    List<String> apps = Files.readAllLines(series.resolve("apps.csv"));
    List<String> functions = Files.readAllLines(series.resolve("functions.csv"));
    assertThat(apps.getFirst()).isEqualTo("seconds,app,completed,mean_ms,p95_ms,cold,failed");
    assertThat(functions.getFirst())
        .isEqualTo("seconds,function,node,busy,idle,starting,planned,waiting");
    assertThat(apps).hasSize(1 + 5).element(1).asString().startsWith("60,");
    assertThat(functions).hasSizeGreaterThanOrEqualTo(1 + 5);
  }

  @ParameterizedTest
  @CsvSource({"nearest", "edge", "cloud", "a3e"})
  void eachPolicySendsSomewhere(String policy) {
    CliRun run = simulate("--policy", policy, "--attempts", "3", "--json");

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(0);
    JsonArray apps = run.json().getAsJsonArray("apps");
    long answered = apps.get(0).getAsJsonObject().get("completed").getAsLong();
    long unserved = apps.get(0).getAsJsonObject().get("unserved").getAsLong();
    assertThat(answered + unserved).isPositive();
  }

  @Test
  void aWarmPlanThatWarmWroteIsKept() throws IOException {
    JsonObject function = first(simulate("--json").json(), "functions");
    String plan =
        """
        from_minute: 720
        to_minute: 1440
        schedules:
          - function: %s
            node: %s
            steps:
              - {minute: 720, instances: 7}
        """
            .formatted(function.get("function").getAsString(), function.get("node").getAsString());
    Path file = Files.writeString(directory.resolve("plan.yaml"), plan);
    Path series = directory.resolve("series");

    CliRun run = simulate("--warm-plan", file, "--csv", series);

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(0);
    assertThat(Files.readString(series.resolve("functions.csv")))
        .contains(",7,0" + System.lineSeparator());
  }

  @Test
  void whatWarmWritesIsReadInEachOfItsFormats() throws IOException {
    StringBuilder header = new StringBuilder("HashFunction");
    StringBuilder calls = new StringBuilder("hello");
    for (int minute = 1; minute <= 120; minute++) {
      header.append(',').append(minute);
      calls.append(',').append(minute % 2 == 0 ? 100 : 0);
    }
    Path trace =
        Files.writeString(
            directory.resolve("trace.csv"), header + ",Average,divvied\n" + calls + ",3000,100\n");
    List<String> series = new ArrayList<>();
    for (String name : List.of("plan.yaml", "plan.json", "plan.csv")) {
      Path plan = directory.resolve(name);
      Path rows = directory.resolve("series-" + name);
      assertThat(CliRun.of("warm", "--trace", trace, "--node", "edge", "-o", plan).exit()).isZero();

      CliRun run = simulate("--warm-plan", plan, "--csv", rows);

      assertThat(run.err()).isEmpty();
      assertThat(run.exit()).isZero();
      series.add(Files.readString(rows.resolve("functions.csv")));
    }
    assertThat(planned(series.getFirst())).hasSizeGreaterThan(1);
    assertThat(series).allMatch(series.getFirst()::equals);
  }

  private static Set<String> planned(String functions) {
    return functions.lines().skip(1).map(row -> row.split(",", -1)[6]).collect(Collectors.toSet());
  }

  @Test
  void faultsOfAWarmPlanInATableHaveTheirLine() throws IOException {
    Path plan =
        Files.writeString(
            directory.resolve("plan.csv"),
            "node,function,minute,instances\nedge,hello,5,1\nedge,hello,5,2\nedge,hello,6,some\n");
    Path others =
        Files.writeString(
            directory.resolve("others.csv"),
            "node,function,minute,instances\nedge,hello,5,1\nnowhere,hello,5,2\n");

    assertThat(simulate("--warm-plan", plan).err()).contains("plan.csv:3", "plan.csv:4", "some");
    assertThat(simulate("--warm-plan", others).err()).contains("line 3.node", "(nowhere)");
  }

  @Test
  void aWarmPlanOfAnotherProblemIsRefusedWithItsPlace() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("plan.yaml"),
            """
            from_minute: 5
            to_minute: 9
            schedules:
              - function: nobody
                node: nowhere
                steps:
                  - {minute: 5, instances: -1}
            """);

    CliRun run = simulate("--warm-plan", file);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("schedules[0].node: The node (nowhere) must be one of the problem's.")
        .contains("schedules[0].function")
        .contains("schedules[0].steps[0].instances: The number (-1)");
  }

  @Test
  void trustPutsEstimateAndSimulationSideBySide() {
    JsonObject json = CliRun.of("trust", CliRun.TESTBED, "--duration", "5m", "--json").json();

    JsonObject row = first(json, "comparison");
    assertThat(row.keySet())
        .containsExactly(
            "app",
            "boundMs",
            "estimateMs",
            "simulatedMs",
            "problem",
            "worstBoundExcess",
            "simulatedEvictingAnyMs",
            "fullEdges");
    assertThat(row.get("simulatedMs").getAsDouble())
        .isLessThan(1.03 * row.get("boundMs").getAsDouble());
  }
}
