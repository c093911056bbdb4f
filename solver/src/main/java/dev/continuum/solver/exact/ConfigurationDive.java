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
 * configurations nearest to one are fixed, a tenth of the open nodes at a time, and the dual
 * simplex goes on from where it was (GLOP). To be closed.
 */
final class ConfigurationDive implements AutoCloseable {

  private static final double OBJECTIVE_SCALE = 1e3;
  private static final int SHARE = 10;
  private static final double ALMOST_ONE = 0.999;
  private static final int MOST_RETREATS = 4;

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
      double largest = largest(row);
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

  /** Prices of load on instances in the last solution, by pair, micro-units per nano-request/s. */
  double[] loadPrices() {
    double[] prices = new double[of.loadRow.length];
    for (int pair = 0; pair < prices.length; pair++) {
      int row = of.loadRow[pair];
      if (row >= 0) {
        double scale = largest(of.model.rows().get(row)) * of.model.rows().get(row).unit();
        prices[pair] = Math.max(0, -rows.get(row).dualValue()) * OBJECTIVE_SCALE / scale;
      }
    }
    return prices;
  }

  private static double largest(LinearModel.Row row) {
    double largest = 1;
    for (long coefficient : row.coefficients()) {
      largest = Math.max(largest, Math.abs((double) coefficient));
    }
    return largest;
  }

  /** Values of the last solution, by variable. */
  double[] values() {
    double[] values = new double[variables.length];
    for (int v = 0; v < values.length; v++) {
      values[v] = variables[v].solutionValue();
    }
    return values;
  }

  /**
   * After a solve: fixes every node to one configuration, and then every pool to the instances that
   * its load needs. Where fixing several at once costs more than the most that is wanted, only the
   * surest is fixed; where that alone costs too much, it is ruled out.
   *
   * @param most objective, micro-units, beyond which it gives up
   * @return whether it got to the end
   */
  boolean dive(double most, BooleanSupplier stop) {
    boolean[] fixed = new boolean[of.chosen.length];
    int retreats = 0;
    for (List<Pick> picks = picks(fixed); !picks.isEmpty(); picks = picks(fixed)) {
      picks.sort(Comparator.comparingDouble(Pick::value).reversed().thenComparingInt(Pick::node));
      List<Pick> batch = picks.subList(0, batch(picks));
      batch.forEach(pick -> fix(pick, fixed));
      if (!solve(stop)) {
        return false;
      }
      if (micros() > most) {
        batch.subList(1, batch.size()).forEach(pick -> release(pick, fixed));
        if (++retreats > MOST_RETREATS || !solve(stop)) {
          return false;
        }
        if (micros() > most && !ruledOut(batch.getFirst(), most, fixed, stop)) {
          return false;
        }
      }
    }
    of.wholePools(values()).forEach(this::fix);
    return solve(stop);
  }

  private static int batch(List<Pick> sorted) {
    int count = Math.max(1, sorted.size() / SHARE);
    while (count < sorted.size() && sorted.get(count).value() > ALMOST_ONE) {
      count++;
    }
    return count;
  }

  /** Takes a choice back and forbids it; returns whether that leaves hope. */
  private boolean ruledOut(Pick pick, double most, boolean[] fixed, BooleanSupplier stop) {
    release(pick, fixed);
    if (pick.variable() < 0) {
      return false;
    }
    fix(pick.variable(), 0);
    return solve(stop) && micros() <= most;
  }

  private void release(Pick pick, boolean[] fixed) {
    fixed[pick.node()] = false;
    release(pick.node());
  }

  /** Lets a node choose again. */
  void release(int node) {
    for (int variable : of.chosen[node]) {
      variables[variable].setBounds(0, 1);
      of.model.bound(variable, 0, 1);
    }
  }

  /** Fixes a node to one of its configurations, by number. */
  void hold(int node, int held) {
    for (int k = 0; k < of.chosen[node].length; k++) {
      fix(of.chosen[node][k], k == held ? 1 : 0);
    }
  }

  /** The objective of the last solution, micro-units. */
  double micros() {
    return solver.objective().value() * OBJECTIVE_SCALE;
  }

  private void fix(int variable, long value) {
    variables[variable].setBounds((double) value, (double) value);
    of.model.fix(variable, value);
  }

  private void fix(Pick pick, boolean[] fixed) {
    fixed[pick.node()] = true;
    for (int variable : of.chosen[pick.node()]) {
      fix(variable, variable == pick.variable() ? 1 : 0);
    }
  }

  private List<Pick> picks(boolean[] fixed) {
    List<Pick> picks = new ArrayList<>();
    for (int n = 0; n < fixed.length; n++) {
      if (!fixed[n] && of.chooses(n)) {
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
