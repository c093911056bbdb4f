package dev.continuum.solver.natives;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPSolver;
import dev.continuum.solver.BackendException;
import java.util.Objects;
import java.util.Optional;

/** Loads OR-Tools once, and probes it, since its loader can fail silently. */
public final class Natives {

  /** Each holds a core and its memory. */
  private static final int MOST_LEFT = 4;

  private Natives() {}

  private static final class Holder {
    static final Probe PROBE = load();

    /**
     * On a thread of its own: the loader unpacks libraries through channels, which the interruption
     * of a caller would close, and then OR-Tools would be lost to the whole process.
     */
    private static Probe load() {
      Probe probe = new Probe();
      Thread loader = Thread.ofPlatform().daemon().name("continuum-natives").start(probe);
      boolean interrupted = false;
      while (loader.isAlive()) {
        try {
          loader.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return probe;
    }
  }

  private static final class Probe implements Runnable {
    private boolean answers;
    private Optional<Throwable> failure = Optional.empty();

    @Override
    public void run() {
      try {
        Loader.loadNativeLibraries();
        answers =
            MPSolver.supportsProblemType(MPSolver.OptimizationProblemType.GLOP_LINEAR_PROGRAMMING);
      } catch (RuntimeException | LinkageError e) {
        failure = Optional.of(e);
      }
    }
  }

  /**
   * Begins to load, for who will soon need it and has other work until then; returns at once. A
   * failure is told to whoever requires it.
   */
  public static void begin() {
    var unused = Thread.ofPlatform().daemon().name("continuum-natives-begin").start(Natives::probe);
  }

  private static void probe() {
    Objects.requireNonNull(Holder.PROBE);
  }

  /**
   * Loads if need be; an interruption of the caller does not disturb it.
   *
   * @throws BackendException if there are no natives, each time that they are asked for, or too
   *     many solves hang in them
   */
  public static void require() {
    if (NativeCalls.left() >= MOST_LEFT) {
      throw new BackendException(
          "Native solvers of %d solves do not end: this one does without.".formatted(MOST_LEFT));
    }
    Probe probe = Holder.PROBE;
    if (probe.failure.isPresent()) {
      throw new BackendException(
          "OR-Tools does not load. Maybe the temporary directory is full or mounted noexec;"
              + " set java.io.tmpdir, or java.library.path to its unpacked libraries.",
          probe.failure.get());
    }
    if (!probe.answers) {
      throw new BackendException("OR-Tools loaded but answers nothing.");
    }
  }
}
