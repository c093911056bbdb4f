package dev.continuum.solver.volume;

import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.time.Duration;

/**
 * First placements of the full model: blocks of calls on nodes, then call by call ({@link
 * CallRounds}) as long as rounds gain. Problems it does not suit are left to another.
 */
public final class CallOpening implements Backend {

  /** Fewer are placed well one by one. */
  private static final int FEWEST_GROUPS = 100;

  private static final double SHARE = 0.2;
  private static final int MOST_ROUNDS = 8;

  private final Backend other;

  /** With what opens all other problems. */
  public CallOpening(Backend other) {
    this.other = other;
  }

  @Override
  public void run(Search search) {
    if (search.problem().groups().size() < FEWEST_GROUPS || !CallRounds.suits(search.problem())) {
      other.run(search);
      return;
    }
    Duration until = search.budget().elapsed().plus(share(search.budget().remaining()));
    search.budget().step();
    var before = search.incumbent();
    try (Chunks chunks = new Chunks(search.problem().groups().size(), 1)) {
      Tiers tiers = new Tiers(search.problem());
      BlockPlan plan = new BlockPlan(search.problem(), tiers, chunks);
      plan.make();
      CallPlan calls = new CallPlan(plan.blocks, plan.state);
      CallRounds rounds = new CallRounds(search, plan.blocks, calls, search.options().seed());
      rounds.offer();
      // Where answers must depend on steps alone, the clock has no say.
      boolean timed = !search.budget().stepLimited();
      boolean gains = true;
      for (int i = 0; i < MOST_ROUNDS && gains && !search.over(); i++) {
        gains =
            rounds.round(
                () ->
                    !search.over() && !(timed && search.budget().elapsed().compareTo(until) >= 0));
      }
    }
    if (search.incumbent().equals(before)) {
      other.run(search);
    }
  }

  private static Duration share(Duration remaining) {
    return Duration.ofNanos((long) (remaining.toNanos() * SHARE));
  }
}
