package dev.continuum.solver.assignment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Branch and bound on which nodes are open, and then on which arcs jobs take, lowest bound first:
 * {@link SiteBranching} looks at the vertices, in one thread or several. Cf. A. Klose, S. Görtz, A
 * branch-and-price algorithm for the capacitated facility location problem, 2007, DOI
 * 10.1016/j.ejor.2006.03.078. Thread-safe.
 */
final class SiteTree {

  private static final long MOST_BYTES = 200_000_000;

  /** Of a vertex beside what its arrays hold. */
  private static final long BYTES = 400;

  private static final long WAIT_NANOS = 2_000_000;

  /** What looks at vertices. */
  interface Branching {

    /** What a placement must cost less than to be of use. */
    double limit(double cutoff);

    /** Gives a vertex's parts to the tree, as far as something below the limit may be in them. */
    void look(SiteTree tree, SiteVertex vertex, double limit, BooleanSupplier stop);
  }

  private final PriorityQueue<SiteVertex> open = new PriorityQueue<>();

  private final List<SiteVertex> lookedAt = new ArrayList<>();
  private final long most;
  private long numbers;
  private double bound;
  private boolean full;

  /** Least that is proven of parts that neither have children nor are exhausted. */
  private double unproven = Double.POSITIVE_INFINITY;

  /** A tree whose root is where an ascent stands. */
  SiteTree(Instance instance, Ascent root) {
    this(
        new SiteVertex(root.dual.state.clone(), new BitSet(), root.best.clone(), root.bestValue, 0),
        instance.divisible ? 0 : instance.arcs() / 8L);
  }

  /**
   * A tree with a root.
   *
   * @param arcBytes that a vertex takes for what is not used in it
   */
  SiteTree(SiteVertex root, long arcBytes) {
    bound = root.bound();
    open.add(root);
    numbers = 1;
    most = MOST_BYTES / (BYTES + root.state().length + 8L * root.prices().length + arcBytes);
  }

  /** No placement cheaper than the cutoff of the last step costs less, above the base. */
  synchronized double bound() {
    return bound;
  }

  /**
   * Looks at one vertex, or waits a little while others look at all there are.
   *
   * @param cutoff the incumbent's cost above the base
   * @return whether there is more to look at
   */
  boolean step(Branching worker, double cutoff, BooleanSupplier stop) {
    double limit = worker.limit(cutoff);
    SiteVertex vertex = take(limit);
    if (vertex != null) {
      boolean settled = false;
      try {
        worker.look(this, vertex, limit, stop);
        settled = true;
      } finally {
        give(vertex, limit, settled);
      }
    }
    if (isWaiting()) {
      LockSupport.parkNanos(WAIT_NANOS);
    }
    return isMore();
  }

  private synchronized @Nullable SiteVertex take(double limit) {
    // Lowest first: where one is as good as the incumbent, all that follow are.
    SiteVertex vertex = full ? null : open.poll();
    if (vertex == null) {
      return null;
    }
    if (vertex.bound() >= limit) {
      open.clear();
      return null;
    }
    lookedAt.add(vertex);
    return vertex;
  }

  private synchronized void give(SiteVertex vertex, double limit, boolean settled) {
    lookedAt.removeIf(each -> each.number() == vertex.number());
    if (!settled) {
      unproven = Math.min(unproven, vertex.bound());
    }
    full = open.size() > most;
    SiteVertex lowest = open.peek();
    double left = lowest == null ? Double.POSITIVE_INFINITY : lowest.bound();
    for (SiteVertex each : lookedAt) {
      left = Math.min(left, each.bound());
    }
    bound = Math.max(bound, Math.min(Math.min(left, limit), unproven));
  }

  private synchronized boolean isWaiting() {
    return open.isEmpty() && !lookedAt.isEmpty();
  }

  private synchronized boolean isMore() {
    boolean more = !full && !(open.isEmpty() && lookedAt.isEmpty());
    if (!more && !full) {
      bound = unproven;
    }
    return more;
  }

  /** Part of a vertex that is being looked at; the arrays are copied. */
  synchronized void add(byte[] state, BitSet without, double[] prices, double proven) {
    open.add(new SiteVertex(state.clone(), without, prices.clone(), proven, numbers++));
  }

  /** Nothing more will be done for a part that is not settled. */
  synchronized void giveUp(double proven) {
    unproven = Math.min(unproven, proven);
  }
}
