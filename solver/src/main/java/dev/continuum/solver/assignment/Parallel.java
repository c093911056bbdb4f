package dev.continuum.solver.assignment;

import dev.continuum.solver.search.Search;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Two works side by side, the second on a thread of its own. Where a library fails, the other goes
 * on; other failures of either are rethrown.
 */
final class Parallel {

  private Parallel() {}

  /** Runs both; the search ends when one fails by our fault. */
  static void both(Search search, Runnable here, Runnable there) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("continuum-assignment")
            .start(() -> guard(search, there, failure));
    guard(search, here, failure);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (failure.get()) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalStateException(failure.get());
    }
  }

  private static void guard(
      Search search, Runnable work, AtomicReference<@Nullable Throwable> failure) {
    try {
      search.attempt(it -> work.run());
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      search.abandon(e);
    }
  }
}
