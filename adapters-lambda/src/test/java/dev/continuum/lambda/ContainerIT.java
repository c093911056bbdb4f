package dev.continuum.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.actuation.Answer;
import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Digests;
import dev.continuum.actuation.host.Runner;
import dev.continuum.lambda.conformance.ProbeCode;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.quantity.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions of images and of zips whose environments are containers; needs a Docker engine. */
class ContainerIT {

  private static final String IMAGE = "continuum/lambda-probe";
  private static final String CONTAINERS =
      "docker ps -q --filter label=continuum-lambda=" + ProcessHandle.current().pid();

  @TempDir private Path directory;

  @Test
  void environmentsOfAnImageAreContainersWithTheirShare() throws Exception {
    assumeTrue(run("docker", "version") != null, "no Docker engine answers here");
    build();
    try (Region region = region()) {
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
      assertThat(share(ids.getFirst())).isEqualTo("20000 5789 536870912");
      assertThat(region.applier.apply(Region.nothing()).failures()).isEmpty();
    }
    assertThat(containers(0)).isEmpty();
  }

  @Test
  void soAreThoseOfZipFunctionsWhichMayWriteToTmpOnly() throws Exception {
    assumeTrue(run("docker", "version") != null, "no Docker engine answers here");
    FunctionId java = new FunctionId("java");
    try (Region region = region()) {
      Applied applied =
          region.apply(deployment(java, zip(), "java"), region.probe(1, 1024, "script"));
      assertThat(applied.state())
          .as(applied.failures().toString())
          .isEqualTo(Applied.State.APPLIED);

      Answer script = region.call("{\"a\":1}");
      assertThat(script.body()).contains("\"memory\":\"1024\"").contains("\"mark\":\"script\"");
      Answer answer =
          region.platform.caller().call(java, Region.CLOUD, "{\"a\":1}", Duration.ofSeconds(30));
      assertThat(answer.outcome()).as(answer.body()).isEqualTo(Answer.Outcome.SUCCESS);
      assertThat(answer.coldStart()).contains(false);
      assertThat(answer.body())
          .contains("\"root\":\"/var/task\"")
          .contains("\"mark\":\"java\"")
          .contains("\"code\":false")
          .contains("\"system\":false")
          .contains("\"tmp\":true");

      List<String> shares = new ArrayList<>();
      for (String each : containers(2)) {
        shares.add(share(each));
      }
      // 512 and 1,024 of 1,769 MB.
      assertThat(shares)
          .containsExactlyInAnyOrder("20000 5789 536870912", "20000 11577 1073741824");
      assertThat(region.applier.apply(Region.nothing()).failures()).isEmpty();
      assertThat(containers(0)).isEmpty();
    }
  }

  private Region region() throws IOException {
    return new Region(
        directory, Region.options(directory).withRunner(Runner.DOCKER), Region.settings());
  }

  private static Deployment deployment() {
    Code code = new Code("probe", Code.Form.IMAGE, IMAGE, Optional.empty(), "", "");
    return deployment(Region.PROBE, code, "image");
  }

  private static Deployment deployment(FunctionId function, Code code, String mark) {
    return new Deployment(
        function,
        Region.CLOUD,
        1,
        OptionalInt.empty(),
        Memory.mebibytes(512.0),
        Duration.ofSeconds(20),
        code,
        new TreeMap<>(Map.of("MARK", mark)));
  }

  private Code zip() throws IOException {
    byte[] zip = ClassZip.of(SandboxProbe.class);
    Path file = Files.write(directory.resolve("java.zip"), zip);
    return new Code(
        "java",
        Code.Form.ZIP,
        file.toString(),
        Optional.of(Digests.sha256(zip)),
        "java21",
        SandboxProbe.class.getName() + "::handle");
  }

  /** Period and quota of its CPU in microseconds, and its memory in bytes. */
  private static @org.jspecify.annotations.Nullable String share(String container)
      throws Exception {
    return run(
        "docker",
        "inspect",
        "--format",
        "{{.HostConfig.CpuPeriod}} {{.HostConfig.CpuQuota}} {{.HostConfig.Memory}}",
        container);
  }

  /** Those that are there once they are so many, or after half a minute. */
  private static List<String> containers(int expected) throws Exception {
    List<String> all = List.of();
    for (int i = 0; i < 150; i++) {
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
