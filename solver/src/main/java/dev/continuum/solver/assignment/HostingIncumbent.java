package dev.continuum.solver.assignment;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.function.BooleanSupplier;

/** The best sets of hosted functions so far. Thread-safe. */
final class HostingIncumbent {

  private static final double[] NONE = {};

  private final Search search;
  private final Hosting hosting;
  private final BooleanSupplier stop;
  private double cost = Double.POSITIVE_INFINITY;
  private boolean[] best;
  private double[] cpu;

  HostingIncumbent(Search search, Hosting hosting) {
    this.search = search;
    this.hosting = hosting;
    stop = search::over;
    best = new boolean[hosting.functions() * hosting.nodes()];
    cpu = new double[hosting.nodes()];
  }

  /** What it costs, micro-units; infinite for none. */
  synchronized double cost() {
    return cost;
  }

  synchronized boolean known() {
    return cost < Double.POSITIVE_INFINITY;
  }

  /** Whether each pair is hosted, by function × nodes + node. */
  synchronized boolean[] best() {
    return best.clone();
  }

  /** Prices of each node's CPU in its transport. */
  synchronized double[] cpu() {
    return cpu.clone();
  }

  /**
   * Takes the transport that sets leave, if it is better.
   *
   * @param prices of CPU to look for near hosts by, from an index on
   * @return the transport's prices of CPU, none if the sets cannot serve all
   */
  double[] offer(boolean[] hosted, double[] prices, int from) {
    HostingFlow.Shares shares = HostingFlow.solve(hosting, hosted, prices, from, stop);
    if (shares == null) {
      return NONE;
    }
    double whole = shares.micros() + hostingCost(hosted);
    if (whole < cost() && publish(shares)) {
      keep(whole, hosted, shares.cpu());
    }
    return shares.cpu();
  }

  private synchronized void keep(double whole, boolean[] hosted, double[] prices) {
    if (whole < cost) {
      cost = whole;
      best = hosted.clone();
      cpu = prices;
    }
  }

  private double hostingCost(boolean[] hosted) {
    double sum = 0;
    int m = hosting.nodes();
    for (int n = 0; n < m; n++) {
      boolean used = false;
      for (int pair = n; pair < hosted.length; pair += m) {
        if (hosted[pair]) {
          used = true;
          sum += hosting.host().fixed()[pair];
        }
      }
      sum += used ? hosting.host().opening()[n] : 0;
    }
    return sum;
  }

  private boolean publish(HostingFlow.Shares shares) {
    CompiledProblem problem = search.problem();
    PlacementState state = new PlacementState(problem);
    int m = hosting.nodes();
    boolean fits = true;
    for (CompiledGroup group : problem.groups()) {
      double sum = 0;
      for (int n = 0; n < m; n++) {
        sum += shares.shares()[group.index * m + n];
      }
      for (int n = 0; n < m; n++) {
        int k = group.index * m + n;
        if (shares.shares()[k] > 0) {
          int[] route = {hosting.use().option()[k]};
          fits &= state.add(group.index, route, group.devices * shares.shares()[k] / sum);
        }
      }
    }
    if (!fits || !state.complete()) {
      return false;
    }
    var unused = search.offer(state.snapshot(), "hosting");
    return true;
  }
}
