package dev.continuum.openwhisk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.host.Runner;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.host.LocalOpenWhisk;
import dev.continuum.openwhisk.rest.WhiskClient;
import dev.continuum.openwhisk.rest.WhiskConnection;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds of the local host as containers, their images made here; needs a Docker engine. */
class RuntimeContainersIT {

  private static final List<String> CONTAINERS =
      List.of(
          "docker",
          "ps",
          "--filter",
          "label=continuum-host=" + ProcessHandle.current().pid(),
          "--format",
          "{{.Image}}");

  @TempDir private Path directory;

  @Test
  void aKindRunsInAContainerOfItsOwnThatEndsWithTheHost() throws Exception {
    assumeTrue(isOk(List.of("docker", "version")), "no Docker engine answers here");
    HostOptions options = HostOptions.stock(directory).withRunner(Runner.DOCKER);
    try (LocalOpenWhisk host = LocalOpenWhisk.start(options, InstantSource.system());
        WhiskConnection connection =
            new WhiskConnection(WhiskEndpoint.of(host.address(), HostOptions.GUEST));
        WhiskClient client = new WhiskClient(connection, Sleeper.THREAD)) {
      TreeSet<String> kinds = new TreeSet<>();
      for (JsonElement family : runtimes(client)) {
        kinds.add(family.getAsJsonObject().get("kind").getAsString());
      }
      List<ProbeCode> probes = ProbeCode.in(kinds);
      assertThat(probes).isNotEmpty();
      for (ProbeCode probe : probes) {
        JsonObject body = new JsonObject();
        body.add("exec", probe.exec("here"));
        // With logs an answer may overtake the return of its instance.
        JsonObject limits = new JsonObject();
        limits.addProperty("logs", 0);
        body.add("limits", limits);
        String name = "probe-" + probe.kind().replace(':', '-');
        client.expect(client.put(name, body, false), "the action");
        JsonObject cold = call(client, name);
        JsonObject warm = call(client, name);
        assertThat(cold.get("tag").getAsString()).isEqualTo("here");
        assertThat(cold.get("initialised").getAsBoolean()).isTrue();
        assertThat(warm.get("initialised").getAsBoolean()).isFalse();
        assertThat(warm.get("instance")).isEqualTo(cold.get("instance"));
        assertThat(run(CONTAINERS).lines())
            .as("containers of " + probe.kind())
            .anyMatch(image -> image.startsWith("continuum/openwhisk-" + family(probe.kind())));
      }
      assertThat(run(CONTAINERS).lines()).hasSize(probes.size());
    }
    assertThat(run(CONTAINERS)).isEmpty();
  }

  private static String family(String kind) {
    return kind.substring(0, kind.indexOf(':'));
  }

  private static JsonArray runtimes(WhiskClient client) {
    JsonArray all = new JsonArray();
    client
        .about()
        .getAsJsonObject("runtimes")
        .asMap()
        .values()
        .forEach(each -> all.addAll(each.getAsJsonArray()));
    return all;
  }

  private static JsonObject call(WhiskClient client, String name) throws IOException {
    WhiskResponse response = client.invoke(name, "{}", Duration.ofSeconds(60));
    assertThat(response.isOk()).as(response.body()).isTrue();
    JsonObject answer = response.object();
    return answer.has("response")
        ? answer.getAsJsonObject("response").getAsJsonObject("result")
        : answer;
  }

  private static boolean isOk(List<String> line) {
    try {
      return !run(line).isEmpty();
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private static String run(List<String> line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(line + " failed");
    }
    return text.strip();
  }
}
