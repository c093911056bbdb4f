package dev.continuum.solver;

import dev.continuum.solver.assignment.AssignmentCore;
import dev.continuum.solver.exact.Configurations;
import dev.continuum.solver.exact.Exact;
import dev.continuum.solver.exact.Neighbourhoods;
import dev.continuum.solver.exact.SharedFlows;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.price.PriceCore;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Together;
import dev.continuum.solver.timefold.Timefold;
import dev.continuum.solver.volume.CallImprovement;
import dev.continuum.solver.volume.CallOpening;
import dev.continuum.solver.volume.NearOpening;
import dev.continuum.solver.volume.Volume;
import java.util.List;

/**
 * Which backends a strategy runs, in which order. They share incumbent, bounds and routes. A first
 * incumbent comes before all else; then prices prove bounds and generate routes while integer
 * programming proves small problems and improves large ones neighbourhood by neighbourhood.
 */
final class Portfolio {

  /** Of the time that prices leave; kicks polish what it found. */
  private static final double SHARE_OF_POOLS = 0.85;

  private Portfolio() {}

  static Backend of(SolveOptions options) {
    return switch (options.strategy()) {
      case GREEDY -> new Greedy();
      case TIMEFOLD -> inOrder(Greedy.constructionOnly(), new Timefold());
      case EXACT -> new AssignmentCore(inOrder(Greedy.constructionOnly(), new Exact()));
      case AUTO -> all(new SharedFlows());
    };
  }

  private static Backend all(SharedFlows flows) {
    return new Volume(
        new AssignmentCore(
            inOrder(
                new NearOpening(),
                configurations(new CallOpening(Greedy.opening()), new PriceCore()),
                Timefold.opening(),
                together(
                    new CallImprovement(
                        inOrder(flows.dual(), new PriceCore(), flows.search(SHARE_OF_POOLS))),
                    inOrder(
                        flows,
                        Exact.besideOthers(),
                        CallImprovement.kicks(new Neighbourhoods()))))));
  }

  private static Backend configurations(Backend opening, Backend prices) {
    return new Configurations(
        opening, CallImprovement::meanwhile, CallImprovement::kicks, prices, opening);
  }

  private static Backend inOrder(Backend... backends) {
    return search -> Together.inOrder(search, List.of(backends));
  }

  private static Backend together(Backend... backends) {
    return search -> Together.run(search, List.of(backends));
  }
}
