package dev.continuum.solver;

import dev.continuum.solver.assignment.AssignmentCore;
import dev.continuum.solver.exact.Exact;
import dev.continuum.solver.exact.Neighbourhoods;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.price.PriceCore;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.util.List;

/**
 * Which backends a strategy runs, in which order. They share incumbent, bounds and routes. A first
 * incumbent comes before all else; then prices prove bounds and generate routes while integer
 * programming proves small problems and improves large ones neighbourhood by neighbourhood.
 */
final class Portfolio {

  private Portfolio() {}

  static Backend of(SolveOptions options) {
    return switch (options.strategy()) {
      case GREEDY -> new Greedy();
      case EXACT -> new AssignmentCore(inOrder(Greedy.constructionOnly(), new Exact()));
      case AUTO ->
          new AssignmentCore(
              inOrder(
                  new Greedy(),
                  together(options, new PriceCore(), inOrder(new Exact(), new Neighbourhoods()))));
    };
  }

  private static Backend inOrder(Backend... backends) {
    return search -> {
      for (Backend backend : backends) {
        if (!search.over()) {
          backend.run(search);
        }
      }
    };
  }

  /** Side by side where that is allowed; in order where answers must depend on steps alone. */
  private static Backend together(SolveOptions options, Backend... backends) {
    return options.threads() < 2 || options.steps().isPresent()
        ? inOrder(backends)
        : search -> Threads.runAll(List.of(backends), search);
  }

  /** Runs backends on threads of their own. */
  private static final class Threads {

    private Threads() {}

    static void runAll(List<Backend> backends, Search search) {
      Failure failure = new Failure();
      List<Thread> threads =
          backends.stream()
              .map(
                  backend ->
                      Thread.ofPlatform()
                          .name("continuum-backend")
                          .daemon()
                          .start(() -> failure.guard(() -> backend.run(search), search)))
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
  }

  /** The first failure among several threads; it ends the search of the others. */
  private static final class Failure {

    private @org.jspecify.annotations.Nullable Throwable first;

    void guard(Runnable work, Search search) {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        synchronized (this) {
          first = first == null ? e : first;
        }
        search.abandon();
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
