package dev.continuum.benchmarks.baseline;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mixed-integer program as an author writes it down, handed to a solver of OR-Tools as it is. Not
 * thread-safe.
 */
final class Program {

  /** Tightened, so that what is called feasible is within 1e-9 of each limit. */
  private static final String EXACT_VERTEX =
      "primal_feasibility_tolerance: 1e-12 dual_feasibility_tolerance: 1e-12"
          + " solution_feasibility_tolerance: 1e-10";

  private final List<Variable> variables = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  private record Variable(double lower, double upper, boolean whole) {}

  /** Lower ≤ Σ coefficients × variables ≤ upper. */
  static final class Row {
    private final double lower;
    private final double upper;
    private final List<Integer> variables = new ArrayList<>();
    private final List<Double> coefficients = new ArrayList<>();

    private Row(double lower, double upper) {
      this.lower = lower;
      this.upper = upper;
    }

    /** Adds a term. */
    @com.google.errorprone.annotations.CanIgnoreReturnValue
    Row add(int variable, double coefficient) {
      variables.add(variable);
      coefficients.add(coefficient);
      return this;
    }
  }

  /**
   * What a solver found.
   *
   * @param values by variable
   * @param objective of the values
   * @param bound what the solver proves
   * @param optimal whether it says that they are best
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Solution(double[] values, double objective, double bound, boolean optimal) {

    double value(int variable) {
      return values[variable];
    }

    boolean on(int variable) {
      return values[variable] > 0.5;
    }
  }

  int variables() {
    return variables.size();
  }

  int variable(double lower, double upper, boolean whole) {
    variables.add(new Variable(lower, upper, whole));
    return variables.size() - 1;
  }

  int binary() {
    return variable(0, 1, true);
  }

  Row row(double lower, double upper) {
    Row row = new Row(lower, upper);
    rows.add(row);
    return row;
  }

  Row atMost(double upper) {
    return row(Double.NEGATIVE_INFINITY, upper);
  }

  Row exactly(double value) {
    return row(value, value);
  }

  /**
   * Minimises by a solver (SCIP, HIGHS, SAT, GLOP); empty if it finds nothing in time or says that
   * there is nothing.
   */
  Optional<Solution> minimise(Row objective, String solver, Duration time, int threads) {
    return solve(objective, solver, time, threads, new double[0]);
  }

  /** The best vertex once whole variables are as in a solution, to tight tolerances. */
  Solution polished(Row objective, Solution rough) {
    double[] fixed = new double[variables.size()];
    for (int v = 0; v < fixed.length; v++) {
      fixed[v] = variables.get(v).whole() ? Math.rint(rough.value(v)) : Double.NaN;
    }
    return solve(objective, "GLOP", Duration.ofMinutes(1), 1, fixed)
        .map(best -> new Solution(best.values(), best.objective(), rough.bound(), rough.optimal()))
        .orElse(rough);
  }

  private Optional<Solution> solve(
      Row objective, String name, Duration time, int threads, double[] fixed) {
    Loader.loadNativeLibraries();
    MPSolver solver = MPSolver.createSolver(name);
    if (solver == null) {
      return Optional.empty();
    }
    try {
      MPVariable[] made = new MPVariable[variables.size()];
      for (int v = 0; v < made.length; v++) {
        Variable it = variables.get(v);
        boolean isFixed = fixed.length > 0 && !Double.isNaN(fixed[v]);
        made[v] =
            solver.makeVar(
                isFixed ? fixed[v] : limit(it.lower()),
                isFixed ? fixed[v] : limit(it.upper()),
                fixed.length == 0 && it.whole(),
                "");
      }
      for (Row row : rows) {
        MPConstraint constraint = solver.makeConstraint(limit(row.lower), limit(row.upper));
        for (int i = 0; i < row.variables.size(); i++) {
          MPVariable variable = made[row.variables.get(i)];
          constraint.setCoefficient(
              variable, constraint.getCoefficient(variable) + row.coefficients.get(i));
        }
      }
      for (int i = 0; i < objective.variables.size(); i++) {
        MPVariable variable = made[objective.variables.get(i)];
        solver
            .objective()
            .setCoefficient(
                variable,
                solver.objective().getCoefficient(variable) + objective.coefficients.get(i));
      }
      solver.objective().setMinimization();
      solver.setTimeLimit(Math.max(1, time.toMillis()));
      if (threads > 1 && !name.equals("GLOP")) {
        var unused = solver.setNumThreads(threads);
      }
      if (name.equals("GLOP")) {
        var unused = solver.setSolverSpecificParametersAsString(EXACT_VERTEX);
      }
      return read(solver, made);
    } finally {
      solver.delete();
    }
  }

  private static Optional<Solution> read(MPSolver solver, MPVariable[] made) {
    MPSolverParameters parameters = new MPSolverParameters();
    try {
      parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 0);
      MPSolver.ResultStatus status = status(solver, parameters);
      if (status != MPSolver.ResultStatus.OPTIMAL && status != MPSolver.ResultStatus.FEASIBLE) {
        return Optional.empty();
      }
      double[] values = new double[made.length];
      for (int v = 0; v < values.length; v++) {
        values[v] = made[v].solutionValue();
      }
      return Optional.of(
          new Solution(
              values,
              solver.objective().value(),
              solver.isMip() ? solver.objective().bestBound() : solver.objective().value(),
              status == MPSolver.ResultStatus.OPTIMAL));
    } finally {
      parameters.delete();
    }
  }

  /** A status that the Java side of OR-Tools has no name for is one without a solution. */
  private static MPSolver.ResultStatus status(MPSolver solver, MPSolverParameters parameters) {
    try {
      return solver.solve(parameters);
    } catch (IllegalArgumentException e) {
      return MPSolver.ResultStatus.NOT_SOLVED;
    }
  }

  private static double limit(double value) {
    return Double.isInfinite(value) ? Math.copySign(MPSolver.infinity(), value) : value;
  }
}
