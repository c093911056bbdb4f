package dev.continuum.solver.exact;

import com.google.ortools.linearsolver.MPSolver;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.natives.Watch;
import java.util.function.BooleanSupplier;

/**
 * SCIP through OR-Tools, for models with real variables, followed by an exact vertex of the linear
 * program that remains once the whole variables are fixed (GLOP).
 */
final class MixedInteger implements ModelSolver {

  /** What SCIP finds at its deadline is worth a vertex, which takes less than this. */
  private static final long POLISH_NANOS = 1_000_000_000;

  /** Variables up to which it does: more take as long to write down again. */
  private static final int MOST_LATE = 20_000;

  /** For each variable, to notice that the time is over and to give back what was taken. */
  private static final double END_MICROS = 10;

  /** Of the time, no more than this is left for that. */
  private static final double SHARE_OF_END = 0.1;

  /** GLOP's tolerances, tightened: what remains is a vertex, whose values are nearly exact. */
  private static final String EXACT_VERTEX =
      "primal_feasibility_tolerance: 1e-12 dual_feasibility_tolerance: 1e-12"
          + " solution_feasibility_tolerance: 1e-10";

  /**
   * Few cuts, little foresight, no probing, and none of the heuristics that solve programs of their
   * own: in small programs the time is better spent on the tree.
   */
  private static final String SMALL =
      """
      separating/maxrounds = 0
      separating/maxroundsroot = 3
      branching/relpscost/maxlookahead = 3
      branching/relpscost/initcand = 10
      branching/relpscost/inititer = 30
      branching/relpscost/maxreliable = 1
      presolving/maxrestarts = 0
      propagating/probing/maxprerounds = 0
      propagating/obbt/freq = -1
      propagating/redcost/freq = 1
      conflict/enable = FALSE
      heuristics/veclendiving/freq = -1
      heuristics/objpscostdiving/freq = -1
      heuristics/rins/freq = -1
      heuristics/rens/freq = -1
      heuristics/alns/freq = -1
      heuristics/crossover/freq = -1
      heuristics/feaspump/freq = -1
      """;

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
    double scale = Mps.scale(objective);
    try (Mps mps = new Mps("SCIP", model, objective, scale, new double[0])) {
      if (hint.length > 0) {
        mps.solver.setHint(mps.variables, hint);
      }
      String most = "";
      if (!limits.deterministic()) {
        long millis = limits.time().toMillis();
        double end = Math.min(objective.length * END_MICROS / 1e3, SHARE_OF_END * millis);
        mps.solver.setTimeLimit(Math.max(1, millis - (long) end));
      } else {
        most = "limits/nodes = " + (long) Math.max(1, limits.effort() * 1000);
      }
      var unused = mps.solver.setSolverSpecificParametersAsString(parameters + most);
      MPSolver.ResultStatus status =
          Watch.during(() -> mps.solve(tolerance, gap), limits.stop(), mps.solver::interruptSolve);
      return switch (status) {
        case OPTIMAL, FEASIBLE -> {
          double[] values = mps.values();
          boolean late = limits.stop().getAsBoolean() && objective.length > MOST_LATE;
          boolean whole = gap == 0 && !late;
          double[] polished =
              whole ? polish(model, objective, scale, values, limits.stop()) : values;
          double bound = mps.solver.objective().bestBound() * scale;
          long proven = (long) Math.floor(bound);
          double found = Terms.product(objective, polished);
          if (whole
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
    }
  }

  private static double[] polish(
      LinearModel model, long[] objective, double scale, double[] values, BooleanSupplier stop) {
    double[] fixed = new double[values.length];
    for (int v = 0; v < fixed.length; v++) {
      fixed[v] = model.whole(v) ? Math.rint(values[v]) : Double.NaN;
    }
    try (Mps linear = new Mps("GLOP", model, objective, scale, fixed)) {
      var unused = linear.solver.setSolverSpecificParametersAsString(EXACT_VERTEX);
      long until = System.nanoTime() + POLISH_NANOS;
      BooleanSupplier late = () -> stop.getAsBoolean() && System.nanoTime() - until > 0;
      return Watch.during(() -> linear.solve(1e-12, 0), late, linear.solver::interruptSolve)
              == MPSolver.ResultStatus.OPTIMAL
          ? linear.values()
          : values;
    }
  }
}
