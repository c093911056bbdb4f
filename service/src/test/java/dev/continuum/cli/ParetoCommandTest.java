package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

class ParetoCommandTest {

  @Test
  void pointsComeWithTheirBounds() {
    CliRun run = CliRun.of("pareto", CliRun.TUTORIAL, "--points", 3, "--time", "20s", "--json");

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.json().get("points").getAsJsonArray()).isNotEmpty();
    JsonObject point = run.json().get("points").getAsJsonArray().get(0).getAsJsonObject();
    assertThat(point.keySet())
        .containsExactly("latency", "watts", "money", "latencyBound", "gap", "cost", "placement");
    assertThat(point.get("latencyBound").getAsDouble())
        .isLessThanOrEqualTo(point.get("latency").getAsDouble());
    assertThat(point.get("gap").getAsDouble()).isBetween(0.0, 0.01);
  }

  @Test
  void csvHasARowForEachPoint() {
    CliRun run = CliRun.of("pareto", CliRun.TUTORIAL, "--points", 3, "--time", "20s", "--csv");

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.out().lines()).hasSizeGreaterThan(1);
    assertThat(run.out()).startsWith("latency,watts,money,latency_bound,gap\n");
  }

  @Test
  void tooFewPointsAreWrongUsage() {
    CliRun run = CliRun.of("pareto", CliRun.TUTORIAL, "--points", 2);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--points (2) must be from 3 to 64");
  }
}
