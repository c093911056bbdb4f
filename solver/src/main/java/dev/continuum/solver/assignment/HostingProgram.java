package dev.continuum.solver.assignment;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.function.BooleanSupplier;

/**
 * What is left of hosting once most pairs are decided, as a mixed-integer program (SCIP): shares of
 * groups on nodes, and a whole variable for each pair that is free.
 */
final class HostingProgram {

  /** Of what SCIP proves: its sums are in double precision. */
  private static final double OUTWARD = 1e-10;

  /**
   * What came of it.
   *
   * @param bound no placement with these decisions costs less, micro-units
   * @param hosted the best sets found; empty for none
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Outcome(double bound, boolean[] hosted) {}

  private final Hosting hosting;
  private final byte[] decided;
  private final Scip scip;
  private final MPSolver solver;
  private final MPVariable[] pairs;
  private final MPConstraint[] cpu;
  private final double scale;
  private double constant;

  private HostingProgram(Hosting hosting, byte[] decided, Scip scip) {
    this.hosting = hosting;
    this.decided = decided;
    this.scip = scip;
    solver = scip.solver;
    pairs = new MPVariable[decided.length];
    cpu = new MPConstraint[hosting.nodes()];
    double widest = 1;
    for (double spread : hosting.spread()) {
      widest = Math.max(widest, spread / 1e3);
    }
    scale = widest;
  }

  /**
   * Solves to the end, unless stopped.
   *
   * @param start sets to start from, by function × nodes + node
   */
  static Outcome solve(Hosting hosting, byte[] decided, boolean[] start, BooleanSupplier stop) {
    try (Scip scip = new Scip()) {
      HostingProgram program = new HostingProgram(hosting, decided, scip);
      program.host();
      program.serve();
      program.start(start);
      return program.run(stop);
    }
  }

  private void host() {
    int m = hosting.nodes();
    for (int n = 0; n < m; n++) {
      cpu[n] = solver.makeConstraint(-MPSolver.infinity(), 1);
      // Whole coefficients: SCIP knows a knapsack by them.
      long unit = unit(n);
      double room = (double) Math.floorDiv(hosting.host().memoryRoom()[n], unit);
      double opening = hosting.host().opening()[n];
      MPConstraint memory = solver.makeConstraint(-MPSolver.infinity(), room);
      boolean open = false;
      for (int pair = n; pair < decided.length; pair += m) {
        open |= decided[pair] == HostingNode.IN;
      }
      MPVariable used = solver.makeVar(open ? 1 : 0, 1, true, "");
      solver.objective().setCoefficient(used, opening / scale);
      for (int pair = n; pair < decided.length; pair += m) {
        if (decided[pair] != HostingNode.OUT) {
          MPVariable y = solver.makeVar(decided[pair] == HostingNode.IN ? 1 : 0, 1, true, "");
          pairs[pair] = y;
          solver.objective().setCoefficient(y, hosting.host().fixed()[pair] / scale);
          memory.setCoefficient(y, (double) Math.floorDiv(hosting.host().memory()[pair], unit));
          if (opening > 0 && decided[pair] == HostingNode.FREE) {
            MPConstraint row = solver.makeConstraint(-MPSolver.infinity(), 0);
            row.setCoefficient(y, 1);
            row.setCoefficient(used, -1);
          }
        }
      }
    }
  }

  /** What the memory of all functions on a node is a multiple of. */
  private long unit(int n) {
    long unit = 0;
    for (int pair = n; pair < decided.length; pair += hosting.nodes()) {
      if (decided[pair] != HostingNode.OUT) {
        long rest = hosting.host().memory()[pair];
        while (rest != 0) {
          long next = unit % rest;
          unit = rest;
          rest = next;
        }
      }
    }
    return Math.max(1, unit);
  }

  private void serve() {
    int m = hosting.nodes();
    for (int g = 0; g < hosting.groups(); g++) {
      MPConstraint served = solver.makeConstraint(1, 1);
      // The costs of a group begin at its least, which keeps the objective small.
      double least = least(g);
      constant += least;
      for (int n = 0; n < m; n++) {
        int pair = hosting.function()[g] * m + n;
        int arc = g * m + n;
        if (decided[pair] != HostingNode.OUT
            && hosting.use().micros()[arc] < Double.POSITIVE_INFINITY) {
          MPVariable x = solver.makeNumVar(0, MPSolver.infinity(), "");
          served.setCoefficient(x, 1);
          cpu[n].setCoefficient(
              x, hosting.use().nanocores()[arc] / Math.max(1, hosting.host().cpuRoom()[n]));
          solver.objective().setCoefficient(x, (hosting.use().micros()[arc] - least) / scale);
          if (decided[pair] == HostingNode.FREE) {
            MPConstraint row = solver.makeConstraint(-MPSolver.infinity(), 0);
            row.setCoefficient(x, 1);
            row.setCoefficient(pairs[pair], -1);
          }
        }
      }
    }
  }

  private double least(int g) {
    int m = hosting.nodes();
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < m; n++) {
      if (decided[hosting.function()[g] * m + n] != HostingNode.OUT) {
        least = Math.min(least, hosting.use().micros()[g * m + n]);
      }
    }
    return least < Double.POSITIVE_INFINITY ? least : 0;
  }

  private void start(boolean[] hosted) {
    for (int pair = 0; pair < hosted.length; pair++) {
      if (pairs[pair] != null) {
        scip.start(pairs[pair], hosted[pair] ? 1 : 0);
      }
    }
  }

  private Outcome run(BooleanSupplier stop) {
    MPSolver.ResultStatus status = scip.solve(stop);
    return switch (status) {
      case OPTIMAL, FEASIBLE -> {
        double bound = constant + scip.bound(status) * scale;
        boolean[] hosted = new boolean[decided.length];
        for (int pair = 0; pair < hosted.length; pair++) {
          hosted[pair] = pairs[pair] != null && pairs[pair].solutionValue() > 0.5;
        }
        yield new Outcome(bound - OUTWARD * Math.abs(bound), hosted);
      }
      case INFEASIBLE -> new Outcome(Double.POSITIVE_INFINITY, new boolean[0]);
      default -> new Outcome(Double.NEGATIVE_INFINITY, new boolean[0]);
    };
  }
}
