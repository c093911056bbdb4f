package dev.continuum.openwhisk;

import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Applier;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.Step;
import dev.continuum.actuation.StepListener;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An apply in a process of its own that is killed: arguments are the address, the state directory,
 * and when to die: {@code before N} or {@code after N} (the Nth step, from 0; by itself, at once
 * and without hooks), or {@code in 0}: it says when the first step begins, and whoever started it
 * kills it.
 */
final class KilledApply {

  static final Duration PAUSE_GRACE = Duration.ofMillis(500);
  static final Duration IDLE = Duration.ofMillis(4500);

  private KilledApply() {}

  public static void main(String[] arguments) {
    apply(
        URI.create(arguments[0]),
        Path.of(arguments[1]),
        second(),
        new Death(arguments[2], Integer.parseInt(arguments[3])));
  }

  static void apply(URI address, Path state, Plan plan, StepListener listener) {
    try (WhiskPlatform platform = platform(address, state)) {
      Applied applied =
          new Applier(
                  List.of(platform),
                  StateDirectory.at(state),
                  new Applier.Timing(
                      InstantSource.system(), Sleeper.THREAD, Duration.ofMillis(800)),
                  listener)
              .apply(plan);
      boolean good =
          applied.state() == Applied.State.APPLIED || applied.state() == Applied.State.UNCHANGED;
      if (!good) {
        throw new AssertionError(applied.toString());
      }
    }
  }

  static WhiskPlatform platform(URI address, Path state) {
    return Stubs.platform(
        address,
        state,
        new WhiskSettings(
            PAUSE_GRACE,
            IDLE,
            0,
            1_000_000,
            Duration.ofMillis(250),
            Duration.ofMillis(100),
            Optional.empty()));
  }

  static Plan first() {
    return Stubs.plan("killed", Stubs.deployment("one", 1, 128), Stubs.deployment("two", 1, 128));
  }

  /** Without one, two with other memory, and a third. */
  static Plan second() {
    return Stubs.plan("killed", Stubs.deployment("two", 2, 256), Stubs.deployment("three", 1, 128));
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
        System.out.println("begun");
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
