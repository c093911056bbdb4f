package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Search;
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

  private static final double LEAST_GAIN = 2e-5;

  private final Search search;
  private final Hosts near;
  private final SplittableRandom random;
  private final CallPlan plan;
  private final CallSearch rounds;
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
   * Whether problems of this kind can be placed call by call: no spread, no changes to count, few
   * enough places. Of divisible groups whole devices move, and what is left of a share stays.
   */
  static boolean suits(CompiledProblem problem) {
    return problem.rules().spreads().isEmpty()
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

  /** Kicks until told to stop. */
  void kicks(BooleanSupplier on) {
    new KickSearch(search, NAME, plan, near, random.split()).run(on);
  }

  /** Tells the search of the placement as it is. */
  void offer() {
    if (plan.state.complete()) {
      search.offer(plan.state.snapshot(), NAME);
    }
  }
}
