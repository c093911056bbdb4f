package dev.continuum.solver.exact;

import com.google.ortools.linearsolver.MPSolver;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.natives.Watch;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The linear program of a {@link FlowModel}. To be closed. Not thread-safe. */
final class FlowProgram implements AutoCloseable {

  private static final String WARM = "use_dual_simplex: true use_preprocessing: false";

  private final Mps program;
  private final double scale;

  private FlowProgram(FlowModel model, int rows, String solver) {
    Natives.require();
    long[] objective = model.objective();
    double[] free = new double[objective.length];
    Arrays.fill(free, Double.NaN);
    scale = Mps.scale(objective);
    program = new Mps(solver, model.model, rows, objective, scale, free);
  }

  /** With all rows, by a solver for linear programs: GLOP, PDLP or HIGHS_LP. */
  static FlowProgram relaxation(FlowModel model, String solver) {
    return new FlowProgram(model, model.model.rows().size(), solver);
  }

  /**
   * To be told the instances of some pools: it goes on from its last basis, and may leave devices
   * out, so that every choice has a value. Cuts say nothing more then, and would cost time.
   */
  static FlowProgram ofInstances(FlowModel model) {
    FlowProgram it = new FlowProgram(model, model.uncut, "GLOP");
    var unused = it.program.solver.setSolverSpecificParametersAsString(WARM);
    model.unserved.forEach((variable, most) -> it.program.variables[variable].setBounds(0, most));
    return it;
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
