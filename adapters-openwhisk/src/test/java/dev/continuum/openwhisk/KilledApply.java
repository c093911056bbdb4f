package dev.continuum.openwhisk;

import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Applier;
import dev.continuum.actuation.Death;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.Step;
import dev.continuum.actuation.StepListener;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * and without hooks), or {@code during N} or {@code in MS}: it says when the Nth or the first step
 * begins, and whoever started it kills it.
 */
final class KilledApply {

  static final Duration PAUSE_GRACE = Duration.ofMillis(500);
  static final Duration IDLE = Duration.ofMillis(4500);

  /** How long after it was sent the call of a killed process may land. */
  static final Duration SETTLE = Duration.ofMillis(800);

  /** The same where it is held back. */
  static final Duration LONG_SETTLE = Duration.ofMillis(2500);

  private KilledApply() {}

  public static void main(String[] arguments) {
    int at = Integer.parseInt(arguments[3]);
    StepListener listener =
        switch (arguments[2]) {
          case "during" -> new Announced(at);
          case "in" -> new Announced(0);
          default -> new Death(arguments[2], at);
        };
    apply(URI.create(arguments[0]), Path.of(arguments[1]), second(), listener);
  }

  static void apply(URI address, Path state, Plan plan, StepListener listener) {
    apply(address, state, plan, listener, SETTLE);
  }

  static void apply(URI address, Path state, Plan plan, StepListener listener, Duration settle) {
    try (WhiskPlatform platform = platform(address, state)) {
      Applied applied =
          new Applier(
                  List.of(platform),
                  StateDirectory.at(state),
                  new Applier.Timing(InstantSource.system(), Sleeper.THREAD, settle),
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

  /** Says when the Nth step begins, and goes on when told to: whoever started it kills it then. */
  private static final class Announced implements StepListener {
    private final int at;
    private final AtomicInteger started = new AtomicInteger();

    Announced(int at) {
      this.at = at;
    }

    @Override
    public void starting(Step step) {
      if (started.getAndIncrement() == at) {
        System.out.println("begun");
        try {
          var unused = System.in.read();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public void ended(Step step, String note) {}
  }
}
