package dev.continuum.solver.assignment;

import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
  private record Vertex(byte[] state, double[] prices, double bound, long number, int tries)
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

  /** What was not settled in the time it got: looked at again once nothing else is left. */
  private final PriorityQueue<Vertex> postponed = new PriorityQueue<>();

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
          new Vertex(
              ascent.dual.state.clone(), ascent.best.clone(), ascent.bestValue, numbers++, 0));
    }
    double limit = sites.limit(Math.min(cutoff, sites.bestCost()));
    if (full) {
      return false;
    }
    // Lowest first: where one is as good as the incumbent, all that follow are.
    Vertex vertex = next(open, limit);
    vertex = vertex == null ? next(postponed, limit) : vertex;
    if (vertex == null) {
      bound = unproven;
      return false;
    }
    look(vertex, limit, stop);
    double left = Math.min(least(open), least(postponed));
    bound = Math.max(bound, Math.min(Math.min(left, limit), unproven));
    full = open.size() > MOST_VERTICES;
    return !full;
  }

  private static @Nullable Vertex next(PriorityQueue<Vertex> queue, double limit) {
    Vertex vertex = queue.poll();
    if (vertex != null && vertex.bound >= limit) {
      queue.clear();
      return null;
    }
    return vertex;
  }

  private static double least(PriorityQueue<Vertex> queue) {
    Vertex lowest = queue.peek();
    return lowest == null ? Double.POSITIVE_INFINITY : lowest.bound;
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
      leaf(vertex.tries, least, limit, stop);
      return;
    }
    for (byte state : new byte[] {Dual.OPEN, Dual.CLOSED}) {
      byte[] states = dual.state.clone();
      states[branch] = state;
      double below =
          state == Dual.OPEN
              ? value + Math.max(0, dual.net[branch])
              : value - Math.min(0, dual.net[branch]);
      open.add(new Vertex(states, ascent.best.clone(), Math.max(least, below), numbers++, 0));
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
    sites.round(nodes, ascent.best, stop);
  }

  /** All nodes settled; what is not proven at once comes back with more time. */
  private void leaf(int tries, double least, double limit, BooleanSupplier stop) {
    Dual dual = ascent.dual;
    double proven = Math.max(least, sites.leaf(dual, ascent.best, limit, tries, stop));
    if (proven >= limit) {
      return;
    }
    if (tries + 1 < sites.mostTries()) {
      postponed.add(
          new Vertex(dual.state.clone(), ascent.best.clone(), proven, numbers++, tries + 1));
    } else {
      unproven = Math.min(unproven, proven);
    }
  }
}
