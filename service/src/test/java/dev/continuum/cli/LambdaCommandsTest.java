package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.continuum.actuation.host.Runner;
import dev.continuum.lambda.host.HostOptions;
import dev.continuum.lambda.host.LocalLambda;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Capacity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands around Lambda, with a local host that runs nothing. */
class LambdaCommandsTest {

  @TempDir private Path directory;

  @Test
  void limitsOfAnAccountBecomeCapacitiesOfItsNode() throws Exception {
    HostOptions options =
        HostOptions.stock(directory.resolve("host"))
            .withRunner(Runner.PROCESS)
            .withQuotas(new HostOptions.Quotas(400, 100, 10));
    try (LocalLambda host = LocalLambda.start(options, InstantSource.system())) {
      Path out = directory.resolve("limited.yaml");
      CliRun run =
          CliRun.of(
              "import",
              "limits",
              "--targets",
              targets(host),
              "--problem",
              unlimited(),
              "-o",
              out.toString());

      assertThat(run.exit()).as(run.err()).isZero();
      Capacity capacity =
          Source.read(out.toString()).validProblem().topology().nodes().stream()
              .filter(each -> each.id().equals(new NodeId("cloud-faas")))
              .findFirst()
              .orElseThrow()
              .capacity();
      // 400 less the 100 that must stay unreserved; 10 a second of each; 10 of one instance.
      assertThat(capacity.instances()).isEqualTo(300);
      assertThat(capacity.rate().perSecond()).isEqualTo(4000);
      assertThat(capacity.instanceRate().perSecond()).isEqualTo(10);
      assertThat(run.err()).contains("cloud-faas: at most 300 instances");
    }
  }

  @Test
  void memoryIsChosenFromAProfileAndExplained() throws Exception {
    Path profile =
        Files.writeString(
            directory.resolve("profile.json"),
            """
            {"machine": "a test", "profiles": [
              %s, %s, %s, %s]}
            """
                .formatted(
                    row("extract", 256, 165), row("extract", 1024, 42),
                    row("match", 256, 21), row("match", 1024, 5)));
    Path sized = directory.resolve("sized.yaml");
    CliRun imported =
        CliRun.of(
            "import",
            "sizes",
            "--problem",
            CliRun.TESTBED,
            "--profile",
            profile,
            "--nodes",
            "cloud-faas",
            "--function",
            "extraction=extract-orb-640x480",
            "--function",
            "matching=match-orb-640x480",
            "-o",
            sized);
    assertThat(imported.exit()).as(imported.err()).isZero();
    // Only the cloud is left, so that its memory matters.
    Files.writeString(
        sized,
        Files.readString(sized).replace("tier: EDGE\n", "tier: EDGE\n    status: CORDONED\n"));
    Path placement = directory.resolve("placement.yaml");
    CliRun solved = CliRun.of("solve", sized, "--time", "20s", "-o", placement);
    assertThat(solved.exit()).as(solved.err() + solved.out()).isZero();
    assertThat(Files.readString(placement)).contains("function: extraction-1024mb");

    CliRun explained =
        CliRun.of("explain", sized, placement, "--group", "lab-2-low", "--time", "1s", "--json");
    assertThat(explained.exit()).as(explained.err()).isZero();
    JsonObject sizes = explained.json().getAsJsonArray("sizes").get(0).getAsJsonObject();
    assertThat(sizes.get("function").getAsString()).isEqualTo("extraction");
    assertThat(sizes.get("breakEven").getAsDouble()).isBetween(0.599, 0.601);
    assertThat(sizes.getAsJsonArray("sizes")).hasSize(2);
    CliRun text = CliRun.of("explain", sized, placement, "--group", "lab-2-low", "--time", "1s");
    assertThat(text.out()).contains("Memory of extraction on cloud-faas").contains("60.0 %");
  }

  @Test
  void aRowThatTheProfileDoesNotHaveIsNamed() throws Exception {
    Path profile =
        Files.writeString(
            directory.resolve("profile.json"),
            "{\"machine\": \"a test\", \"profiles\": [" + row("extract", 256, 165) + "]}");
    CliRun run =
        CliRun.of(
            "import",
            "sizes",
            "--problem",
            CliRun.TESTBED,
            "--profile",
            profile,
            "--nodes",
            "cloud-faas",
            "--function",
            "extraction=extract-sift-640x480");

    assertThat(run.exit()).isEqualTo(Exit.INVALID);
    assertThat(run.err()).contains("extract-sift-640x480").contains("extract-orb-640x480");
  }

  private static String row(String function, int memory, double mean) {
    return """
    {"function": "%s", "algorithm": "orb", "size": "640x480", "memoryMb": %d, "meanMs": %s,
     "scv": 0.05, "percentilesMs": {"0.1": %s, "0.5": %s}, "initMs": 400}
    """
        .formatted(function, memory, mean, mean, mean);
  }

  /** The testbed without what it says itself about the limits of its cloud. */
  private String unlimited() throws Exception {
    return Files.writeString(
            directory.resolve("unlimited.yaml"),
            Files.readString(Path.of(CliRun.TESTBED))
                .replaceAll("(?m)^ {6}(instances|rate_per_s|instance_rate_per_s): .*$", "")
                .replaceFirst("capacity:\\s+overflow", "capacity: {}\n    overflow"))
        .toString();
  }

  private String targets(LocalLambda host) throws Exception {
    Files.writeString(directory.resolve("key"), LambdaHostCommand.publicKey().orElseThrow());
    return Files.writeString(
            directory.resolve("targets.yaml"),
            """
            artifacts:
              ar: {form: image, location: ar/lambda}
            functions:
              extraction: {artifact: ar}
              matching: {artifact: ar}
            targets:
              cloud-faas:
                platform: lambda
                region: eu-central-1
                endpoint: "%s"
                credential: {file: key}
                role: arn:aws:iam::123456789012:role/continuum
            """
                .formatted(host.address()))
        .toString();
  }
}
