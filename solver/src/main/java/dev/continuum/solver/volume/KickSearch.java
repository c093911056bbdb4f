package dev.continuum.solver.volume;

import dev.continuum.solver.BackendException;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Kicks from the best placement that anybody found, and allocations by turns with them ({@link
 * Reallocation}). What a kick may cost above the best falls to nothing and begins anew (G. Dueck
 * 1993, record-to-record travel, DOI 10.1006/jcph.1993.1010). Who else searches from the same
 * placement changes other parts of it: what both found is put together ({@link Merge}). Not
 * thread-safe; several may work for one search.
 */
final class KickSearch {

  private static final int KICKS_BETWEEN_LOOKS = 32;
  private static final int KICKS_OF_A_FALL = 3_000;
  private static final double MOST_ABOVE = 1e-3;
  private static final double MOST_RISE = 16;

  /** Between two allocations: so many at least, and so many more where the region is all nodes. */
  private static final int KICKS_BETWEEN_ALLOCATIONS = 50;

  private static final int KICKS_A_WHOLE_ALLOCATION = 1_000;

  /** With more nodes a kick is a smaller part of the whole, and so is what it may cost. */
  private static final double NODES = 100;

  private final Search search;
  private final String source;
  private final Hosts near;
  private final SplittableRandom random;
  private CallPlan plan;
  private CallKicks kicks;
  private Reallocation allocation;

  /** The best placement of the search that this one has seen, which its own comes from. */
  private CompiledPlacement base;

  /** The best of its own, if the search does not have it. */
  private Optional<CompiledPlacement> own = Optional.empty();

  /** Cost of the best that it has seen, micro-units per hour. */
  private double best;

  /** From a plan on, which is complete. */
  KickSearch(Search search, String source, CallPlan plan, Hosts near, SplittableRandom random) {
    this.search = search;
    this.source = source;
    this.plan = plan;
    this.near = near;
    this.random = random;
    kicks = new CallKicks(plan, near, random.split());
    allocation = new Reallocation(plan, near);
    best = plan.state.cost();
    base = plan.state.snapshot();
  }

  /** Goes on until told to stop. */
  void run(BooleanSupplier on) {
    Natives.begin();
    double rise = MOST_ABOVE * Math.min(1, NODES / plan.problem.nodes().size);
    double mostAbove = rise;
    double before = best;
    int next = KICKS_BETWEEN_ALLOCATIONS;
    for (int count = 0; on.getAsBoolean(); count++) {
      search.budget().step();
      double left = 1 - count % KICKS_OF_A_FALL / (double) KICKS_OF_A_FALL;
      double above = best * (1 + mostAbove * left);
      var unused = kicks.kick(Math.max(plan.state.cost() - 1, above), on);
      if (count % KICKS_OF_A_FALL == KICKS_OF_A_FALL - 1) {
        // Where a fall finds nothing, the next begins higher.
        mostAbove = best < before ? rise : Math.min(MOST_RISE * rise, 2 * mostAbove);
        before = best;
        var unusedMoves = new CallSearch(plan, near, random.split()).moves(true, on);
      }
      note();
      if (count % KICKS_BETWEEN_LOOKS == 0) {
        look();
      }
      if (count >= next) {
        double share = allocate(on);
        next = share < Double.POSITIVE_INFINITY ? count + between(share) : Integer.MAX_VALUE;
        note();
      }
    }
    look();
    own.ifPresent(this::offer);
  }

  /**
   * Returns the part of the nodes that it looked at, infinity where there are no natives for it.
   */
  private double allocate(BooleanSupplier on) {
    search.budget().step();
    try {
      Optional<CompiledPlacement> found = allocation.around(random, on);
      double share = allocation.share();
      found.ifPresent(this::goOnFrom);
      return share;
    } catch (BackendException unavailable) {
      // Kicks alone lose nothing that was found.
      search.failed(unavailable);
      return Double.POSITIVE_INFINITY;
    }
  }

  private static int between(double share) {
    return KICKS_BETWEEN_ALLOCATIONS + (int) (share * KICKS_A_WHOLE_ALLOCATION);
  }

  /**
   * Keeps the placement as it is if it is the best of its own, and offers it if nobody else did.
   */
  void note() {
    if (plan.state.cost() < best - 1 && plan.state.complete()) {
      best = plan.state.cost();
      CompiledPlacement now = plan.state.snapshot();
      own = Optional.of(now);
      if (!outdone()) {
        offer(now);
      }
    }
  }

  /** Whether the search has a placement that this one has not seen. */
  private boolean outdone() {
    return search
        .incumbent()
        .filter(other -> other.score().compareTo(base.score()) < 0)
        .isPresent();
  }

  /** If somebody else was faster, it stays its own until it is put together with theirs. */
  private void offer(CompiledPlacement placement) {
    boolean taken = search.offer(placement, source);
    base = taken ? placement : base;
    own = taken ? Optional.empty() : Optional.of(placement);
  }

  /** Takes what somebody else found, with what this one did meanwhile where both can be had. */
  void look() {
    if (!outdone()) {
      return;
    }
    CompiledPlacement other = search.incumbent().orElseThrow();
    CompiledPlacement mine = own.orElseGet(plan.state::snapshot);
    Optional<CompiledPlacement> both =
        Merge.of(plan.problem, base, mine, other).filter(this::isBetterThanOwn);
    base = other;
    if (both.isPresent()) {
      goOnFrom(both.orElseThrow());
      offer(both.orElseThrow());
    } else if (!isBetterThanOwn(other)) {
      own.ifPresent(this::offer);
    } else {
      own = Optional.empty();
      goOnFrom(other);
    }
    best = own.orElse(base).score().costMicros();
  }

  private boolean isBetterThanOwn(CompiledPlacement other) {
    return own.isEmpty() || other.score().compareTo(own.orElseThrow().score()) < 0;
  }

  private void goOnFrom(CompiledPlacement placement) {
    plan = plan.of(placement);
    kicks = new CallKicks(plan, near, random.split());
    allocation = new Reallocation(plan, near);
  }
}
