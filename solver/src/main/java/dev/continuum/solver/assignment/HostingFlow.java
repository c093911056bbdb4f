package dev.continuum.solver.assignment;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import dev.continuum.solver.BackendException;
import dev.continuum.solver.natives.Natives;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who serves whom once it is known which nodes host what: a linear program over the hosts that are
 * cheapest for each group, CPU priced, or over all of them where these do not suffice (GLOP, an
 * exact vertex).
 */
final class HostingFlow {

  private static final int WIDTH = 10;
  private static final double NEGLIGIBLE = 1e-9;
  private static final String EXACT_VERTEX =
      "primal_feasibility_tolerance: 1e-12 dual_feasibility_tolerance: 1e-12"
          + " solution_feasibility_tolerance: 1e-10";

  /**
   * What came of it.
   *
   * @param micros cost without hosting
   * @param shares of groups, by group × nodes + node
   * @param cpu price of all CPU of each node
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Shares(double micros, double[] shares, double[] cpu) {}

  private HostingFlow() {}

  /** The cheapest shares, or null if the hosts cannot serve all. */
  static @Nullable Shares solve(Hosting hosting, boolean[] hosted, double[] prices, int from) {
    Shares near = solve(hosting, hosted, prices, from, WIDTH);
    return near != null ? near : solve(hosting, hosted, prices, from, hosting.nodes());
  }

  private static @Nullable Shares solve(
      Hosting hosting, boolean[] hosted, double[] prices, int from, int width) {
    Natives.require();
    MPSolver solver = MPSolver.createSolver("GLOP");
    if (solver == null) {
      throw new BackendException("OR-Tools has no GLOP");
    }
    try {
      int m = hosting.nodes();
      MPConstraint[] room = new MPConstraint[m];
      for (int n = 0; n < m; n++) {
        room[n] = solver.makeConstraint(-MPSolver.infinity(), 1);
      }
      List<MPVariable> variables = new ArrayList<>();
      List<Integer> arcs = new ArrayList<>();
      double scale = 1;
      for (double spread : hosting.spread()) {
        scale = Math.max(scale, spread / 1e3);
      }
      for (int g = 0; g < hosting.groups(); g++) {
        int[] near = nearest(hosting, hosted, prices, from, g, width);
        if (near.length == 0) {
          return null;
        }
        MPConstraint served = solver.makeConstraint(1, 1);
        for (int n : near) {
          int k = g * m + n;
          MPVariable x = solver.makeNumVar(0, MPSolver.infinity(), "");
          served.setCoefficient(x, 1);
          room[n].setCoefficient(
              x, hosting.use().nanocores()[k] / Math.max(1, hosting.host().cpuRoom()[n]));
          solver.objective().setCoefficient(x, hosting.use().micros()[k] / scale);
          variables.add(x);
          arcs.add(k);
        }
      }
      var unused = solver.setSolverSpecificParametersAsString(EXACT_VERTEX);
      MPSolverParameters parameters = new MPSolverParameters();
      MPSolver.ResultStatus status = solver.solve(parameters);
      parameters.delete();
      if (status != MPSolver.ResultStatus.OPTIMAL) {
        return null;
      }
      double[] shares = new double[hosting.groups() * m];
      double micros = 0;
      for (int v = 0; v < arcs.size(); v++) {
        double share = variables.get(v).solutionValue();
        if (share > NEGLIGIBLE) {
          shares[arcs.get(v)] = share;
          micros += share * hosting.use().micros()[arcs.get(v)];
        }
      }
      double[] cpu = new double[m];
      for (int n = 0; n < m; n++) {
        cpu[n] = Math.max(0, -room[n].dualValue() * scale);
      }
      return new Shares(micros, shares, cpu);
    } finally {
      solver.delete();
    }
  }

  private static int[] nearest(
      Hosting hosting, boolean[] hosted, double[] prices, int from, int g, int width) {
    int m = hosting.nodes();
    int f = hosting.function()[g];
    double[] keys = new double[m];
    int[] nodes = new int[m];
    int count = 0;
    for (int n = 0; n < m; n++) {
      int k = g * m + n;
      if (hosted[f * m + n] && hosting.use().micros()[k] < Double.POSITIVE_INFINITY) {
        double perNanocore = prices[from + n] / Math.max(1, hosting.host().cpuRoom()[n]);
        keys[count] = hosting.use().micros()[k] + perNanocore * hosting.use().nanocores()[k];
        nodes[count++] = n;
      }
    }
    int[] order = Order.ascending(keys, count);
    int[] near = new int[Math.min(width, count)];
    for (int k = 0; k < near.length; k++) {
      near[k] = nodes[order[k]];
    }
    return near;
  }
}
