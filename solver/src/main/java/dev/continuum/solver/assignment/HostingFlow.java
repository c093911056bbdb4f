package dev.continuum.solver.assignment;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import dev.continuum.solver.BackendException;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.natives.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who serves whom once it is known which nodes host what: a linear program (GLOP, an exact vertex)
 * over a few hosts of each group, those that are cheapest with CPU priced; hosts that would be
 * cheaper at the prices it ends with enter, until there are none (column generation, cf. G.
 * Desaulniers, J. Desrosiers, M. M. Solomon, 2005, DOI 10.1007/b135457). Not thread-safe.
 */
final class HostingFlow {

  private static final int WIDTH = 3;
  private static final int MOST_ROUNDS = 12;
  private static final double NEGLIGIBLE = 1e-9;

  /** What a host must be cheaper by to enter, a share. */
  private static final double PRICED = 1e-12;

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

  private final Hosting hosting;
  private final boolean[] hosted;
  private final MPSolver solver;
  private final MPConstraint[] room;
  private final MPConstraint[] served;
  private final boolean[] known;
  private final List<MPVariable> variables = new ArrayList<>();
  private final List<Integer> arcs = new ArrayList<>();
  private final double scale;

  private HostingFlow(Hosting hosting, boolean[] hosted, MPSolver solver) {
    this.hosting = hosting;
    this.hosted = hosted;
    this.solver = solver;
    room = new MPConstraint[hosting.nodes()];
    served = new MPConstraint[hosting.groups()];
    known = new boolean[hosting.groups() * hosting.nodes()];
    double widest = 1;
    for (double spread : hosting.spread()) {
      widest = Math.max(widest, spread / 1e3);
    }
    scale = widest;
    for (int n = 0; n < room.length; n++) {
      room[n] = solver.makeConstraint(-MPSolver.infinity(), 1);
    }
    for (int g = 0; g < served.length; g++) {
      served[g] = solver.makeConstraint(1, 1);
    }
  }

  /** The cheapest shares, or null if the hosts cannot serve all or there is no time. */
  static @Nullable Shares solve(
      Hosting hosting, boolean[] hosted, double[] prices, int from, BooleanSupplier stop) {
    Natives.require();
    MPSolver solver = MPSolver.createSolver("GLOP");
    if (solver == null) {
      throw new BackendException("OR-Tools has no GLOP");
    }
    try {
      return new HostingFlow(hosting, hosted, solver).run(prices, from, stop);
    } finally {
      solver.delete();
    }
  }

  private @Nullable Shares run(double[] prices, int from, BooleanSupplier stop) {
    if (!begin(prices, from)) {
      return null;
    }
    var unused = solver.setSolverSpecificParametersAsString(EXACT_VERTEX);
    for (int round = 0; ; round++) {
      MPSolverParameters parameters = new MPSolverParameters();
      MPSolver.ResultStatus status =
          Watch.during(() -> solver.solve(parameters), stop, solver::interruptSolve);
      parameters.delete();
      boolean solved = status == MPSolver.ResultStatus.OPTIMAL;
      boolean priced = solved && round < MOST_ROUNDS;
      boolean done = priced ? !price() : (stop.getAsBoolean() || !addAll());
      if (done) {
        return solved ? shares() : null;
      }
    }
  }

  /** Adds each group's cheapest hosts; returns whether each has some. */
  private boolean begin(double[] prices, int from) {
    int m = hosting.nodes();
    double[] keys = new double[m];
    int[] nodes = new int[m];
    for (int g = 0; g < served.length; g++) {
      int count = 0;
      for (int n = 0; n < m; n++) {
        if (serves(g, n)) {
          keys[count] = hosting.use().micros()[g * m + n] + prices[from + n] * relative(g, n);
          nodes[count++] = n;
        }
      }
      if (count == 0) {
        return false;
      }
      int[] order = Order.ascending(keys, count);
      for (int k = 0; k < Math.min(WIDTH, count); k++) {
        add(g, nodes[order[k]]);
      }
    }
    return true;
  }

  /** Adds all hosts; returns whether one is new. */
  private boolean addAll() {
    int before = arcs.size();
    for (int g = 0; g < served.length; g++) {
      for (int n = 0; n < room.length; n++) {
        if (serves(g, n)) {
          add(g, n);
        }
      }
    }
    return arcs.size() > before;
  }

  private boolean serves(int g, int n) {
    int m = hosting.nodes();
    return hosted[hosting.function()[g] * m + n]
        && hosting.use().micros()[g * m + n] < Double.POSITIVE_INFINITY;
  }

  private double relative(int g, int n) {
    return hosting.use().nanocores()[g * hosting.nodes() + n]
        / Math.max(1, hosting.host().cpuRoom()[n]);
  }

  private void add(int g, int n) {
    int arc = g * hosting.nodes() + n;
    if (known[arc]) {
      return;
    }
    known[arc] = true;
    MPVariable x = solver.makeNumVar(0, MPSolver.infinity(), "");
    served[g].setCoefficient(x, 1);
    room[n].setCoefficient(x, relative(g, n));
    solver.objective().setCoefficient(x, hosting.use().micros()[arc] / scale);
    variables.add(x);
    arcs.add(arc);
  }

  /** Adds each group's host that would be cheapest at the prices, if it is new; whether one was. */
  private boolean price() {
    double[] cpu = cpu();
    // All are read before the program changes, after which it has none.
    double[] paid = new double[served.length];
    for (int g = 0; g < served.length; g++) {
      paid[g] = served[g].dualValue() * scale;
    }
    boolean any = false;
    for (int g = 0; g < served.length; g++) {
      double least = paid[g] - PRICED * Math.abs(paid[g]);
      int cheapest = -1;
      for (int n = 0; n < cpu.length; n++) {
        double cost = hosting.use().micros()[g * cpu.length + n] + cpu[n] * relative(g, n);
        if (cost < least && !known[g * cpu.length + n] && serves(g, n)) {
          least = cost;
          cheapest = n;
        }
      }
      if (cheapest >= 0) {
        add(g, cheapest);
        any = true;
      }
    }
    return any;
  }

  private double[] cpu() {
    double[] cpu = new double[room.length];
    for (int n = 0; n < cpu.length; n++) {
      cpu[n] = Math.max(0, -room[n].dualValue() * scale);
    }
    return cpu;
  }

  private Shares shares() {
    double[] shares = new double[known.length];
    double micros = 0;
    for (int v = 0; v < arcs.size(); v++) {
      double share = variables.get(v).solutionValue();
      if (share > NEGLIGIBLE) {
        shares[arcs.get(v)] = share;
        micros += share * hosting.use().micros()[arcs.get(v)];
      }
    }
    return new Shares(micros, shares, cpu());
  }
}
