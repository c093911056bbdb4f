package dev.continuum.solver.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs backends side by side where that is allowed, in order where answers must depend on steps
 * alone.
 */
public final class Together {

  private Together() {}

  /**
   * Returns when all have. Where a library fails the others go on ({@link Search#attempt}); of
   * other failures the first is thrown.
   */
  public static void run(Search search, List<Backend> backends) {
    if (!sideBySide(search)) {
      for (Backend backend : backends) {
        if (!search.over()) {
          search.attempt(backend);
        }
      }
    } else {
      runAll(backends, search);
    }
  }

  /** Whether backends may run side by side. */
  public static boolean sideBySide(Search search) {
    return search.options().threads() >= 2 && search.options().steps().isEmpty();
  }

  private static void runAll(List<Backend> backends, Search search) {
    Failure failure = new Failure();
    List<Thread> threads =
        backends.stream()
            .map(
                backend ->
                    Thread.ofPlatform()
                        .name("continuum-backend")
                        .daemon()
                        .start(() -> failure.guard(() -> search.attempt(backend), search)))
            .toList();
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    failure.rethrow();
  }

  /** The first failure among several threads; it ends the search of the others. */
  private static final class Failure {

    private @Nullable Throwable first;

    void guard(Runnable work, Search search) {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        synchronized (this) {
          first = first == null ? e : first;
        }
        search.abandon(e);
      }
    }

    synchronized void rethrow() {
      switch (first) {
        case null -> {}
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        default -> throw new IllegalStateException(first);
      }
    }
  }
}
