package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.search.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Solves the program over sites tile by tile: each has its groups and its nodes, and the pools that
 * all share. That takes a small part of the time, as the work of the simplex method grows faster
 * than the program; and what the tiles tell of prices is nearly what the whole would, since what
 * can be had near costs little less than what can be had a little farther. The bound at these
 * prices counts all places of all nodes, whatever the tiles. (POP: D. Narayanan et al., Solving
 * large-scale granular resource allocation problems efficiently with POP, SOSP 2021, DOI
 * 10.1145/3477132.3483588, divides at random, and proves nothing.)
 *
 * <p>Not thread-safe; used once.
 */
final class SiteTiles {

  /** Of a tile. */
  static final int MOST_NODES = 64;

  private final CompiledProblem problem;
  private final NodeFunctions functions;
  private final List<GroupBlocks> blocks;
  private final Tiling tiling;
  private final SplittableRandom random;
  private final double[] noPrices;

  SiteTiles(Search search, NodeFunctions functions, List<GroupBlocks> blocks) {
    this(search, functions, blocks, MOST_NODES);
  }

  /** In tiles of at most so many nodes. */
  SiteTiles(Search search, NodeFunctions functions, List<GroupBlocks> blocks, int mostNodes) {
    problem = search.problem();
    this.functions = functions;
    this.blocks = blocks;
    tiling = Tiling.of(problem, blocks, mostNodes);
    random = new SplittableRandom(search.options().seed());
    noPrices = new double[problem.pairs().size()];
  }

  /** The programs of all tiles, solved, and their prices; nothing if it is stopped. */
  Optional<SiteProgram> program(BooleanSupplier stop) {
    List<ConfigurationDive> dives = new ArrayList<>();
    Optional<SiteProgram> made = Optional.empty();
    try {
      made = solve(dives, stop) ? Optional.of(program(dives)) : made;
      return made;
    } finally {
      if (made.isEmpty()) {
        dives.forEach(ConfigurationDive::close);
      }
    }
  }

  private SiteProgram program(List<ConfigurationDive> dives) {
    List<Link> links = Link.all(problem, blocks, functions);
    TiledPrices prices = new TiledPrices(problem, blocks, links, tiling);
    SiteProgram.Relaxation told = prices.relaxation(dives);
    return new SiteProgram(blocks, functions, links, dives, told, List.of(prices.lowered(told)));
  }

  private boolean solve(List<ConfigurationDive> dives, BooleanSupplier stop) {
    List<List<GroupBlocks>> groups = tiling.groups(blocks);
    for (int tile = 0; tile < tiling.count(); tile++) {
      boolean[] open = tiling.open(tile);
      Predicate<GroupBlocks.Choice> here =
          choice -> choice.place() == RouteSpace.LOCAL || open[choice.place()];
      List<GroupBlocks> some =
          groups.get(tile).stream()
              .map(of -> of.within(of.count, Set.of(), here, noPrices, random))
              .toList();
      ConfigurationDive dive =
          new ConfigurationDive(ConfigurationModel.of(problem, some, functions, open));
      dives.add(dive);
      if (stop.getAsBoolean()
          || !dive.solve(stop)
          || !new PatternGeneration(dive).run(stop)
          || !new PlaceGeneration(dive, here).run(stop)
          || !new PatternGeneration(dive).run(stop)) {
        return false;
      }
    }
    return true;
  }
}
