package dev.continuum.solver.assignment;

import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Branch and bound on which nodes are open, lowest bound first: at each vertex the dual climbs on
 * from its parent's prices and settles nodes by reduced cost; where all are settled, {@link Sites}
 * serves the jobs. Cf. A. Klose, S. Görtz, A branch-and-price algorithm for the capacitated
 * facility location problem, 2007, DOI 10.1016/j.ejor.2006.03.078. Not thread-safe.
 */
final class SiteTree {

  private static final int CLIMB = 120;
  private static final double FIRST_SCALE = 0.3;
  private static final int MOST_VERTICES = 20_000;

  /** A part of the search space. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Vertex(byte[] state, double[] prices, double bound, long number)
      implements Comparable<Vertex> {
    @Override
    public int compareTo(Vertex other) {
      int order = Double.compare(bound, other.bound);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  private final Instance instance;
  private final Ascent ascent;
  private final Sites sites;
  private final PriorityQueue<Vertex> open = new PriorityQueue<>();
  private long numbers;
  private double bound = Double.NEGATIVE_INFINITY;
  private boolean started;
  private boolean full;

  /** Least that is proven of parts that neither have children nor are exhausted. */
  private double unproven = Double.POSITIVE_INFINITY;

  SiteTree(Instance instance, Ascent ascent, Sites sites) {
    this.instance = instance;
    this.ascent = ascent;
    this.sites = sites;
  }

  /** No placement cheaper than the cutoff of the last step costs less, above the base. */
  double bound() {
    return bound;
  }

  /**
   * Looks at one vertex.
   *
   * @param cutoff the incumbent's cost above the base
   * @return whether there is more to look at
   */
  boolean step(double cutoff, BooleanSupplier stop) {
    if (!started) {
      started = true;
      open.add(
          new Vertex(ascent.dual.state.clone(), ascent.best.clone(), ascent.bestValue, numbers++));
    }
    double limit = sites.limit(Math.min(cutoff, sites.bestCost()));
    if (full || open.isEmpty()) {
      bound = full ? bound : unproven;
      return false;
    }
    Vertex vertex = open.poll();
    if (vertex.bound >= limit) {
      // The lowest: all the others are as good as the incumbent too.
      open.clear();
      bound = unproven;
      return false;
    }
    look(vertex, limit, stop);
    Vertex lowest = open.peek();
    double left = lowest == null ? Double.POSITIVE_INFINITY : Math.min(lowest.bound, limit);
    bound = Math.max(bound, Math.min(left, unproven));
    full = open.size() > MOST_VERTICES;
    return !full;
  }

  private void look(Vertex vertex, double limit, BooleanSupplier stop) {
    Dual dual = ascent.dual;
    System.arraycopy(vertex.state, 0, dual.state, 0, vertex.state.length);
    System.arraycopy(vertex.prices, 0, ascent.best, 0, vertex.prices.length);
    ascent.refresh(FIRST_SCALE);
    double least = Math.max(vertex.bound, ascent.bestValue);
    for (int t = 0; t < CLIMB && ascent.bestValue < limit && !ascent.exhausted(); t++) {
      if (stop.getAsBoolean()) {
        break;
      }
      var unused = ascent.step(limit);
    }
    least = Math.max(least, ascent.bestValue);
    if (least >= limit) {
      return;
    }
    double value = dual.evaluate(ascent.best);
    settle(dual, value, limit);
    int branch = mostDoubtful(dual);
    if (branch < 0) {
      leaf(least, limit, stop);
      return;
    }
    for (byte state : new byte[] {Dual.OPEN, Dual.CLOSED}) {
      byte[] states = dual.state.clone();
      states[branch] = state;
      double below =
          state == Dual.OPEN
              ? value + Math.max(0, dual.net[branch])
              : value - Math.min(0, dual.net[branch]);
      open.add(new Vertex(states, ascent.best.clone(), Math.max(least, below), numbers++));
    }
    round(dual, stop);
  }

  private static void settle(Dual dual, double value, double limit) {
    for (int i = 0; i < dual.state.length; i++) {
      if (dual.state[i] == Dual.FREE) {
        if (dual.net[i] > 0 && value + dual.net[i] >= limit) {
          dual.state[i] = Dual.CLOSED;
        } else if (dual.net[i] < 0 && value - dual.net[i] >= limit) {
          dual.state[i] = Dual.OPEN;
        }
      }
    }
  }

  private int mostDoubtful(Dual dual) {
    int branch = -1;
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < dual.state.length; i++) {
      if (dual.state[i] == Dual.FREE) {
        double doubt = Math.abs(ascent.openShare[i] - 0.5);
        // Shares that are whole say nothing: what settles most goes first.
        double key = doubt < 0.49 ? doubt : 1 + 1 / (1 + Math.abs(dual.net[i]));
        if (key < nearest) {
          nearest = key;
          branch = i;
        }
      }
    }
    return branch;
  }

  /** The nodes that a vertex opens, as a placement. */
  private void round(Dual dual, BooleanSupplier stop) {
    boolean[] nodes = new boolean[instance.nodes];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] =
          dual.state[i] == Dual.OPEN || (dual.state[i] == Dual.FREE && ascent.openShare[i] > 0.5);
    }
    sites.round(nodes, stop);
  }

  /** All nodes settled. */
  private void leaf(double least, double limit, BooleanSupplier stop) {
    double proven = Math.max(least, sites.leaf(ascent.dual, ascent.best, limit, stop));
    if (proven < limit) {
      unproven = Math.min(unproven, proven);
    }
  }
}
