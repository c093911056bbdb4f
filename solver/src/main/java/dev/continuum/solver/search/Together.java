package dev.continuum.solver.search;

import java.util.List;

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
    if (sideBySide(search)) {
      runAll(search, backends);
    } else {
      inOrder(search, backends);
    }
  }

  /** Runs one after the other until the search is over. */
  public static void inOrder(Search search, List<Backend> backends) {
    for (Backend backend : backends) {
      if (!search.over()) {
        search.attempt(backend);
      }
    }
  }

  /** Whether backends may run side by side. */
  public static boolean sideBySide(Search search) {
    return search.options().threads() >= 2 && search.options().steps().isEmpty();
  }

  private static void runAll(Search search, List<Backend> backends) {
    List<Thread> threads =
        backends.stream()
            .map(
                backend ->
                    Thread.ofPlatform()
                        .name("continuum-backend")
                        .daemon()
                        .start(() -> search.guard(backend)))
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
    search.rethrow();
  }
}
