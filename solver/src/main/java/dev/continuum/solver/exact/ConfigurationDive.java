package dev.continuum.solver.exact;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import dev.continuum.solver.BackendException;
import dev.continuum.solver.exact.Counts.Count;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.natives.Watch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Solves the linear relaxation of a configuration model, and rounds it by diving ({@link Descent}):
 * the dual simplex goes on from where it was (GLOP). To be closed.
 */
final class ConfigurationDive implements AutoCloseable {

  private static final double OBJECTIVE_SCALE = 1e3;

  /** Parts of a device that are rounding. */
  private static final double NEGLIGIBLE = 1e-6;

  private final ConfigurationModel of;
  private final MPSolver solver;
  private final MPSolverParameters parameters;
  private final List<MPVariable> variables = new ArrayList<>();
  private final List<MPConstraint> rows = new ArrayList<>();

  /** What the coefficients of rows were divided by. */
  private final List<Double> scales = new ArrayList<>();

  /** Rows of counts that were limited. */
  private final Map<Count, MPConstraint> counted = new HashMap<>();

  private boolean infeasible;

  ConfigurationDive(ConfigurationModel of) {
    Natives.require();
    this.of = of;
    MPSolver created = MPSolver.createSolver("GLOP");
    if (created == null) {
      throw new BackendException("OR-Tools has no GLOP");
    }
    solver = created;
    parameters = new MPSolverParameters();
    addVariables();
    addRows();
    simplex(true);
  }

  /** Without presolve and scaling each solve starts from the last basis. */
  private void simplex(boolean dual) {
    var unused =
        solver.setSolverSpecificParametersAsString(
            "use_preprocessing: false use_scaling: false use_dual_simplex: " + dual);
  }

  private void addVariables() {
    long[] objective = of.objective();
    for (int v = 0; v < objective.length; v++) {
      addVariable(v, objective[v]);
    }
    solver.objective().setMinimization();
  }

  private MPVariable addVariable(int v, long micros) {
    MPVariable added =
        solver.makeVar((double) of.model.lower(v), (double) of.model.upper(v), false, "");
    variables.add(added);
    solver.objective().setCoefficient(added, micros / OBJECTIVE_SCALE);
    return added;
  }

  private void addRows() {
    for (LinearModel.Row row : of.model.rows()) {
      double largest = largest(row);
      double limit = row.limit() / largest;
      MPConstraint constraint =
          solver.makeConstraint(row.equality() ? limit : -MPSolver.infinity(), limit);
      for (int i = 0; i < row.variables().length; i++) {
        constraint.setCoefficient(
            variables.get(row.variables()[i]), row.coefficients()[i] / largest);
      }
      rows.add(constraint);
      scales.add(largest * row.unit());
    }
  }

  /** Adds devices of a group at a place that was not looked at. */
  void add(GroupBlocks blocks, GroupBlocks.Choice choice) {
    MPVariable added = addVariable(of.add(blocks, choice), choice.micros());
    of.each(blocks, choice, (row, coefficient) -> extend(added, row, coefficient));
  }

  /** Adds what a node may be. */
  void add(int node, Configuration configuration) {
    MPVariable added = addVariable(of.add(node, configuration), configuration.micros());
    of.each(node, configuration, (row, coefficient) -> extend(added, row, coefficient));
  }

  private void extend(MPVariable added, int row, long coefficient) {
    MPConstraint constraint = rows.get(row);
    double scale = scales.get(row);
    LinearModel.Row now = of.model.rows().get(row);
    constraint.setCoefficient(added, constraint.getCoefficient(added) + coefficient / scale);
    constraint.setUb((double) now.limit() * now.unit() / scale);
  }

  /** What a node earns in the last solution, micro-units. */
  double earned(int node) {
    int row = of.oneRow(node);
    return row < 0 ? 0 : Math.max(0, -dual(row));
  }

  /** Solves the relaxation with what is fixed so far; returns whether that succeeded. */
  boolean solve(BooleanSupplier stop) {
    MPSolver.ResultStatus status =
        Watch.during(() -> solver.solve(parameters), stop, solver::interruptSolve);
    infeasible = status == MPSolver.ResultStatus.INFEASIBLE;
    return status == MPSolver.ResultStatus.OPTIMAL;
  }

  /** Whether nothing satisfies what is fixed, as the last solve and the primal simplex find. */
  boolean isInfeasible(BooleanSupplier stop) {
    return infeasible && !solveAgain(stop) && infeasible;
  }

  /** The same by the primal simplex: after more variables, where the last solution still stands. */
  boolean solveAgain(BooleanSupplier stop) {
    simplex(false);
    boolean solved = solve(stop);
    simplex(true);
    return solved;
  }

  /** Prices of the last solution, by group and block, then by link and node, as the dual's. */
  double[] prices() {
    List<Double> prices = new ArrayList<>();
    for (GroupBlocks blocks : of.groups) {
      for (int row : blocks.row) {
        prices.add(row < 0 ? 0 : dual(row));
      }
    }
    for (int row : of.linkRow) {
      prices.add(row < 0 ? 0 : Math.max(0, -dual(row)));
    }
    for (int n = 0; n < of.cpuRow.length; n++) {
      if (!of.nodes().hasEndlessCpu(n)) {
        prices.add(ofParts(of.cpuRow[n], of.nodes().cpuNanocores[n]));
      }
    }
    return prices.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double ofParts(int row, long capacity) {
    return row < 0 ? 0 : Math.max(0, -dual(row)) * NodeCpu.part(capacity);
  }

  /** Prices of load on instances in the last solution, by pair, micro-units per nano-request/s. */
  double[] loadPrices() {
    double[] prices = new double[of.loadRow.length];
    for (int pair = 0; pair < prices.length; pair++) {
      int row = of.loadRow[pair];
      if (row >= 0) {
        prices[pair] = Math.max(0, -dual(row));
      }
    }
    return prices;
  }

  /** Prices of rows in the last solution, micro-units per unit of the row as it was declared. */
  double[] duals() {
    return IntStream.range(0, rows.size()).mapToDouble(this::dual).toArray();
  }

  private double dual(int row) {
    return rows.get(row).dualValue() * OBJECTIVE_SCALE / scales.get(row);
  }

  private static double largest(LinearModel.Row row) {
    double largest = row.variables().length == 0 ? Math.max(1, (double) row.limit()) : 1;
    for (long coefficient : row.coefficients()) {
      largest = Math.max(largest, Math.abs((double) coefficient));
    }
    return largest;
  }

  /** Values of the last solution, by variable. */
  double[] values() {
    return variables.stream().mapToDouble(MPVariable::solutionValue).toArray();
  }

  /**
   * After a solve: fixes every node to one configuration, and then every pool to the instances that
   * its load needs.
   *
   * @param most objective, micro-units, beyond which it turns back
   * @param share of the open nodes one in so many is fixed at each step
   * @return whether it got to the end
   */
  boolean dive(double most, int share, BooleanSupplier stop) {
    return new Descent(this, most, Double.POSITIVE_INFINITY, share, stop).run() && end(stop);
  }

  /**
   * The same, dearer by no more than a share of the cost now, and unless that is infinite with no
   * more devices unserved; nodes may choose again where that leads nowhere.
   */
  boolean diveWithin(double dearer, int share, BooleanSupplier stop) {
    boolean any = dearer == Double.POSITIVE_INFINITY;
    double most = any ? dearer : (1 + dearer) * micros();
    double all = any ? dearer : unserved() + NEGLIGIBLE;
    boolean ended = new Descent(this, most, all, share, stop).run() && end(stop);
    if (!ended) {
      IntStream.range(0, of.chosen.length).forEach(this::release);
    }
    return ended;
  }

  private boolean end(BooleanSupplier stop) {
    of.pools.whole(values()).forEach(this::fix);
    return solve(stop);
  }

  /**
   * After a solve: keeps pools at the instances that their load needs, and solves again, without
   * that if nothing satisfies it; returns whether that succeeded.
   */
  boolean holdPools(BooleanSupplier stop) {
    Map<Integer, Long> held = of.pools.held(values());
    held.forEach(this::fix);
    if (solve(stop)) {
      return true;
    }
    held.keySet().forEach(step -> bound(step, 0, 1));
    return solve(stop);
  }

  /** Solves the relaxation of all placements whose pools are within limits. */
  boolean solve(PoolLimits limits, BooleanSupplier stop) {
    IntStream.range(0, of.chosen.length).forEach(this::release);
    of.pools.within(limits).forEach((step, range) -> bound(step, range.least(), range.most()));
    return solve(stop);
  }

  /** Solves the relaxation of all placements in a branch. */
  boolean solve(BranchLimits limits, Counts counts, BooleanSupplier stop) {
    counted.forEach(
        (count, row) -> {
          if (!limits.counts().containsKey(count)) {
            row.setBounds(-MPSolver.infinity(), MPSolver.infinity());
          }
        });
    limits
        .counts()
        .forEach(
            (count, range) ->
                counted
                    .computeIfAbsent(count, unused -> row(count, counts))
                    .setBounds((double) range.least(), bounded(range.most())));
    return solve(limits.pools(), stop);
  }

  private static double bounded(long most) {
    return most == Long.MAX_VALUE ? MPSolver.infinity() : most;
  }

  private MPConstraint row(Count count, Counts counts) {
    MPConstraint row = solver.makeConstraint(-MPSolver.infinity(), MPSolver.infinity());
    for (int n = 0; n < of.chosen.length; n++) {
      for (int k = 0; k < of.chosen[n].length; k++) {
        int adds = counts.of(count, n, k);
        if (adds != 0) {
          row.setCoefficient(variables.get(of.chosen[n][k]), adds);
        }
      }
    }
    return row;
  }

  /** What one more of each count that matters costs in the last solution, micro-units. */
  Map<Count, Double> countPrices() {
    Map<Count, Double> prices = new HashMap<>();
    counted.forEach(
        (count, row) -> {
          if (row.dualValue() != 0) {
            prices.put(count, -row.dualValue() * OBJECTIVE_SCALE);
          }
        });
    return prices;
  }

  ConfigurationModel of() {
    return of;
  }

  /** Lets a node choose again. */
  void release(int node) {
    for (int variable : of.chosen[node]) {
      bound(variable, 0, 1);
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

  /** Devices that the last solution does not serve. */
  double unserved() {
    return of.groups.stream().mapToDouble(group -> value(group.unserved)).sum();
  }

  /** A variable's value in the last solution. */
  double value(int variable) {
    return variables.get(variable).solutionValue();
  }

  /** Sets a variable's bounds. */
  void bound(int variable, long least, long most) {
    variables.get(variable).setBounds((double) least, (double) most);
    of.model.bound(variable, least, most);
  }

  private void fix(int variable, long value) {
    bound(variable, value, value);
  }

  @Override
  public void close() {
    parameters.delete();
    solver.delete();
  }
}
