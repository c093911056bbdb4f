package dev.continuum.solver;

import dev.continuum.solver.natives.Watch;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs an engine on a thread of its own, which is left behind if the search is over but a native
 * call does not end although it is interrupted: deadlines hold, and the caller gets the last
 * incumbent.
 */
final class Leash {

  /** After interruptions, for a native call to end. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration LOOK = Duration.ofMillis(100);

  private Leash() {}

  /** Returns when the engine has ended or was left behind; throws what it threw. */
  static void run(Search search, Backend engine) {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("continuum-engine")
            .start(() -> guard(() -> search.attempt(engine), thrown));
    boolean interrupted = false;
    boolean ended = false;
    while (!ended && !hangs(search)) {
      try {
        ended = thread.join(LOOK);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      search.leave(
          "A native library did not end within %d s after it was told to; its thread is left."
              .formatted(GRACE.toSeconds()));
    }
    switch (thrown.get()) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalStateException(thrown.get());
    }
  }

  private static boolean hangs(Search search) {
    return Watch.longestOverdue().compareTo(GRACE) > 0 && search.over();
  }

  private static void guard(Runnable work, AtomicReference<@Nullable Throwable> thrown) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      thrown.set(e);
    }
  }
}
