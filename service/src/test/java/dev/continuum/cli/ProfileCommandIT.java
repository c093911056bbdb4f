package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.workload.Function;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles of the functions' own jar, read back as a problem. */
class ProfileCommandIT {

  @TempDir private Path directory;

  @Test
  void profilesOfANodeClassAreFunctionsOfAProblem() throws Exception {
    Path out = directory.resolve("functions.yaml");
    CliRun run =
        CliRun.of(
            "profile",
            "--functions",
            Edge.deployJar().toString(),
            "--sizes",
            "160x120",
            "--runs",
            "3",
            "--node-class",
            "bench",
            "-o",
            out.toString());
    assertThat(run.exit()).as(run.err()).isZero();

    Path file = directory.resolve("problem.yaml");
    Files.writeString(
        file,
        Files.readString(out)
            + """
            node_classes: [{id: bench}]
            nodes: [{id: edge, tier: EDGE, node_class: bench, capacity: {cpu_millicores: 4000, memory_mib: 4096}}]
            apps: [{id: ar, calls: [{id: %s}], entry_bytes: 500, reply_bytes: 2000}]
            groups: [{id: people, app: ar, point: edge, devices: 2, rate_per_s: 1}]
            """
                .formatted("extract-orb-160x120"));
    PlacementProblem problem = Source.read(file.toString()).validProblem();
    assertThat(problem.functions())
        .extracting(each -> each.id().value())
        .containsExactlyInAnyOrder("extract-orb-160x120", "match-orb-160x120");
    for (Function each : problem.functions()) {
      assertThat(each.memory().mebibytes()).isEqualTo(256);
      assertThat(each.work()).isPresent();
      assertThat(each.profiles()).containsOnlyKeys(new NodeClassId("bench"));
      assertThat(each.defaultStartUp().coldStart()).isPositive();
    }
    CliRun solved =
        CliRun.of(
            "solve", file.toString(), "--time", "2s", "-o", directory.resolve("p.yaml").toString());
    assertThat(solved.exit()).as(solved.err()).isZero();
  }
}
