package dev.continuum.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.actuation.Answer;
import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.lambda.conformance.ProbeCode;
import dev.continuum.model.quantity.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local image becomes a function whose environments are containers; needs a Docker engine. */
class ContainerIT {

  private static final String IMAGE = "continuum/lambda-probe";
  private static final String CONTAINERS =
      "docker ps -q --filter label=continuum-lambda=" + ProcessHandle.current().pid();

  @TempDir private Path directory;

  @Test
  void environmentsOfAnImageAreContainersWithTheirShare() throws Exception {
    assumeTrue(run("docker", "version") != null, "no Docker engine answers here");
    build();
    try (Region region = Region.fast(directory)) {
      Applied applied = region.apply(deployment());
      assertThat(applied.state())
          .as(applied.failures().toString())
          .isEqualTo(Applied.State.APPLIED);
      assertThat(region.host.provisioned()).isEqualTo(Map.of(Region.NAME + ":1", 1));

      Answer answer = region.call("{\"a\":1}");
      assertThat(answer.outcome()).as(answer.body()).isEqualTo(Answer.Outcome.SUCCESS);
      assertThat(answer.body()).contains("\"memory\":\"512\"").contains("\"mark\":\"image\"");
      assertThat(answer.coldStart()).contains(false);
      List<String> ids = containers(1);
      assertThat(ids).hasSize(1);
      // 512 / 1,769 of a core, and 512 MB.
      assertThat(
              run(
                  "docker",
                  "inspect",
                  "--format",
                  "{{.HostConfig.NanoCpus}} {{.HostConfig.Memory}}",
                  ids.getFirst()))
          .isEqualTo("289000000 536870912");
      assertThat(region.applier.apply(Region.nothing()).failures()).isEmpty();
    }
    assertThat(containers(0)).isEmpty();
  }

  private static Deployment deployment() {
    TreeMap<String, String> variables = new TreeMap<>(Map.of("MARK", "image"));
    return new Deployment(
        Region.PROBE,
        Region.CLOUD,
        1,
        OptionalInt.empty(),
        Memory.mebibytes(512.0),
        Duration.ofSeconds(20),
        new Code("probe", Code.Form.IMAGE, IMAGE, Optional.empty(), "", ""),
        variables);
  }

  /** Those that are there once they are so many, or after ten seconds. */
  private static List<String> containers(int expected) throws Exception {
    List<String> all = List.of();
    for (int i = 0; i < 50; i++) {
      String ids = Objects.requireNonNullElse(run(CONTAINERS.split(" ", -1)), "");
      all = ids.lines().filter(each -> !each.isBlank()).toList();
      if (all.size() == expected) {
        return all;
      }
      Thread.sleep(200);
    }
    return all;
  }

  private void build() throws Exception {
    Path bootstrap = copy(ProbeCode.class, "bootstrap.sh");
    Path script = copy(ContainerIT.class, "probe-image.sh");
    String built = run("bash", script.toString(), bootstrap.toString(), IMAGE);
    assertThat(built).as("the image must be built").isNotNull();
  }

  private Path copy(Class<?> of, String name) throws IOException {
    Path file = directory.resolve(name);
    try (InputStream in = Objects.requireNonNull(of.getResourceAsStream(name))) {
      Files.copy(in, file);
    }
    return file;
  }

  /** What a program prints; null if it fails. */
  private static @org.jspecify.annotations.Nullable String run(String... line) throws Exception {
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? text.strip() : null;
    } catch (IOException e) {
      return null;
    }
  }
}
