package dev.continuum.solver.natives;

import com.google.ortools.Loader;
import dev.continuum.solver.BackendException;

/** Loads OR-Tools once, and probes it, since its loader can fail silently. */
public final class Natives {

  private Natives() {}

  private static final class Holder {
    static final boolean LOADED = load();

    private static boolean load() {
      try {
        Loader.loadNativeLibraries();
        return com.google.ortools.linearsolver.MPSolver.supportsProblemType(
            com.google.ortools.linearsolver.MPSolver.OptimizationProblemType
                .GLOP_LINEAR_PROGRAMMING);
      } catch (RuntimeException | LinkageError e) {
        throw new BackendException(
            "OR-Tools does not load. Maybe the temporary directory is full or mounted noexec;"
                + " set java.io.tmpdir, or java.library.path to its unpacked libraries.",
            e);
      }
    }
  }

  /** Loads if need be. */
  public static void require() {
    if (!Holder.LOADED) {
      throw new BackendException("OR-Tools loaded but answers nothing.");
    }
  }
}
