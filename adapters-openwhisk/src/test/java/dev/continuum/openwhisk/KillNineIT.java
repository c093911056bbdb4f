package dev.continuum.openwhisk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.continuum.actuation.Managed;
import dev.continuum.actuation.Plan;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.host.LocalOpenWhisk;
import dev.continuum.openwhisk.rest.WhiskConnection;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An apply that is killed, before and after every step and at random moments, also with its last
 * call landing late, is completed by the next one.
 */
class KillNineIT {

  /** Random moments; the full fifty take minutes: -Dkill.points=50. */
  private static final int RANDOM_POINTS = Integer.getInteger("kill.points", 8);

  private static final int MOST_STEPS = 20;

  @TempDir private Path directory;

  @Test
  void everyStepMayBeTheLast() throws Exception {
    for (String when : List.of("before", "after")) {
      boolean killed = true;
      for (int step = 0; killed; step++) {
        assertThat(step).as("steps").isLessThan(MOST_STEPS);
        killed = converges(when, step, 0);
      }
    }
  }

  @Test
  void anyMomentMayBeTheLastAndItsCallMayLandLate() throws Exception {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < RANDOM_POINTS; i++) {
      converges("in", random.nextInt(1500), i % 2 == 0 ? 0 : 100);
    }
  }

  /** Whether the process died; in any case the second run must end in the plan's state. */
  private boolean converges(String when, int at, int delay) throws Exception {
    Path home = directory.resolve(when + at + "-" + delay);
    Path state = home.resolve("state");
    try (LocalOpenWhisk host = LocalOpenWhisk.start(options(home), InstantSource.system());
        LateProxy proxy = new LateProxy(host.address())) {
      JsonObject foreign = foreign(host.address());
      assertThat(run(host.address(), state, "first", "never", 0)).isZero();
      proxy.delay(delay);
      int first = run(proxy.address(), state, "second", when, at);
      int second = run(host.address(), state, "second", "never", 0);
      String where = when + " " + at + ", " + delay + " ms late";
      assertThat(second).as(where).isZero();
      assertLikeThePlan(host, state, where);
      assertThat(foreign(host.address())).as(where).isEqualTo(foreign);
      return first != 0;
    }
  }

  private static void assertLikeThePlan(LocalOpenWhisk host, Path state, String where) {
    Plan plan = KilledApply.plan("second");
    Map<String, Integer> expected = new TreeMap<>();
    plan.deployments().forEach(each -> expected.put(ActionName.of("killed", each), each.warm()));
    try (WhiskPlatform platform = KilledApply.platform(host.address(), state)) {
      List<Managed> managed = platform.observe("killed").managed();
      assertThat(managed)
          .as(where)
          .extracting(Managed::object)
          .hasSameElementsAs(expected.keySet());
      assertThat(managed).as(where).allMatch(Managed::serving).allMatch(m -> m.drift().isEmpty());
      Map<String, Integer> warm = new TreeMap<>(host.warm());
      warm.keySet().retainAll(expected.keySet());
      // A killed run's instances of the same action may be there besides, until they expire.
      expected.forEach(
          (action, count) ->
              assertThat(warm.getOrDefault(action, 0)).as(where).isGreaterThanOrEqualTo(count));
    }
  }

  /** An action of nobody we know, made once; its state. */
  private static JsonObject foreign(URI address) throws IOException {
    String path = "/api/v1/namespaces/_/actions/foreign";
    String body = "{\"exec\":{\"kind\":\"blackbox\",\"image\":\"stub\"}}";
    try (WhiskConnection connection =
        new WhiskConnection(WhiskEndpoint.of(address, HostOptions.GUEST))) {
      Duration timeout = Duration.ofSeconds(10);
      connection.send("PUT", path + "?overwrite=false", Optional.of(body), timeout, true);
      return connection.send("GET", path, Optional.empty(), timeout, true).object();
    }
  }

  private static HostOptions options(Path home) {
    return HostOptions.stock(home.resolve("host"))
        .withPool(
            new HostOptions.Pool(
                4096, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ZERO, List.of()))
        .withLimits(new HostOptions.Limits(100_000, 200, 128, 512))
        .withImages(Map.of("stub", java(List.of("-Xmx32m"), "StubAction", List.of())));
  }

  private static List<String> java(List<String> options, String type, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    line.addAll(options);
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add("dev.continuum.openwhisk." + type);
    line.addAll(arguments);
    return List.copyOf(line);
  }

  private static int run(URI address, Path state, String plan, String when, int at)
      throws Exception {
    return new ProcessBuilder(
            java(
                List.of(),
                "KilledApply",
                List.of(address.toString(), state.toString(), plan, when, Integer.toString(at))))
        .inheritIO()
        .start()
        .waitFor();
  }
}
