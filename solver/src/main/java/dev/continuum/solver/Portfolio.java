package dev.continuum.solver;

import dev.continuum.solver.exact.Exact;
import dev.continuum.solver.exact.Neighbourhoods;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.price.PriceCore;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.util.List;

/** Which backends a strategy runs, in which order. They share incumbent and bounds. */
record Portfolio(List<Backend> backends) implements Backend {

  static Portfolio of(Strategy strategy) {
    return switch (strategy) {
      case GREEDY -> new Portfolio(List.of(new Greedy()));
      case EXACT -> new Portfolio(List.of(Greedy.constructionOnly(), new Exact()));
      case AUTO -> new Portfolio(List.of(new Greedy(), new PriceCore(), new Exact(), new Neighbourhoods()));
    };
  }

  @Override
  public void run(Search search) {
    for (Backend backend : backends) {
      if (!search.over()) {
        backend.run(search);
      }
    }
  }
}
