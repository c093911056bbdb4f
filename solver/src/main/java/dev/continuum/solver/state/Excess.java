package dev.continuum.solver.state;

import dev.continuum.model.quantity.Rounding;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RuleTable;

/**
 * How far a placement under construction breaks rules 2 to 5, 7 and 8, ppm of each limit, as the
 * oracle counts: what a search that passes through forbidden placements needs. A limit on the
 * instances of one function counts where the node itself is not over its limits. Not thread-safe.
 */
public final class Excess {

  private final PlacementState state;
  private final CompiledProblem problem;

  Excess(PlacementState state) {
    this.state = state;
    this.problem = state.problem();
  }

  /** Whether no rule is broken; looks at everything. */
  public boolean none() {
    boolean none = acrossNodes() == 0;
    for (int n = 0; none && n < problem.nodes().size; n++) {
      none = ofNode(n) == 0;
    }
    for (int g = 0; none && g < problem.groups().size(); g++) {
      none = ofGroup(g) == 0;
    }
    return none;
  }

  /** Of one node; O(1) where no function has too many instances and none are to be apart. */
  public long ofNode(int n) {
    long sum = state.use().excessPpm(n);
    PairTable pairs = problem.pairs();
    if (sum == 0 && state.anyOverfullPair()) {
      for (int f = 0; f < pairs.functions; f++) {
        int pair = pairs.index(f, n);
        sum += LinkTraffic.excessPpm(state.warm(pair), pairs.mostInstances[pair]);
      }
    }
    for (RuleTable.ApartRule apart : problem.rules().aparts()) {
      sum += state.hasBoth(apart, n) ? Rounding.MICRO : 0;
    }
    return sum;
  }

  /** Of one group: devices that must be served, and devices moved to where nothing may come. */
  public long ofGroup(int group) {
    var it = problem.groups().get(group);
    double tolerance = it.divisible ? PlacementState.DIVISIBLE_TOLERANCE * it.devices : 0;
    return (it.serveAll && state.unserved(group) > tolerance ? Rounding.MICRO : 0)
        + (state.movedOntoCordoned(group) ? Rounding.MICRO : 0);
  }

  /** Of links, of functions to be warm in several zones, and of changes. */
  public long acrossNodes() {
    long sum = state.linkExcessPpm();
    for (RuleTable.SpreadRule spread : problem.rules().spreads()) {
      sum += LinkTraffic.excessPpm(spread.zones(), state.zonesOf(spread.function()), 0);
    }
    return sum
        + LinkTraffic.excessPpm(state.changes(), problem.changes().budget(), state.tolerance());
  }
}
