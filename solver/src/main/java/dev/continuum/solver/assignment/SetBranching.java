package dev.continuum.solver.assignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Ends vertices of a {@link SiteTree} of whole jobs by the sets of jobs that each node may still
 * take, where those are few: {@link SetLists} lists them, {@link SetTree} puts them together. What
 * that leaves goes back to the tree. Not thread-safe.
 */
final class SetBranching implements SetTree.Listener {

  /** How many sets may be looked at for a vertex: half a second or so. */
  private static final long WORK = 60_000_000;

  private final Dual dual;
  private final Instance instance;
  private final Sites sites;
  private final boolean[] without;
  private final SetLists lists;
  private final SetTree sets;
  private final boolean[] others;

  // The vertex at hand: prices, arcs left out by branching, and parts that are not looked at.
  private double[] prices = new double[0];
  private BitSet outside = new BitSet();
  private final List<SiteVertex> parts = new ArrayList<>();

  /**
   * Works on what a dual and arcs say at the time.
   *
   * @param dual in the states of the vertex at hand
   * @param without arcs that no better placement of that vertex uses
   */
  SetBranching(Dual dual, Sites sites, boolean[] without) {
    this.dual = dual;
    this.sites = sites;
    this.without = without;
    instance = dual.instance;
    lists = new SetLists(instance);
    sets = new SetTree(lists, this);
    others = new boolean[instance.arcs()];
  }

  /**
   * Looks at a vertex, after an evaluation of the dual at the prices.
   *
   * @param at the prices
   * @param least no placement of the vertex costs less, above the base
   * @return whether it is settled, or in the tree in parts
   */
  boolean look(
      SiteTree tree,
      SiteVertex vertex,
      double[] at,
      double least,
      double limit,
      BooleanSupplier stop) {
    if (limit == Double.POSITIVE_INFINITY) {
      return false;
    }
    SetLists.Outcome outcome = lists.list(dual, at, without, limit);
    if (outcome == SetLists.Outcome.LISTED) {
      prices = at;
      outside = vertex.without();
      sets.search(at, least, limit, WORK, stop);
      for (SiteVertex part : parts) {
        tree.add(part.state(), part.without(), part.prices(), part.bound());
      }
      parts.clear();
    }
    return outcome != SetLists.Outcome.MANY;
  }

  @Override
  public double found(int[] choice) {
    Arrays.fill(others, true);
    for (int a : lists.only) {
      if (a >= 0) {
        others[a] = false;
      }
    }
    for (int x = 0; x < lists.nodes; x++) {
      for (long left = lists.set[choice[x]]; left != 0; left &= left - 1) {
        others[lists.arc[x][Long.numberOfTrailingZeros(left)]] = false;
      }
    }
    var unused = sites.leaf(dual, others);
    return sites.limit(sites.bestCost());
  }

  @Override
  public void left(int[] on, double[] price, double bound) {
    BitSet elsewhere = (BitSet) outside.clone();
    double[] climbed = prices.clone();
    for (int f = 0; f < lists.jobs; f++) {
      int j = lists.job[f];
      climbed[j] = price[f];
      if (on[f] >= 0) {
        elsewhere.set(instance.first[j], instance.first[j + 1]);
        elsewhere.clear(lists.arc[on[f]][f]);
      }
    }
    parts.add(new SiteVertex(dual.state, elsewhere, climbed, bound, parts.size()));
  }
}
