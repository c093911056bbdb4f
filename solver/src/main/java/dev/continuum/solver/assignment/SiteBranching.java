package dev.continuum.solver.assignment;

import java.util.BitSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at vertices of a {@link SiteTree}: the dual climbs on from the parent's prices and settles
 * nodes and arcs by reduced cost; then the most doubtful node is opened in one part and closed in
 * the other. Where all nodes are settled, whole jobs are branched on: one takes the arc that most
 * of it takes, or another; as soon as the sets of jobs that nodes may take are few, {@link
 * SetBranching} ends the vertex; {@link Sites} serves what few arcs are left, and jobs that can be
 * split. Not thread-safe.
 */
final class SiteBranching implements SiteTree.Branching {

  /** Steps of the dual at a vertex. */
  private static final int CLIMB = 60;

  /** After so many steps nodes and arcs are settled again where jobs are whole. */
  private static final int NARROW = 20;

  private static final double FIRST_SCALE = 0.5;

  /** Of the first vertex where jobs can be split; then steps fit what vertices gained of late. */
  private static final double FIRST_SCALE_DIVISIBLE = 0.3;

  private static final double LEAST_SCALE_DIVISIBLE = 0.005;

  /** How much of what is known of gains a vertex replaces. */
  private static final double NEWS = 0.3;

  /** Steps go on while so many times what the last few gained would reach the limit. */
  private static final double PAYS = 10;

  /** The same where all nodes are settled: arcs raise the bound far less than prices do. */
  private static final double PAYS_SETTLED = 50;

  private final Instance instance;
  private final Ascent ascent;
  private final Dual dual;
  private final Sites sites;
  private final Runnable share;
  private final SiteRounding rounding;
  private final boolean[] removed;

  /** Arcs that no better placement of the vertex at hand uses. */
  private final boolean[] here;

  private final @Nullable SetBranching sets;

  /** What a vertex gained by climbing, the mean of those of late. */
  private double gained = Double.NaN;

  /**
   * Works with prices that it changes.
   *
   * @param removed arcs that no better placement uses, wherever in the tree
   * @param share gives others what the sites have found; run before the tree counts a vertex as
   *     settled, so that no bound is above a placement that only this thread knows
   */
  SiteBranching(Instance instance, Ascent ascent, Sites sites, boolean[] removed, Runnable share) {
    this.instance = instance;
    this.ascent = ascent;
    this.dual = ascent.dual;
    this.sites = sites;
    this.share = share;
    rounding = new SiteRounding(instance);
    this.removed = removed;
    here = new boolean[removed.length];
    sets = instance.divisible ? null : new SetBranching(dual, sites, here);
  }

  /** Whole jobs, with prices of its own. */
  static SiteBranching of(WholeSites sites, double[] prices, Runnable share) {
    Dual dual = new Dual(sites.instance, sites.removed);
    Ascent ascent = new Ascent(dual, prices);
    return new SiteBranching(sites.instance, ascent, sites, sites.removed, share);
  }

  @Override
  public double limit(double cutoff) {
    return sites.limit(Math.min(cutoff, sites.bestCost()));
  }

  @Override
  public void look(SiteTree tree, SiteVertex vertex, double limit, BooleanSupplier stop) {
    System.arraycopy(vertex.state(), 0, dual.state, 0, dual.state.length);
    System.arraycopy(vertex.prices(), 0, ascent.best, 0, ascent.best.length);
    ascent.refresh(instance.divisible ? fittingScale(limit - vertex.bound()) : FIRST_SCALE);
    double first = ascent.bestValue;
    System.arraycopy(removed, 0, here, 0, here.length);
    vertex.without().stream().forEach(a -> here[a] = true);
    boolean left = climbs(limit, stop);
    double gain = ascent.bestValue - first;
    gained = Double.isNaN(gained) ? gain : gained + NEWS * (gain - gained);
    if (left) {
      branch(tree, vertex, Math.max(vertex.bound(), ascent.bestValue), limit, stop);
    }
    if (!instance.divisible) {
      dual.restrict(removed);
    }
    share.run();
  }

  /** Steps aim at the limit; this makes them as long as if they aimed at what may be gained. */
  private double fittingScale(double missing) {
    return Double.isNaN(gained)
        ? FIRST_SCALE_DIVISIBLE
        : Math.clamp(gained / missing, LEAST_SCALE_DIVISIBLE, FIRST_SCALE_DIVISIBLE);
  }

  /** Whether the vertex is still below the limit at the end. */
  private boolean climbs(double limit, BooleanSupplier stop) {
    // The ascent has just evaluated its best prices.
    if (ascent.bestValue >= limit || !settle(ascent.best, limit)) {
      return false;
    }
    double before = ascent.bestValue;
    for (int t = 1; ascent.bestValue < limit && !ascent.exhausted(); t++) {
      if (stop.getAsBoolean()) {
        break;
      }
      var unused = ascent.step(limit);
      if (t % NARROW == 0) {
        boolean pays = limit - ascent.bestValue < patience() * (ascent.bestValue - before);
        if (t >= CLIMB && (instance.divisible || !pays)) {
          break;
        }
        before = ascent.bestValue;
        if (!instance.divisible && !narrow(limit)) {
          return false;
        }
      }
    }
    return ascent.bestValue < limit && narrow(limit);
  }

  private double patience() {
    for (byte each : dual.state) {
      if (each == Dual.FREE) {
        return PAYS;
      }
    }
    return PAYS_SETTLED;
  }

  /**
   * Settles nodes and arcs by the best prices, and by those where net costs say most; false if
   * nothing better than the limit can be left.
   */
  private boolean narrow(double limit) {
    var unused = dual.evaluate(ascent.best);
    boolean more = ascent.relaxedValue > dual.relaxed;
    if (!settle(ascent.best, limit)) {
      return false;
    }
    if (!more) {
      return true;
    }
    unused = dual.evaluate(ascent.bestRelaxed);
    return settle(ascent.bestRelaxed, limit);
  }

  /** Evaluates the dual where net costs say most; returns the prices. */
  private double[] evaluate() {
    var unused = dual.evaluate(ascent.best);
    if (ascent.relaxedValue <= dual.relaxed) {
      return ascent.best;
    }
    unused = dual.evaluate(ascent.bestRelaxed);
    return ascent.bestRelaxed;
  }

  /** The same by prices at which the dual has just been evaluated. */
  private boolean settle(double[] prices, double limit) {
    var unused = Fixing.apply(dual, prices, limit, here);
    if (!Fixing.cover(dual)) {
      return false;
    }
    for (int j = 0; j < instance.jobs; j++) {
      int a = instance.first[j];
      while (a < instance.first[j + 1] && !isLeft(a)) {
        a++;
      }
      if (a == instance.first[j + 1]) {
        return false;
      }
    }
    if (!instance.divisible) {
      dual.restrict(here);
    }
    return true;
  }

  private boolean isLeft(int a) {
    return !here[a] && dual.state[instance.node[a]] != Dual.CLOSED;
  }

  private void branch(
      SiteTree tree, SiteVertex vertex, double least, double limit, BooleanSupplier stop) {
    double[] netPrices = evaluate();
    if (sets != null && sets.look(tree, vertex, netPrices, least, limit, stop)) {
      return;
    }
    int doubtful = mostDoubtful();
    if (doubtful < 0) {
      settled(tree, vertex, least, limit);
      return;
    }
    double net = dual.net[doubtful];
    for (byte state : new byte[] {Dual.OPEN, Dual.CLOSED}) {
      byte[] states = dual.state.clone();
      states[doubtful] = state;
      double below = dual.relaxed + (state == Dual.OPEN ? Math.max(0, net) : Math.max(0, -net));
      tree.add(states, vertex.without(), ascent.best, Math.max(least, below));
    }
    round(stop);
  }

  private int mostDoubtful() {
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
  private void round(BooleanSupplier stop) {
    sites.round(rounding.nodes(dual, ascent.openShare), ascent.best, stop);
  }

  /** All nodes settled; what is neither proven nor can be branched on is given up. */
  private void settled(SiteTree tree, SiteVertex vertex, double least, double limit) {
    int job = instance.divisible ? -1 : mostSplit();
    if (job >= 0) {
      halve(tree, vertex, job, least);
      return;
    }
    double proven = Math.max(least, sites.leaf(dual, here));
    if (proven < limit) {
      tree.giveUp(proven);
    }
  }

  /** The job of which the largest share on an arc is nearest a half; -1 if all have one arc. */
  private int mostSplit() {
    int split = -1;
    double nearest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < instance.jobs; j++) {
      double most = 0;
      int arcs = 0;
      for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
        if (isLeft(a)) {
          arcs++;
          most = Math.max(most, ascent.arcShare[a]);
        }
      }
      double key = Math.abs(most - 0.5);
      if (arcs > 1 && key < nearest) {
        nearest = key;
        split = j;
      }
    }
    return split;
  }

  /** A job on the arc that takes most of it, or on another. */
  private void halve(SiteTree tree, SiteVertex vertex, int job, double proven) {
    int most = -1;
    for (int a = instance.first[job]; a < instance.first[job + 1]; a++) {
      if (isLeft(a) && (most < 0 || ascent.arcShare[a] > ascent.arcShare[most])) {
        most = a;
      }
    }
    BitSet there = (BitSet) vertex.without().clone();
    there.set(instance.first[job], instance.first[job + 1]);
    there.clear(most);
    BitSet elsewhere = (BitSet) vertex.without().clone();
    elsewhere.set(most);
    tree.add(dual.state, there, ascent.best, proven);
    tree.add(dual.state, elsewhere, ascent.best, proven);
  }
}
