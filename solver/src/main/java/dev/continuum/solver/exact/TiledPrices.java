package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prices of the whole, put together from those of its tiles: a group's from its tile, a node's from
 * its own, and the mean of all where tiles share a node. In the order of {@link BlockDual}: by
 * group and block, then by link, then CPU of nodes.
 */
final class TiledPrices {

  private final CompiledProblem problem;
  private final List<GroupBlocks> blocks;
  private final Tiling tiling;

  /** The first price of each group. */
  private final int[] first;

  private final Map<Key, Integer> ofLink = new HashMap<>();
  private final int firstOfNodes;

  /** The price of each node's CPU, or -1 where it has no limit. */
  private final int[] ofCpu;

  /** Whose CPU has a price. */
  private final List<Integer> priced = new ArrayList<>();

  /** A call of a group on a pair, whichever places a program looks at. */
  private record Key(int group, int call, int pair) {

    static Key of(Link link) {
      return new Key(link.of().group.index, link.call(), link.pair());
    }
  }

  TiledPrices(CompiledProblem problem, List<GroupBlocks> blocks, List<Link> links, Tiling tiling) {
    this.problem = problem;
    this.tiling = tiling;
    this.blocks = blocks;
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
    ofCpu = new int[problem.nodes().size];
    Arrays.fill(ofCpu, -1);
    for (int n = 0; n < problem.nodes().size; n++) {
      if (!problem.nodes().hasEndlessCpu(n)) {
        ofCpu[n] = firstOfNodes + priced.size();
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
    // Nodes that tiles share are worth what the first tells: any prices there prune rightly.
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

  /**
   * Prices that may be better: what a group pays in a tile that is short of room is no more than
   * what it would cost in others. With what nodes are worth that is a solution of the dual of the
   * whole.
   */
  double[] lowered(SiteProgram.Relaxation relaxation) {
    double[] prices = relaxation.prices().clone();
    NodeWorth worth = relaxation.worth();
    for (GroupBlocks of : blocks) {
      int tile = tiling.ofGroup()[of.group.index];
      for (int block = 0; block < of.row.length; block++) {
        int at = first[of.group.index] + block;
        for (int n = 0; n < problem.nodes().size; n++) {
          if (tiling.ofNode()[n] < 0 || tiling.ofNode()[n] == tile) {
            continue;
          }
          for (GroupBlocks.Choice choice : of.ways.of(block, n)) {
            if (choice.micros() < prices[at]) {
              double micros = choice.micros() + worth.taken(of, choice) + cpu(of, choice, prices);
              prices[at] = Math.min(prices[at], micros);
            }
          }
        }
      }
    }
    return prices;
  }

  /** What a device's CPU costs in a place. */
  private double cpu(GroupBlocks of, GroupBlocks.Choice choice, double[] prices) {
    int at = ofCpu[choice.place()];
    if (at < 0 || prices[at] == 0) {
      return 0;
    }
    long nanocores = problem.nodes().cpuNanocores[choice.place()];
    return prices[at] * BlockDual.nanocores(of, choice) / NodeCpu.part(nanocores);
  }

  /** The part of a node's price that is a tile's. */
  private double share(int node, int tile) {
    int of = tiling.ofNode()[node];
    return of < 0 ? 1.0 / tiling.count() : of == tile ? 1 : 0;
  }
}
