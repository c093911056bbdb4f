package dev.continuum.openwhisk;

import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Applier;
import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.Step;
import dev.continuum.actuation.StepListener;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An apply in a process of its own that kills itself: arguments are the address, the state
 * directory, the variant of the plan, and when to die: {@code before N}, {@code after N} (the Nth
 * step, from 0), {@code in N} (N milliseconds after the first step) or {@code never}.
 */
final class KilledApply {

  static final NodeId EDGE = new NodeId("edge");

  private KilledApply() {}

  public static void main(String[] arguments) {
    Death death = new Death(arguments[3], Integer.parseInt(arguments[4]));
    try (WhiskPlatform platform = platform(URI.create(arguments[0]), Path.of(arguments[1]))) {
      Applied applied =
          new Applier(
                  List.of(platform),
                  StateDirectory.at(Path.of(arguments[1])),
                  new Applier.Timing(
                      InstantSource.system(), Sleeper.THREAD, Duration.ofMillis(1500)),
                  death)
              .apply(plan(arguments[2]));
      boolean good =
          applied.state() == Applied.State.APPLIED || applied.state() == Applied.State.UNCHANGED;
      if (!good) {
        throw new AssertionError(applied.toString());
      }
    }
  }

  static WhiskPlatform platform(URI address, Path state) {
    return new WhiskPlatform(
        new TreeSet<>(List.of(EDGE)),
        WhiskEndpoint.of(address, HostOptions.GUEST),
        WhiskSettings.STOCK
            .withTimes(Duration.ofSeconds(1), Duration.ofMinutes(5))
            .withWarmUpsPerMinute(100_000),
        new WhiskPlatform.Surroundings(
            StateDirectory.at(state),
            new ArtifactStore(state.resolve("artifacts"), state),
            InstantSource.system(),
            Sleeper.THREAD));
  }

  /** "first" has one and two, "second" has two with other memory and three. */
  static Plan plan(String variant) {
    List<Deployment> deployments = new ArrayList<>();
    if (variant.equals("first")) {
      deployments.add(deployment("one", 1, 128));
      deployments.add(deployment("two", 1, 128));
    } else {
      deployments.add(deployment("two", 2, 256));
      deployments.add(deployment("three", 1, 128));
    }
    return Plan.of("killed", new TreeSet<>(List.of(EDGE)), deployments);
  }

  private static Deployment deployment(String function, int warm, int memory) {
    return new Deployment(
        new FunctionId(function),
        EDGE,
        warm,
        OptionalInt.empty(),
        Memory.mebibytes(memory),
        Duration.ofSeconds(30),
        new Code("stub", Code.Form.IMAGE, "stub", Optional.empty(), "", ""),
        Collections.emptySortedMap());
  }

  /** Ends the process as kill -9 does: at once, without hooks. */
  private static final class Death implements StepListener {
    private final String when;
    private final int at;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    Death(String when, int at) {
      this.when = when;
      this.at = at;
    }

    @Override
    public void starting(Step step) {
      if (when.equals("in") && started.get() == 0) {
        var unused =
            Thread.ofPlatform()
                .daemon()
                .start(
                    () -> {
                      Sleeper.THREAD.sleep(Duration.ofMillis(at));
                      Runtime.getRuntime().halt(137);
                    });
      }
      if (when.equals("before") && started.get() == at) {
        Runtime.getRuntime().halt(137);
      }
      started.incrementAndGet();
    }

    @Override
    public void ended(Step step, String note) {
      if (when.equals("after") && ended.get() == at) {
        Runtime.getRuntime().halt(137);
      }
      ended.incrementAndGet();
    }
  }
}
