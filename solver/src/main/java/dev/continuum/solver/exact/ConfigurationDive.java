package dev.continuum.solver.exact;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import dev.continuum.solver.BackendException;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.natives.Watch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Solves the linear relaxation of a configuration model, and rounds it by diving: the
 * configurations nearest to one are fixed, a quarter of the open nodes at a time, and the dual
 * simplex goes on from where it was (GLOP). To be closed.
 */
final class ConfigurationDive implements AutoCloseable {

  private static final double OBJECTIVE_SCALE = 1e3;
  private static final int SHARE = 4;
  private static final double ALMOST_ONE = 0.999;

  private final ConfigurationModel of;
  private final MPSolver solver;
  private final MPSolverParameters parameters;
  private final MPVariable[] variables;
  private final List<MPConstraint> rows = new ArrayList<>();

  /** A node's configuration that is nearest to one, or -1 for none at all. */
  private record Pick(int node, int variable, double value) {}

  ConfigurationDive(ConfigurationModel of) {
    Natives.require();
    this.of = of;
    MPSolver created = MPSolver.createSolver("GLOP");
    if (created == null) {
      throw new BackendException("OR-Tools has no GLOP");
    }
    solver = created;
    parameters = new MPSolverParameters();
    variables = new MPVariable[of.model.variables()];
    addVariables();
    addRows();
    // Without presolve each solve starts from the last basis.
    var unused =
        solver.setSolverSpecificParametersAsString(
            "use_preprocessing: false use_dual_simplex: true");
  }

  private void addVariables() {
    long[] objective = of.objective();
    MPObjective goal = solver.objective();
    for (int v = 0; v < variables.length; v++) {
      variables[v] =
          solver.makeVar((double) of.model.lower(v), (double) of.model.upper(v), false, "");
      goal.setCoefficient(variables[v], objective[v] / OBJECTIVE_SCALE);
    }
    goal.setMinimization();
  }

  private void addRows() {
    for (LinearModel.Row row : of.model.rows()) {
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
      rows.add(constraint);
    }
  }

  /** Solves the relaxation with what is fixed so far; returns whether that succeeded. */
  boolean solve(BooleanSupplier stop) {
    return Watch.during(() -> solver.solve(parameters), stop, solver::interruptSolve)
        == MPSolver.ResultStatus.OPTIMAL;
  }

  /** Prices of the last solution, by group and block, micro-units per device. */
  double[] prices() {
    List<Double> prices = new ArrayList<>();
    for (GroupBlocks blocks : of.groups) {
      for (int row : blocks.row) {
        prices.add(row < 0 ? 0 : rows.get(row).dualValue() * OBJECTIVE_SCALE);
      }
    }
    return prices.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** After a solve: fixes every node to one configuration; returns whether it got to the end. */
  boolean dive(BooleanSupplier stop) {
    boolean[] fixed = new boolean[of.chosen.length];
    List<Pick> picks = picks(fixed);
    while (!picks.isEmpty()) {
      picks.sort(Comparator.comparingDouble(Pick::value).reversed().thenComparingInt(Pick::node));
      int least = Math.max(1, picks.size() / SHARE);
      for (int i = 0; i < picks.size(); i++) {
        if (i < least || picks.get(i).value() > ALMOST_ONE) {
          fix(picks.get(i), fixed);
        }
      }
      if (stop.getAsBoolean() || !solve(stop)) {
        return false;
      }
      picks = picks(fixed);
    }
    return true;
  }

  private void fix(Pick pick, boolean[] fixed) {
    fixed[pick.node()] = true;
    for (int variable : of.chosen[pick.node()]) {
      double value = variable == pick.variable() ? 1 : 0;
      variables[variable].setBounds(value, value);
      of.model.fix(variable, (long) value);
    }
  }

  private List<Pick> picks(boolean[] fixed) {
    List<Pick> picks = new ArrayList<>();
    for (int n = 0; n < fixed.length; n++) {
      if (!fixed[n] && of.chosen[n].length > 0) {
        Pick best = new Pick(n, -1, 0);
        double none = 1;
        for (int variable : of.chosen[n]) {
          double value = variables[variable].solutionValue();
          none -= value;
          best = value > best.value() ? new Pick(n, variable, value) : best;
        }
        picks.add(none > best.value() ? new Pick(n, -1, none) : best);
      }
    }
    return picks;
  }

  @Override
  public void close() {
    parameters.delete();
    solver.delete();
  }
}
