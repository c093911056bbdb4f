package dev.continuum.solver.exact;

import com.google.ortools.linearsolver.MPSolver;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.natives.Watch;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The linear program of a {@link FlowModel}: as a relaxation, or with the instances of some pools
 * given. It goes on from its last basis. To be closed. Not thread-safe.
 */
final class FlowProgram implements AutoCloseable {

  private static final String WARM = "use_dual_simplex: true use_preprocessing: false";

  private final FlowModel model;
  private final Mps program;
  private final double scale;

  FlowProgram(FlowModel model) {
    this(model, "GLOP");
  }

  /** By a solver for linear programs: GLOP, PDLP or HIGHS_LP. */
  FlowProgram(FlowModel model, String solver) {
    Natives.require();
    this.model = model;
    long[] objective = model.objective();
    double[] free = new double[objective.length];
    Arrays.fill(free, Double.NaN);
    scale = Mps.scale(objective);
    program = new Mps(solver, model.model, objective, scale, free);
  }

  /**
   * Keeps the basis between solutions, for programs that differ in instances alone, and may leave
   * devices out, so that every choice of instances has a value.
   */
  void stayWarm() {
    var unused = program.solver.setSolverSpecificParametersAsString(WARM);
    model.unserved.forEach((variable, most) -> program.variables[variable].setBounds(0, most));
  }

  /** Gives a pool so many instances. */
  void set(List<Integer> steps, int instances) {
    for (int k = 0; k < steps.size(); k++) {
      int open = k < instances ? 1 : 0;
      program.variables[steps.get(k)].setBounds(open, open);
    }
  }

  /** Solves it; returns whether there is a solution, found before it was told to stop. */
  boolean solve(BooleanSupplier stop) {
    return Watch.during(program.solver::solve, stop, program.solver::interruptSolve)
        == MPSolver.ResultStatus.OPTIMAL;
  }

  /** Value of the last solution, in units of the objective. */
  double value() {
    return program.solver.objective().value() * scale;
  }

  /** The last solution. */
  double[] values() {
    return program.values();
  }

  /** What one more of a variable costs by the prices of the last solution. */
  double reducedCost(int variable) {
    return program.variables[variable].reducedCost() * scale;
  }

  /** What a unit of a row's limit is worth in the last solution, units of the objective. */
  double price(int row) {
    return Math.max(0, -program.dual(row) * scale);
  }

  @Override
  public void close() {
    program.close();
  }
}
