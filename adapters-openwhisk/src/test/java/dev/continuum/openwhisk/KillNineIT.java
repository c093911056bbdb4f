package dev.continuum.openwhisk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.actuation.BurstGate;
import dev.continuum.actuation.LateProxy;
import dev.continuum.actuation.Managed;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StepListener;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.host.LocalOpenWhisk;
import dev.continuum.openwhisk.rest.WhiskConnection;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An apply that is killed (a real process each time), before and after every step and at random
 * moments, also with its last call landing late, is completed by the next one.
 */
class KillNineIT {

  private static final int RANDOM_POINTS = Integer.getInteger("kill.points", 50);

  /** Cases at once: most of each is waiting for an idle period. */
  private static final int AT_ONCE = 8;

  private static final int LONGEST_RUN_MILLIS = 1600;
  private static final int LATE_MILLIS = 150;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** A request is on its way in whole so long after it was begun. */
  private static final int SENT_MILLIS = 150;

  /** The next run has begun by then. */
  private static final int BEGUN_MILLIS = 300;

  @TempDir private Path directory;
  private final AtomicInteger landed = new AtomicInteger();

  /** When a process dies, and how late what it sent lands. */
  private record Point(String when, int at, int lateMillis) {
    Duration settle() {
      return when.equals("during") ? KilledApply.LONG_SETTLE : KilledApply.SETTLE;
    }
  }

  @Test
  void everyStepMayBeTheLast() throws Exception {
    int steps = steps();
    assertThat(steps).isGreaterThan(8);
    List<Point> points = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      points.add(new Point("before", step, 0));
      points.add(new Point("after", step, 0));
    }
    assertThat(converge(points)).as("processes that died").isEqualTo(points.size());
  }

  @Test
  void theCallOfAnyStepMayLandAfterTheNextRunBegan() throws Exception {
    int steps = steps();
    List<Point> points = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      points.add(new Point("during", step, 0));
    }
    assertThat(converge(points)).as("processes that died").isEqualTo(points.size());
    assertThat(landed.get()).as("calls that landed late").isGreaterThanOrEqualTo(steps / 2);
  }

  @Test
  void anyMomentMayBeTheLastAndItsCallMayLandLate() throws Exception {
    SplittableRandom random = new SplittableRandom(9);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < RANDOM_POINTS; i++) {
      points.add(new Point("in", random.nextInt(LONGEST_RUN_MILLIS), i % 2 * LATE_MILLIS));
    }
    converge(points);
  }

  /** Steps of the second plan after the first, as the journal of a run has them nobody kills. */
  private int steps() throws Exception {
    Path home = directory.resolve("whole");
    Path state = home.resolve("state");
    try (LocalOpenWhisk host = start(home, "whole")) {
      KilledApply.apply(host.address(), state, KilledApply.first(), StepListener.SILENT);
      long before = started(state);
      KilledApply.apply(host.address(), state, KilledApply.second(), StepListener.SILENT);
      return Math.toIntExact(started(state) - before);
    }
  }

  private static long started(Path state) throws IOException {
    try (Stream<String> lines = Files.lines(state.resolve("journal.jsonl"))) {
      return lines.filter(line -> line.contains("\"started\"")).count();
    }
  }

  /** How many of the processes died before their end. */
  private int converge(List<Point> points) throws Exception {
    int died = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Boolean>> all =
          points.stream().map(each -> threads.submit(() -> converges(each))).toList();
      for (Future<Boolean> each : all) {
        died += each.get() ? 1 : 0;
      }
    }
    return died;
  }

  private static LocalOpenWhisk start(Path home, String marker) throws IOException {
    return LocalOpenWhisk.start(
        Stubs.host(home, marker, 8192, KilledApply.PAUSE_GRACE, KilledApply.IDLE),
        InstantSource.system());
  }

  /** Whether the process died; in any case the next run must end in the plan's state. */
  private boolean converges(Point point) throws Exception {
    String where = point.when() + point.at() + "-" + point.lateMillis();
    Path home = directory.resolve(where);
    Path state = home.resolve("state");
    try (LocalOpenWhisk host = start(home, where);
        LateProxy proxy = new LateProxy(host.address())) {
      JsonObject foreign = foreign(host.address());
      KilledApply.apply(host.address(), state, KilledApply.first(), StepListener.SILENT);
      proxy.delay(point.lateMillis());
      boolean died = isKilled(proxy, state, point);
      deliver(proxy);
      KilledApply.apply(
          host.address(), state, KilledApply.second(), StepListener.SILENT, point.settle());
      try (WhiskPlatform platform = KilledApply.platform(host.address(), state)) {
        assertLikeThePlan(platform, where);
        assertExactAfterAnIdlePeriod(host, platform, where);
      }
      assertThat(foreign(host.address())).as(where).isEqualTo(foreign);
      Plan nothing = Plan.nothing("killed", KilledApply.second().nodes());
      KilledApply.apply(host.address(), state, nothing, StepListener.SILENT);
      assertThat(names(host.address())).as(where).containsExactly("foreign");
      return died;
    }
  }

  private static void assertLikeThePlan(WhiskPlatform platform, String where) {
    List<Managed> managed = platform.observe("killed").managed();
    assertThat(managed)
        .as(where)
        .extracting(Managed::object)
        .hasSameElementsAs(expected().keySet());
    assertThat(managed).as(where).allMatch(Managed::serving).allMatch(m -> m.drift().isEmpty());
  }

  private static Map<String, Integer> expected() {
    Map<String, Integer> expected = new TreeMap<>();
    KilledApply.second()
        .deployments()
        .forEach(each -> expected.put(ActionName.of("killed", each), each.warm()));
    return expected;
  }

  /** Whatever the killed run left expires; what the plan wants is kept. */
  private static void assertExactAfterAnIdlePeriod(
      LocalOpenWhisk host, WhiskPlatform platform, String where) throws InterruptedException {
    BurstGate gate = new BurstGate();
    try (WhiskKeeperThread keeper = new WhiskKeeperThread(platform.keeper(gate))) {
      Thread.sleep(KilledApply.PAUSE_GRACE.plus(KilledApply.IDLE).plusMillis(500));
      long give = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      long planned = expected().values().stream().mapToInt(Integer::intValue).sum();
      while (System.nanoTime() < give && !host.warm().equals(expected())) {
        Thread.sleep(100);
      }
      Thread.sleep(200);
      assertThat(host.warm()).as(where).isEqualTo(expected());
      assertThat(Stubs.instances(where)).as(where + ", processes").isEqualTo(planned);
      assertThat(keeper.failure()).as(where).isEmpty();
    }
  }

  /** An action of nobody we know, made once; its state. */
  private static JsonObject foreign(URI address) throws IOException {
    String path = "/api/v1/namespaces/_/actions/foreign";
    String body = "{\"exec\":{\"kind\":\"blackbox\",\"image\":\"stub\"}}";
    try (WhiskConnection connection =
        new WhiskConnection(WhiskEndpoint.of(address, HostOptions.GUEST))) {
      connection.send("PUT", path + "?overwrite=false", Optional.of(body), TIMEOUT, true);
      return connection.send("GET", path, Optional.empty(), TIMEOUT, true).object();
    }
  }

  private static List<String> names(URI address) throws IOException {
    try (WhiskConnection connection =
        new WhiskConnection(WhiskEndpoint.of(address, HostOptions.GUEST))) {
      List<String> names = new ArrayList<>();
      for (JsonElement each :
          connection
              .send("GET", "/api/v1/namespaces/_/actions", Optional.empty(), TIMEOUT, true)
              .array()) {
        names.add(each.getAsJsonObject().get("name").getAsString());
      }
      return names;
    }
  }

  /** What the killed process had sent lands while the next run is at work. */
  private void deliver(LateProxy proxy) {
    landed.addAndGet(proxy.held() > 0 ? 1 : 0);
    var unused =
        Thread.ofVirtual()
            .start(
                () -> {
                  Sleeper.THREAD.sleep(Duration.ofMillis(BEGUN_MILLIS));
                  proxy.deliver();
                });
  }

  private static boolean isKilled(LateProxy proxy, Path state, Point point) throws Exception {
    List<String> line = new ArrayList<>(Stubs.java(List.of(), KilledApply.class));
    line.addAll(
        List.of(
            proxy.address().toString(),
            state.toString(),
            point.when(),
            Integer.toString(point.at())));
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (point.when().equals("in") || point.when().equals("during")) {
      try (BufferedReader out = process.inputReader();
          Writer in = process.outputWriter()) {
        out.readLine();
        if (point.when().equals("during")) {
          proxy.hold();
        }
        in.write("\n");
        in.flush();
        // A step that sends nothing is followed by one that does.
        while (point.when().equals("during") && proxy.held() == 0 && process.isAlive()) {
          Thread.sleep(20);
        }
        Thread.sleep(point.when().equals("in") ? point.at() : SENT_MILLIS);
      }
      process.destroyForcibly();
    }
    return process.waitFor() != 0;
  }
}
