package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prices of the whole, put together from those of its tiles: a group's from its tile, a node's from
 * its own, and the mean of all where tiles share a node. In the order of {@link BlockDual}: by
 * group and block, then by link, then CPU of nodes, then memory of pools.
 */
final class TiledPrices {

  private final CompiledProblem problem;
  private final Tiling tiling;

  /** The first price of each group. */
  private final int[] first;

  private final Map<Key, Integer> ofLink = new HashMap<>();
  private final int firstOfNodes;

  /** Whose CPU, and then whose memory, has a price. */
  private final List<Integer> priced = new ArrayList<>();

  /** A call of a group on a pair, whichever places a program looks at. */
  private record Key(int group, int call, int pair) {

    static Key of(Link link) {
      return new Key(link.of().group.index, link.call(), link.pair());
    }
  }

  TiledPrices(
      CompiledProblem problem,
      List<GroupBlocks> blocks,
      List<Link> links,
      NodeFunctions functions,
      Tiling tiling) {
    this.problem = problem;
    this.tiling = tiling;
    first = new int[problem.groups().size()];
    int size = 0;
    for (GroupBlocks of : blocks) {
      first[of.group.index] = size;
      size += of.row.length;
    }
    for (Link link : links) {
      ofLink.put(Key.of(link), size++);
    }
    firstOfNodes = size;
    for (int n = 0; n < problem.nodes().size; n++) {
      if (!problem.nodes().hasEndlessCpu(n)) {
        priced.add(n);
      }
    }
    for (int n = 0; n < problem.nodes().size; n++) {
      if (functions.sharesMemory(n)) {
        priced.add(n);
      }
    }
  }

  /** What the whole's relaxation is taken to be; each tile's has been solved. */
  SiteProgram.Relaxation relaxation(List<ConfigurationDive> tiles) {
    double[] prices = new double[firstOfNodes + priced.size()];
    double[] loadPrices = new double[problem.pairs().size()];
    for (int tile = 0; tile < tiles.size(); tile++) {
      add(tiles.get(tile), tile, prices);
      double[] of = tiles.get(tile).loadPrices();
      for (int pair = 0; pair < of.length; pair++) {
        loadPrices[pair] += share(problem.pairs().node(pair), tile) * of[pair];
      }
    }
    int[] program = tiling.ofNode().clone();
    for (int n = 0; n < program.length; n++) {
      program[n] = Math.max(0, program[n]);
    }
    NodeWorth worth = NodeWorth.of(program, tiles.stream().map(NodeWorth::of).toList());
    return new SiteProgram.Relaxation(prices, loadPrices, worth, List.of());
  }

  private void add(ConfigurationDive dive, int tile, double[] prices) {
    double[] of = dive.prices();
    int at = 0;
    for (GroupBlocks group : dive.of().groups) {
      for (int block = 0; block < group.row.length; block++) {
        prices[first[group.group.index] + block] = of[at++];
      }
    }
    for (Link link : dive.of().links) {
      double price = of[at++];
      Integer to = ofLink.get(Key.of(link));
      if (to != null) {
        prices[to] = price;
      }
    }
    for (int i = 0; i < priced.size(); i++) {
      prices[firstOfNodes + i] += share(priced.get(i), tile) * of[at++];
    }
  }

  /** The part of a node's price that is a tile's. */
  private double share(int node, int tile) {
    int of = tiling.ofNode()[node];
    return of < 0 ? 1.0 / tiling.count() : of == tile ? 1 : 0;
  }
}
