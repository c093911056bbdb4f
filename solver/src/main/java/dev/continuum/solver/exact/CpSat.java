package dev.continuum.solver.exact;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverSolutionCallback;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.SatParameters;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.natives.Watch;

/**
 * CP-SAT: exact in integers, for models whose variables are all whole. Its bound callback is not
 * used: in OR-Tools 9.15 it crashes the JVM (the native side hands a stale reference to Java), so
 * bounds come with solutions and at the end.
 */
final class CpSat implements ModelSolver {

  private static final double SAFETY = 1e-6;

  @Override
  public Outcome minimise(
      LinearModel model, long[] objective, double[] hint, Limits limits, Progress progress) {
    Natives.require();
    CpModel cp = new CpModel();
    IntVar[] variables = new IntVar[model.variables()];
    for (int v = 0; v < variables.length; v++) {
      variables[v] = cp.newIntVar(model.lower(v), model.upper(v), "");
      if (hint.length > 0) {
        cp.addHint(variables[v], Math.round(hint[v]));
      }
    }
    for (LinearModel.Row row : model.rows()) {
      if (limits.stop().getAsBoolean()) {
        return new Outcome(Status.UNKNOWN, Long.MIN_VALUE);
      }
      LinearExpr sum = LinearExpr.weightedSum(pick(variables, row), row.coefficients());
      var unused =
          row.equality() ? cp.addEquality(sum, row.limit()) : cp.addLessOrEqual(sum, row.limit());
    }
    long divisor = 0;
    for (long coefficient : objective) {
      divisor = LinearModel.gcd(divisor, Math.abs(coefficient));
    }
    long scale = Math.max(1, divisor);
    long[] scaled = new long[objective.length];
    for (int v = 0; v < scaled.length; v++) {
      scaled[v] = objective[v] / scale;
    }
    cp.minimize(LinearExpr.weightedSum(variables, scaled));
    CpSolver solver = new CpSolver();
    configure(solver.getParameters(), limits);
    CpSolverSolutionCallback onSolution =
        new CpSolverSolutionCallback() {
          @Override
          public void onSolutionCallback() {
            double[] values = new double[variables.length];
            for (int v = 0; v < values.length; v++) {
              values[v] = value(variables[v]);
            }
            progress.solution(values);
            progress.bound(unscaled(bestObjectiveBound(), scale));
          }
        };
    CpSolverStatus status =
        Watch.during(() -> solver.solve(cp, onSolution), limits.stop(), solver::stopSearch);
    return switch (status) {
      case OPTIMAL -> new Outcome(Status.OPTIMAL, Math.round(solver.objectiveValue()) * scale);
      case FEASIBLE -> new Outcome(Status.FEASIBLE, unscaled(solver.bestObjectiveBound(), scale));
      case INFEASIBLE -> new Outcome(Status.INFEASIBLE, Long.MAX_VALUE);
      case UNKNOWN -> new Outcome(Status.UNKNOWN, Long.MIN_VALUE);
      case MODEL_INVALID, UNRECOGNIZED ->
          throw new IllegalStateException("CP-SAT rejects the model: " + cp.validate());
    };
  }

  private static long unscaled(double bound, long scale) {
    double whole = Math.ceil(bound - SAFETY * Math.max(1, Math.abs(bound) * 1e-9));
    return Math.abs(whole) * scale >= Long.MAX_VALUE / 2.0
        ? Long.MIN_VALUE
        : ((long) whole) * scale;
  }

  private static void configure(SatParameters.Builder parameters, Limits limits) {
    // Its handler of SIGINT stays after the solve, and then an interrupt aborts the process.
    parameters.setCatchSigintSignal(false);
    parameters.setRandomSeed((int) (limits.seed() & 0x7fffffff));
    if (limits.deterministic()) {
      parameters.setNumWorkers(1).setMaxDeterministicTime(limits.effort());
    } else {
      parameters
          .setNumWorkers(limits.threads())
          .setMaxTimeInSeconds(Math.max(0.001, limits.time().toNanos() / 1e9));
    }
  }

  private static IntVar[] pick(IntVar[] variables, LinearModel.Row row) {
    IntVar[] picked = new IntVar[row.variables().length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = variables[row.variables()[i]];
    }
    return picked;
  }
}
