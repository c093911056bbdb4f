package dev.continuum.solver.volume;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import dev.continuum.solver.BackendException;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.natives.Watch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A linear program that deals devices of groups out to routes, within what pools carry and nodes
 * compute (GLOP). To be closed. Not thread-safe.
 */
final class AllocationProgram implements AutoCloseable {

  /** Loads and CPU are counted in whole requests and cores, costs in units. */
  private static final double NANO = 1e9;

  private static final double MICRO = 1e6;

  private final MPSolver solver;
  private final MPObjective goal;
  private final List<MPVariable> devices = new ArrayList<>();
  private final Map<Integer, MPConstraint> pools = new HashMap<>();
  private final Map<Integer, MPConstraint> nodes = new HashMap<>();

  AllocationProgram() {
    Natives.require();
    MPSolver created = MPSolver.createSolver("GLOP");
    if (created == null) {
      throw new BackendException("OR-Tools has no GLOP");
    }
    solver = created;
    goal = solver.objective();
    goal.setMinimization();
    var unused = solver.setSolverSpecificParametersAsString("use_dual_simplex: true");
  }

  /** A pool carries no more than so many nano-requests/s. */
  void pool(int pair, double load) {
    pools.put(pair, solver.makeConstraint(-MPSolver.infinity(), load / NANO));
  }

  /** Whether there is such a pool. */
  boolean hasPool(int pair) {
    return pools.containsKey(pair);
  }

  /** A node computes no more than so many nanocores. */
  void node(int node, double nanocores) {
    nodes.put(node, solver.makeConstraint(-MPSolver.infinity(), nanocores / NANO));
  }

  /** A row that so many devices are served; those of their routes go into it. */
  MPConstraint group(int count) {
    return solver.makeConstraint(count, count);
  }

  /**
   * A route of a group.
   *
   * @param group its row
   * @param micros cost of a device, micro-units per hour
   * @param pairs pools that serve its calls
   * @param loads of a device on each, nano-requests/s
   * @param cpu of a device on each pool's node, nanocores
   * @param at the nodes of the pools
   */
  void route(MPConstraint group, long micros, int[] pairs, double[] loads, double[] cpu, int[] at) {
    MPVariable of = solver.makeNumVar(0, MPSolver.infinity(), "");
    devices.add(of);
    goal.setCoefficient(of, micros / MICRO);
    group.setCoefficient(of, 1);
    for (int i = 0; i < pairs.length; i++) {
      add(pools.get(pairs[i]), of, loads[i]);
      add(nodes.get(at[i]), of, cpu[i]);
    }
  }

  /** A row keeps the last of two coefficients, not their sum. */
  private static void add(@Nullable MPConstraint row, MPVariable of, double nanos) {
    if (row != null) {
      row.setCoefficient(of, row.getCoefficient(of) + nanos / NANO);
    }
  }

  /** Solves it; returns whether that succeeded before it was told to stop. */
  boolean solve(BooleanSupplier stop) {
    return Watch.during(solver::solve, stop, solver::interruptSolve)
        == MPSolver.ResultStatus.OPTIMAL;
  }

  /** Devices on a route, by order of {@link #route}. */
  double devices(int route) {
    return devices.get(route).solutionValue();
  }

  @Override
  public void close() {
    solver.delete();
  }
}
