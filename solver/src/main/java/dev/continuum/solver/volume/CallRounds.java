package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * What improves a placement call by call, from rounds over all nodes and groups to kicks, and who
 * is told. Not thread-safe.
 */
final class CallRounds {

  private static final String NAME = "calls";

  /** Rounds in which the last instance of a pool counts by the part that is used. */
  private static final int ROUNDS_IN_PARTS = 2;

  private static final int KICKS_BETWEEN_LOOKS = 32;
  private static final int KICKS_OF_A_FALL = 3_000;
  private static final double MOST_ABOVE = 1e-3;

  /** Between two allocations: so many at least, and so many more where the region is all nodes. */
  private static final int KICKS_BETWEEN_ALLOCATIONS = 50;

  private static final int KICKS_A_WHOLE_ALLOCATION = 1_000;

  private static final double MOST_RISE = 16;

  /** With more nodes a kick is a smaller part of the whole, and so is what it may cost. */
  private static final double NODES = 100;

  private static final double LEAST_GAIN = 2e-5;

  private final Search search;
  private final Hosts near;
  private final SplittableRandom random;
  private CallPlan plan;
  private CallSearch rounds;
  private int done;

  /** Of a placement that is made. */
  CallRounds(Search search, Blocks blocks, CallPlan plan, long seed) {
    this.search = search;
    this.plan = plan;
    near = new Hosts(blocks);
    random = new SplittableRandom(seed);
    rounds = new CallSearch(plan, near, random.split());
  }

  /**
   * Whether problems of this kind can be placed call by call: whole devices, no spread, no changes
   * to count, few enough places.
   */
  static boolean suits(CompiledProblem problem) {
    return !problem.anyDivisible()
        && problem.rules().spreads().isEmpty()
        && !problem.changes().matters()
        && !problem.groups().isEmpty()
        && CallPlan.suits(problem)
        && BlockPlan.suits(problem);
  }

  /** One round of exchanges and moves; returns whether another is worth its time. */
  boolean round(BooleanSupplier on) {
    double before = plan.state.cost();
    search.budget().step();
    var unused = rounds.exchanges(on);
    offer();
    if (done++ < ROUNDS_IN_PARTS) {
      var unusedToo = rounds.moves(false, on);
    }
    var unusedMoves = rounds.moves(true, on);
    offer();
    return done <= ROUNDS_IN_PARTS || plan.state.cost() < before * (1 - LEAST_GAIN);
  }

  /**
   * Kicks until told to stop, from the best placement that anybody found, and allocations by turns
   * with them ({@link Reallocation}). What a kick may cost above the best falls to nothing and
   * begins anew (G. Dueck 1993, record-to-record travel, DOI 10.1006/jcph.1993.1010).
   */
  void kicks(BooleanSupplier on) {
    Natives.begin();
    CallKicks kicks = new CallKicks(plan, near, random.split());
    Reallocation allocation = new Reallocation(plan, near);
    double best = plan.state.cost();
    double base = MOST_ABOVE * Math.min(1, NODES / plan.problem.nodes().size);
    double mostAbove = base;
    double before = best;
    int next = KICKS_BETWEEN_ALLOCATIONS;
    for (int count = 0; on.getAsBoolean(); count++) {
      search.budget().step();
      double share = 1 - count % KICKS_OF_A_FALL / (double) KICKS_OF_A_FALL;
      double above = best * (1 + mostAbove * share);
      var unused = kicks.kick(Math.max(plan.state.cost() - 1, above), on);
      if (count % KICKS_OF_A_FALL == KICKS_OF_A_FALL - 1) {
        // Where a fall finds nothing, the next begins higher.
        mostAbove = best < before ? base : Math.min(MOST_RISE * base, 2 * mostAbove);
        before = best;
        var unusedMoves = new CallSearch(plan, near, random.split()).moves(true, on);
      }
      boolean outdone = count % KICKS_BETWEEN_LOOKS == 0 && outdone(best);
      Optional<CompiledPlacement> other = outdone ? search.incumbent() : Optional.empty();
      if (count >= next && other.isEmpty()) {
        search.budget().step();
        other = allocation.around(random, on);
        next = count + between(allocation.share());
      }
      if (other.isPresent()) {
        plan = plan.of(other.orElseThrow());
        kicks = new CallKicks(plan, near, random.split());
        allocation = new Reallocation(plan, near);
      }
      if (plan.state.cost() < best - 1) {
        best = plan.state.cost();
        offer();
      }
    }
  }

  private static int between(double share) {
    return KICKS_BETWEEN_ALLOCATIONS + (int) (share * KICKS_A_WHOLE_ALLOCATION);
  }

  private boolean outdone(double best) {
    return search.incumbent().filter(other -> other.score().costMicros() < best - 1).isPresent();
  }

  /** Tells the search of the placement as it is. */
  void offer() {
    if (plan.state.complete()) {
      search.offer(plan.state.snapshot(), NAME);
    }
  }
}
