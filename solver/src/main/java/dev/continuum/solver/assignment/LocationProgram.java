package dev.continuum.solver.assignment;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.function.BooleanSupplier;

/**
 * Location as a mixed-integer program (SCIP) over the nodes and arcs that prices leave: whether
 * nodes are open, and what share of a job each serves, at most what an open one can hold (G.
 * Cornuéjols, R. Sridharan, J. M. Thizy, 1991, DOI 10.1016/0377-2217(91)90261-S, the strong
 * formulation with total capacity). Its cuts see nodes and loads together, which prices of jobs
 * alone do not.
 */
final class LocationProgram {

  /** Of what SCIP proves: its sums are in double precision. */
  private static final double OUTWARD = 1e-10;

  /** In units of the program: rows hold within a tolerance, too. */
  private static final double TOLERANCE = 1e-6;

  /** Costs are no more than so many units of the program. */
  private static final double MOST_COST = 1e5;

  /** The same of whole jobs, whose costs are multiples of one that SCIP then knows. */
  private static final double MOST_WHOLE_COST = 1e8;

  /**
   * What came of it.
   *
   * @param bound above the base: nothing on these nodes and arcs costs less; infinite if nothing is
   *     on them, negative infinity if nothing is proven
   * @param open nodes of the best choice found; empty for none
   * @param arcs of the best choice of whole jobs, one each; empty for none, and for divisible jobs
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Outcome(double bound, boolean[] open, int[] arcs) {

    private static Outcome nothing(double bound) {
      return new Outcome(bound, new boolean[0], new int[0]);
    }
  }

  private final Instance instance;
  private final Scip scip;
  private final MPSolver solver;
  private final MPVariable[] opens;
  private final MPVariable[] serves;
  private final MPConstraint[] room;
  private final double scale;

  private LocationProgram(Instance instance, Scip scip) {
    this.instance = instance;
    this.scip = scip;
    solver = scip.solver;
    opens = new MPVariable[instance.nodes];
    serves = new MPVariable[instance.arcs()];
    room = new MPConstraint[instance.nodes];
    scale = scale(instance);
  }

  /**
   * Solves to the end, unless stopped.
   *
   * @param state of nodes, as in {@link Dual}
   * @param removed arcs that are left out
   * @param open nodes of a choice to start from
   * @param share of its job that each arc serves in that choice
   */
  static Outcome solve(
      Instance instance,
      byte[] state,
      boolean[] removed,
      boolean[] open,
      double[] share,
      BooleanSupplier stop) {
    try (Scip scip = new Scip()) {
      LocationProgram program = new LocationProgram(instance, scip);
      program.open(state);
      program.cover();
      program.serve(state, removed);
      program.start(open, share);
      return program.run(stop);
    }
  }

  private static double scale(Instance instance) {
    double most = 1;
    for (double cost : instance.cost) {
      most = Math.max(most, cost);
    }
    for (long cost : instance.opening) {
      most = Math.max(most, (double) cost);
    }
    return instance.divisible
        ? Math.max(1, most / MOST_COST)
        : Math.max((double) instance.step, most / MOST_WHOLE_COST);
  }

  private void open(byte[] state) {
    for (int i = 0; i < instance.nodes; i++) {
      if (state[i] != Dual.CLOSED) {
        opens[i] = solver.makeVar(state[i] == Dual.OPEN ? 1 : 0, 1, true, "");
        solver.objective().setCoefficient(opens[i], instance.opening[i] / scale);
        room[i] = solver.makeConstraint(-MPSolver.infinity(), 0);
        room[i].setCoefficient(opens[i], -room(i));
      }
    }
  }

  /** Open nodes must add up to the demand. */
  private void cover() {
    if (instance.coverWeight.length == 0) {
      return;
    }
    MPConstraint cover = solver.makeConstraint(instance.coverDemand, MPSolver.infinity());
    for (int i = 0; i < instance.nodes; i++) {
      if (opens[i] != null) {
        cover.setCoefficient(opens[i], instance.coverWeight[i]);
      }
    }
  }

  /** What a node holds: whole numbers for whole jobs, by which SCIP knows a knapsack. */
  private double room(int i) {
    return instance.divisible ? 1 : (double) Math.max(1, instance.capacity[i]);
  }

  private void serve(byte[] state, boolean[] removed) {
    for (int j = 0; j < instance.jobs; j++) {
      MPConstraint served = solver.makeConstraint(1, 1);
      for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
        int i = instance.node[a];
        boolean fits = instance.divisible || instance.use[a] <= instance.capacity[i];
        if (!removed[a] && state[i] != Dual.CLOSED && fits) {
          served.setCoefficient(share(a, state[i] == Dual.FREE), 1);
        }
      }
    }
  }

  private MPVariable share(int a, boolean mayBeClosed) {
    int i = instance.node[a];
    double size = instance.use[a] / (double) Math.max(1, instance.capacity[i]);
    MPVariable x = solver.makeVar(0, 1, !instance.divisible, "");
    serves[a] = x;
    solver.objective().setCoefficient(x, instance.cost[a] / scale);
    room[i].setCoefficient(x, instance.divisible ? size : (double) instance.use[a]);
    if (mayBeClosed) {
      MPConstraint row = solver.makeConstraint(-MPSolver.infinity(), 0);
      row.setCoefficient(x, Math.max(1, size));
      row.setCoefficient(opens[i], -1);
    }
    return x;
  }

  /** Every variable has a value: SCIP ignores choices of which it knows little. */
  private void start(boolean[] open, double[] share) {
    for (int i = 0; i < open.length; i++) {
      if (opens[i] != null) {
        scip.start(opens[i], open[i] ? 1 : 0);
      }
    }
    for (int a = 0; a < share.length; a++) {
      if (serves[a] != null) {
        scip.start(serves[a], share[a]);
      }
    }
  }

  private Outcome run(BooleanSupplier stop) {
    MPSolver.ResultStatus status = scip.solve(stop);
    return switch (status) {
      case OPTIMAL, FEASIBLE -> {
        double bound = scip.bound(status) * scale;
        yield new Outcome(
            bound - Math.max(OUTWARD * (Math.abs(bound) + instance.base), slack()),
            opened(),
            instance.divisible ? new int[0] : chosen());
      }
      case INFEASIBLE -> Outcome.nothing(Double.POSITIVE_INFINITY);
      default -> Outcome.nothing(Double.NEGATIVE_INFINITY);
    };
  }

  /** Whole jobs cost multiples of a step, to which bounds are rounded up: tolerances must not. */
  private double slack() {
    return instance.divisible ? 0 : TOLERANCE * scale;
  }

  private boolean[] opened() {
    boolean[] open = new boolean[instance.nodes];
    for (int i = 0; i < open.length; i++) {
      open[i] = opens[i] != null && opens[i].solutionValue() > 0.5;
    }
    return open;
  }

  private int[] chosen() {
    int[] arcs = new int[instance.jobs];
    for (int a = 0; a < serves.length; a++) {
      if (serves[a] != null && serves[a].solutionValue() > 0.5) {
        arcs[instance.job[a]] = a;
      }
    }
    return arcs;
  }
}
