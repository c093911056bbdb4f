package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmCommandTest {

  @TempDir Path directory;
  private Path trace;

  @BeforeEach
  void writeATimerAndABusyFunction() throws IOException {
    StringBuilder header = new StringBuilder("HashFunction");
    StringBuilder timer = new StringBuilder("timer");
    StringBuilder busy = new StringBuilder("busy");
    for (int minute = 1; minute <= 600; minute++) {
      header.append(',').append(minute);
      timer.append(',').append(minute % 20 == 0 ? 1 : 0);
      busy.append(",30");
    }
    trace =
        Files.writeString(
            directory.resolve("trace.csv"),
            header + ",Average,divvied\n" + timer + ",500,100\n" + busy + ",3000,200\n");
  }

  @Test
  void planIsWrittenInTheFormatItsNameTells() throws IOException {
    for (String name : new String[] {"plan.yaml", "plan.json", "plan.csv"}) {
      Path plan = directory.resolve(name);
      CliRun run = CliRun.of("warm", "--trace", trace, "--node", "edge-1", "-o", plan);
      assertThat(run.err()).isEmpty();
      assertThat(run.exit()).isEqualTo(0);
      assertThat(run.out()).contains("2 functions, learnt from 300 minutes", "continuum-80.5");
      assertThat(Files.readString(plan)).contains("timer", "edge-1");
    }
    assertThat(Files.readString(directory.resolve("plan.csv")))
        .startsWith("node,function,minute,instances\nedge-1,timer,");
    JsonObject json =
        JsonParser.parseString(Files.readString(directory.resolve("plan.json"))).getAsJsonObject();
    assertThat(json.keySet()).containsExactly("from_minute", "to_minute", "schedules");
  }

  @Test
  void jsonHasTheKeysOfTheReferenceAndThePriceOfScarceMemory() {
    JsonObject json =
        CliRun.of("warm", "--trace", trace, "--memory", "250MB", "--fit", "5h", "--json").json();

    assertThat(json.keySet())
        .containsExactly("title", "coldStartGigabyteSeconds", "policies", "plan");
    JsonObject policy = json.getAsJsonArray("policies").get(0).getAsJsonObject();
    assertThat(policy.getAsJsonArray("points").get(0).getAsJsonObject().keySet())
        .containsExactly(
            "setting",
            "calls",
            "coldStarts",
            "gigabyteSeconds",
            "busyGigabyteSeconds",
            "cost",
            "continuumColdStartsWithin");
    assertThat(json.getAsJsonObject("plan").getAsJsonArray("prices")).isNotEmpty();
  }

  @Test
  void allPoliciesAreComparedAndDrawn() throws IOException {
    Path curves = directory.resolve("curves");
    CliRun run = CliRun.of("warm", "--trace", trace, "--policy", "all", "--csv", curves);

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.out()).contains("fixed-10m", "hybrid-histogram-240m", "knative-kpa", "ours");
    assertThat(Files.readString(curves.resolve("curve.csv")))
        .startsWith("policy,setting,calls,cold_starts,gb_s")
        .contains("\ncontinuum,", "\nfixed,fixed-10m,");
    assertThat(Files.readString(curves.resolve("curve.svg")))
        .startsWith("<svg ")
        .contains("greedy-dual", "<polyline")
        .endsWith("</svg>\n");
  }

  @Test
  void oneBaselineAloneIsItsOwnTable() {
    CliRun run = CliRun.of("warm", "--trace", trace, "--policy", "fixed");
    assertThat(run.out()).contains("fixed-1m", "fixed-240m").doesNotContain("ours");
  }

  @Test
  void theCountsFormatFindsItsApps() {
    Path counts = CliRun.DATASETS.resolve("crosscheck").resolve("counts_per_minute.csv");
    CliRun run = CliRun.of("warm", "--trace", counts, "--policy", "fixed", "--fit", "504m");
    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.out()).contains("19 functions");
  }

  @Test
  void wrongUsageSaysWhatToDo() throws IOException {
    assertThat(CliRun.of("warm", "--trace", trace, "--policy", "magic").err())
        .contains("--policy (magic) must be one of continuum, fixed");
    assertThat(CliRun.of("warm", "--trace", trace, "--fit", "10h").err())
        .contains("--fit (600 min) must end before the trace (600 min)");
    assertThat(CliRun.of("warm", "--trace", trace, "--price", "-1").exit()).isEqualTo(2);
    assertThat(CliRun.of("warm", "--trace", trace, "--memory", "12").err())
        .contains("512MB");
    assertThat(CliRun.of("warm", "--trace", directory.resolve("none.csv")).err())
        .contains("There is no such file");
    Path other = Files.writeString(directory.resolve("other.csv"), "a,b\n1,2\n");
    assertThat(CliRun.of("warm", "--trace", other).err()).contains("HashFunction", "app_hash16");
    Path alone = Files.writeString(directory.resolve("alone.csv"), "app_hash16,m1\na,1\n");
    assertThat(CliRun.of("warm", "--trace", alone).err()).contains("--apps FILE");
    Path broken =
        Files.writeString(directory.resolve("x.csv"), "HashFunction,1,Average,divvied\nf,q,1,1\n");
    CliRun run = CliRun.of("warm", "--trace", broken, "--json");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).contains("x.csv:2", "trace.calls");
  }
}
