package dev.continuum.solver;

import dev.continuum.solver.natives.NativeCalls;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.time.Duration;

/**
 * Runs an engine on a thread of its own, which is left behind if the search is over but a native
 * call of it does not end although it is interrupted: deadlines hold, and the caller gets the last
 * incumbent.
 */
final class Leash {

  /** After interruptions, and after the search is over, for native calls and their callers. */
  private static final Duration GRACE = Duration.ofSeconds(4);

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Search search;
  private final NativeCalls calls = new NativeCalls();
  private final Thread thread;

  /** Of looks at which the search was over. */
  private int looks;

  private Leash(Search search, Backend engine) {
    this.search = search;
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("continuum-engine")
            .start(() -> calls.within(() -> search.guard(engine)));
  }

  /** Returns when the engine has ended or was left behind; throws what it threw. */
  static void run(Search search, Backend engine) {
    new Leash(search, engine).await();
  }

  private void await() {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended && !hangs()) {
      try {
        ended = thread.join(LOOK);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!ended && thread.isAlive()) {
      NativeCalls.leave(thread);
      search.leave(
          "A native solver did not end within %d s after it was told to; its thread is left."
              .formatted(GRACE.toSeconds()));
    }
    search.rethrow();
  }

  private boolean hangs() {
    boolean late = !calls.longestOverdue().isZero() && search.over();
    looks = late ? looks + 1 : 0;
    return late
        && calls.longestOverdue().compareTo(GRACE) > 0
        && LOOK.multipliedBy(looks).compareTo(GRACE) > 0;
  }
}
