package dev.continuum.solver.assignment;

import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import dev.continuum.solver.BackendException;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.natives.Watch;
import dev.continuum.solver.search.Search;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A mixed-integer program for SCIP through OR-Tools; to be closed. Not thread-safe. */
final class Scip implements AutoCloseable {

  /** An interrupted program takes so long to end: heuristics answer late. */
  private static final Duration TO_END = Duration.ofMillis(60);

  /** Where rows and variables go. */
  final MPSolver solver;

  private final List<MPVariable> started = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  /**
   * An empty program.
   *
   * @throws BackendException if OR-Tools does not load or has no SCIP
   */
  Scip() {
    Natives.require();
    MPSolver created = MPSolver.createSolver("SCIP");
    if (created == null) {
      throw new BackendException("OR-Tools has no SCIP");
    }
    solver = created;
  }

  /** When a program of a search is to end, or not to begin. */
  static BooleanSupplier end(Search search) {
    return () -> search.over() || search.budget().remaining().compareTo(TO_END) < 0;
  }

  /** The value of a variable in what to start from. */
  void start(MPVariable variable, double value) {
    started.add(variable);
    values.add(value);
  }

  /** Solves to the end, unless stopped. */
  MPSolver.ResultStatus solve(BooleanSupplier stop) {
    solver.setHint(
        started.toArray(MPVariable[]::new),
        values.stream().mapToDouble(Double::doubleValue).toArray());
    MPSolverParameters parameters = new MPSolverParameters();
    try {
      parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 0);
      return Watch.during(() -> solver.solve(parameters), stop, solver::interruptSolve);
    } finally {
      parameters.delete();
    }
  }

  /**
   * What is proven where something was found. Interrupted before its tree has a vertex, SCIP says
   * infinity: nothing is proven then.
   */
  double bound(MPSolver.ResultStatus status) {
    double bound = solver.objective().bestBound();
    return status == MPSolver.ResultStatus.OPTIMAL || bound <= solver.objective().value()
        ? bound
        : Double.NEGATIVE_INFINITY;
  }

  @Override
  public void close() {
    solver.delete();
  }
}
