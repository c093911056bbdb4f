package dev.continuum.solver.assignment;

import dev.continuum.solver.BackendException;
import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.search.Together;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Solves problems of hosting: prices and a tree on what nodes host prove, sets of functions that
 * follow from prices and a local search over sets place; side by side if threads allow.
 */
final class HostingCore {

  private static final int FIRST_STEPS = 40;
  private static final int STEPS = 60;
  private static final long WAIT_NANOS = 200_000;
  private static final int STALE_ROUNDS = 12;

  /** Pairs that are free, and hosts of groups, in a program that ends what prices are stuck at. */
  private static final int MOST_FREE = 60;

  private static final int MOST_ARCS = 20_000;

  private static final double IMPROVEMENT_SHARE = 0.25;

  private final Search search;
  private final Hosting hosting;
  private final BooleanSupplier stop;
  private final HostingIncumbent incumbent;
  private final HostingPlacer placer;
  private final HostingAscent ascent;
  private final HostingGains gains;
  private final double guess;
  private final boolean mustServe;

  /** What the other thread may place by. */
  private volatile Look latest = new Look(0, new boolean[0], new double[0], new double[0]);

  private volatile @Nullable SiteTree tree;
  private volatile boolean nothingFits;

  /** Prices, what the dual hosts at them, and how often it did on the way. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Look(int number, boolean[] hosted, double[] often, double[] prices) {}

  HostingCore(Search search, Hosting hosting) {
    this.search = search;
    this.hosting = hosting;
    stop = search::over;
    incumbent = new HostingIncumbent(search, hosting);
    placer = placer(0);
    gains = new HostingGains(hosting.functions() * hosting.nodes());
    ascent = new HostingAscent(new HostingDual(hosting, stop));
    guess = 1.3 * Math.max(1, ascent.bestValue);
    mustServe = search.problem().groups().stream().allMatch(group -> group.serveAll);
  }

  private HostingPlacer placer(int number) {
    return new HostingPlacer(hosting, incumbent, search.options().seed() + number, stop);
  }

  /** Works until the search is over or nothing more is to be gained; whether anything fits. */
  boolean run() {
    Natives.begin();
    if (Together.sideBySide(search)) {
      Together.run(search, List.of(it -> follow(), it -> prove()));
      return incumbent.known();
    }
    begin();
    place();
    if (!incumbent.known()) {
      return false;
    }
    climb(this::place);
    ascent.keepCpu();
    climb(this::place);
    new HostingDive(hosting, placer, incumbent, stop).run(ascent.best, stop);
    long most = (long) (search.budget().remaining().toNanos() * IMPROVEMENT_SHARE);
    long until = search.budget().elapsed().toNanos() + most;
    boolean limited = search.budget().stepLimited();
    improve(() -> stop.getAsBoolean() || (!limited && search.budget().elapsed().toNanos() > until));
    work(plant(), placer);
    return true;
  }

  private void begin() {
    for (int t = 0; t < FIRST_STEPS && !stop.getAsBoolean(); t++) {
      step();
    }
  }

  /** One thread: prices, then the tree. */
  private void prove() {
    begin();
    show();
    climb(this::show);
    ascent.keepCpu();
    climb(this::show);
    while (!incumbent.known() && !nothingFits && !stop.getAsBoolean()) {
      LockSupport.parkNanos(WAIT_NANOS);
    }
    if (incumbent.known()) {
      SiteTree planted = plant();
      tree = planted;
      work(planted, placer(1));
    }
  }

  private void show() {
    var unused = ascent.evaluate(ascent.best);
    latest =
        new Look(
            latest.number() + 1,
            ascent.dual.hosted.clone(),
            ascent.often.clone(),
            ascent.best.clone());
  }

  /** The other; where there are no natives, prices need not wait for placements. */
  private void follow() {
    try {
      placeByPrices();
    } catch (BackendException | UnsatisfiedLinkError e) {
      nothingFits = !incumbent.known();
      throw e;
    }
  }

  /** Placements by the latest prices, then the local search, then the tree too. */
  private void placeByPrices() {
    while (latest.number() == 0 && !stop.getAsBoolean()) {
      LockSupport.parkNanos(WAIT_NANOS);
    }
    Natives.require();
    HostingDive dive = new HostingDive(hosting, placer, incumbent, stop);
    int last = 0;
    while (tree == null && !stop.getAsBoolean()) {
      Look now = latest;
      if (now.number() > last) {
        if (last == 0) {
          placer.place(now.hosted(), now.prices());
          nothingFits = !incumbent.known();
          if (nothingFits) {
            return;
          }
        } else {
          dive.run(now.prices(), stop);
        }
      } else {
        placer.begin();
        var unused = placer.improve(() -> stop.getAsBoolean() || latest.number() > now.number());
      }
      last = now.number();
    }
    SiteTree planted = tree;
    if (planted != null && !stop.getAsBoolean()) {
      work(planted, placer);
    }
  }

  private void climb(Runnable eachRound) {
    while (!ascent.exhausted() && !nothingFits && !stop.getAsBoolean()) {
      for (int t = 0; t < STEPS && !ascent.exhausted() && !stop.getAsBoolean(); t++) {
        step();
      }
      eachRound.run();
    }
  }

  /** Towards the incumbent, or while there is none to where it may be. */
  private void step() {
    step(incumbent.known() ? incumbent.cost() : Math.max(guess, 1.05 * ascent.bestValue));
  }

  private void step(double target) {
    search.budget().step();
    ascent.step(target);
    publishBound();
  }

  private void publishBound() {
    if (mustServe || incumbent.known()) {
      search.prove(
          Level.COST, (long) Math.ceil(ascent.bestValue), BoundKind.DUAL, "hosting prices");
    }
  }

  /** What a tree proves; where it has nothing left, the incumbent's cost. */
  private void proveByTree(double value, String source) {
    double most = search.incumbent().map(best -> (double) best.score().costMicros()).orElse(value);
    search.prove(Level.COST, (long) Math.ceil(Math.min(value, most)), BoundKind.TREE, source);
  }

  private void place() {
    var unused = ascent.evaluate(ascent.best);
    placer.place(ascent.dual.hosted, ascent.best);
  }

  private void improve(BooleanSupplier end) {
    placer.begin();
    int stale = 0;
    while (!end.getAsBoolean() && stale < STALE_ROUNDS) {
      search.budget().step();
      stale = placer.improve(end) ? 0 : stale + 1;
    }
  }

  private SiteTree plant() {
    byte[] decided = ascent.settled(incumbent.cost());
    return new SiteTree(
        new SiteVertex(decided, new BitSet(), ascent.best.clone(), ascent.bestValue, 0), 0);
  }

  private void work(SiteTree planted, HostingPlacer at) {
    HostingBranching.Programs programs =
        new HostingBranching.Programs(MOST_FREE, MOST_ARCS, Scip.end(search));
    HostingBranching branching =
        new HostingBranching(hosting, at, incumbent, gains, programs, stop);
    boolean more = true;
    while (more && !stop.getAsBoolean()) {
      search.budget().step();
      more = planted.step(branching, incumbent.cost(), stop);
      proveByTree(planted.bound(), "hosting tree");
    }
  }
}
