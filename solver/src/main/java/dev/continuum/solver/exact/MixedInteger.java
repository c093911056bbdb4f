package dev.continuum.solver.exact;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import dev.continuum.solver.BackendException;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.natives.Watch;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * SCIP through OR-Tools, for models with real variables, followed by an exact vertex of the linear
 * program that remains once the whole variables are fixed (GLOP).
 */
final class MixedInteger implements ModelSolver {

  /** GLOP's tolerances, tightened: what remains is a vertex, whose values are nearly exact. */
  private static final String EXACT_VERTEX =
      "primal_feasibility_tolerance: 1e-12 dual_feasibility_tolerance: 1e-12"
          + " solution_feasibility_tolerance: 1e-10";

  /**
   * Few cuts, little foresight, and none of the heuristics that solve programs of their own: in
   * small programs the time is better spent on the tree.
   */
  private static final String SMALL =
      String.join(
          "\n",
          "separating/maxrounds = 0",
          "separating/maxroundsroot = 3",
          "branching/relpscost/maxlookahead = 3",
          "branching/relpscost/initcand = 10",
          "branching/relpscost/inititer = 30",
          "branching/relpscost/maxreliable = 1",
          "presolving/maxrestarts = 0",
          "conflict/enable = FALSE",
          "heuristics/veclendiving/freq = -1",
          "heuristics/objpscostdiving/freq = -1",
          "heuristics/rins/freq = -1",
          "heuristics/rens/freq = -1",
          "heuristics/alns/freq = -1",
          "heuristics/crossover/freq = -1",
          "heuristics/feaspump/freq = -1",
          "");

  private final double tolerance;
  private final double gap;
  private final String parameters;

  /** To the end, by SCIP's own settings. */
  MixedInteger() {
    this(1e-9, 0, "");
  }

  private MixedInteger(double tolerance, double gap, String parameters) {
    this.tolerance = tolerance;
    this.gap = gap;
    this.parameters = parameters;
  }

  /** Within a gap, with few cuts: for programs that are small and have large trees. */
  static MixedInteger within(double gap) {
    return new MixedInteger(1e-7, gap, SMALL);
  }

  @Override
  public Outcome minimise(
      LinearModel model, long[] objective, double[] hint, Limits limits, Progress progress) {
    Natives.require();
    double scale = scale(objective);
    Mps mps = new Mps("SCIP", model, objective, scale, new double[0]);
    try {
      if (hint.length > 0) {
        mps.solver.setHint(mps.variables, hint);
      }
      String most = "";
      if (!limits.deterministic()) {
        mps.solver.setTimeLimit(Math.max(1, limits.time().toMillis()));
      } else {
        most = "limits/nodes = " + (long) Math.max(1, limits.effort() * 1000);
      }
      var unused = mps.solver.setSolverSpecificParametersAsString(parameters + most);
      MPSolver.ResultStatus status =
          Watch.during(() -> mps.solve(tolerance, gap), limits.stop(), mps.solver::interruptSolve);
      return switch (status) {
        case OPTIMAL, FEASIBLE -> {
          double[] values = mps.values();
          double[] polished = polish(model, objective, scale, values);
          double bound = mps.solver.objective().bestBound() * scale;
          long proven = (long) Math.floor(bound);
          double found = Terms.product(objective, polished);
          if (gap == 0
              && status == MPSolver.ResultStatus.OPTIMAL
              && Math.abs(found - bound) <= 1e-7 * Math.max(1, Math.abs(found))) {
            proven = (long) Math.floor(Math.min(found, Math.max(bound, found * (1 - 1e-10))));
          }
          if (gap > 0 && status == MPSolver.ResultStatus.OPTIMAL) {
            proven = Math.min(proven, (long) Math.floor(found));
          }
          if (status == MPSolver.ResultStatus.FEASIBLE && !(bound <= found)) {
            // Interrupted before its tree has a vertex, SCIP's bound is infinity.
            proven = Long.MIN_VALUE;
          }
          progress.bound(proven);
          progress.solution(polished);
          yield new Outcome(
              status == MPSolver.ResultStatus.OPTIMAL ? Status.OPTIMAL : Status.FEASIBLE, proven);
        }
        case INFEASIBLE -> new Outcome(Status.INFEASIBLE, Long.MAX_VALUE);
        case NOT_SOLVED, UNBOUNDED, ABNORMAL, MODEL_INVALID ->
            new Outcome(Status.UNKNOWN, Long.MIN_VALUE);
      };
    } finally {
      mps.solver.delete();
    }
  }

  /** A solution of the linear relaxation (GLOP), or nothing if there is none in time. */
  static double[] relaxed(LinearModel model, long[] objective, BooleanSupplier stop) {
    Natives.require();
    double[] free = new double[objective.length];
    Arrays.fill(free, Double.NaN);
    Mps linear = new Mps("GLOP", model, objective, scale(objective), free);
    try {
      return Watch.during(linear.solver::solve, stop, linear.solver::interruptSolve)
              == MPSolver.ResultStatus.OPTIMAL
          ? linear.values()
          : new double[0];
    } finally {
      linear.solver.delete();
    }
  }

  private static double scale(long[] objective) {
    double scale = 1;
    for (long coefficient : objective) {
      scale = Math.max(scale, Math.abs(coefficient) / 1e4);
    }
    return scale;
  }

  private static double[] polish(
      LinearModel model, long[] objective, double scale, double[] values) {
    double[] fixed = new double[values.length];
    for (int v = 0; v < fixed.length; v++) {
      fixed[v] = model.whole(v) ? Math.rint(values[v]) : Double.NaN;
    }
    Mps linear = new Mps("GLOP", model, objective, scale, fixed);
    try {
      var unused = linear.solver.setSolverSpecificParametersAsString(EXACT_VERTEX);
      return linear.solve(1e-12, 0) == MPSolver.ResultStatus.OPTIMAL ? linear.values() : values;
    } finally {
      linear.solver.delete();
    }
  }

  /** A model as MPSolver holds it; each row scaled so that its largest coefficient is one. */
  private static final class Mps {

    final MPSolver solver;
    final MPVariable[] variables;

    Mps(String name, LinearModel model, long[] objective, double scale, double[] fixed) {
      MPSolver created = MPSolver.createSolver(name);
      if (created == null) {
        throw new BackendException("OR-Tools has no " + name);
      }
      solver = created;
      variables = new MPVariable[model.variables()];
      MPObjective goal = solver.objective();
      for (int v = 0; v < variables.length; v++) {
        boolean isFixed = fixed.length > 0 && !Double.isNaN(fixed[v]);
        variables[v] =
            solver.makeVar(
                isFixed ? fixed[v] : model.lower(v),
                isFixed ? fixed[v] : model.upper(v),
                fixed.length == 0 && model.whole(v),
                "");
        goal.setCoefficient(variables[v], objective[v] / scale);
      }
      goal.setMinimization();
      for (LinearModel.Row row : model.rows()) {
        double largest = 1;
        for (long coefficient : row.coefficients()) {
          largest = Math.max(largest, Math.abs((double) coefficient));
        }
        double limit = row.limit() / largest;
        MPConstraint constraint =
            solver.makeConstraint(row.equality() ? limit : -MPSolver.infinity(), limit);
        for (int i = 0; i < row.variables().length; i++) {
          constraint.setCoefficient(variables[row.variables()[i]], row.coefficients()[i] / largest);
        }
      }
    }

    MPSolver.ResultStatus solve(double tolerance, double gap) {
      MPSolverParameters parameters = new MPSolverParameters();
      try {
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, gap);
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.PRIMAL_TOLERANCE, tolerance);
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.DUAL_TOLERANCE, tolerance);
        return solver.solve(parameters);
      } finally {
        parameters.delete();
      }
    }

    double[] values() {
      double[] values = new double[variables.length];
      for (int v = 0; v < values.length; v++) {
        values[v] = variables[v].solutionValue();
      }
      return values;
    }
  }
}
