package dev.continuum.solver.volume;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.search.Together;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Bounds and improves placements of the full model: prices of what clients ask at each point, then
 * kicks of pools from the best placement. Another bounds problems with few groups before, and takes
 * those it does not suit.
 */
public final class CallImprovement implements Backend {

  private static final String NAME = "calls";

  /** Fewer are bounded better group by group. */
  private static final int FEWEST_GROUPS = 100;

  private static final double SHARE_OF_PRICES = 0.5;

  /** Of the time and steps, where others come after it. */
  private static final double SHARE = 0.5;

  private final Backend other;

  /** With what bounds all other problems. */
  public CallImprovement(Backend other) {
    this.other = other;
  }

  @Override
  public void run(Search search) {
    boolean many = search.problem().groups().size() >= FEWEST_GROUPS;
    if (!many || !suits(search)) {
      other.run(search);
    }
    if (search.over() || !suits(search)) {
      return;
    }
    boolean proven = !many || search.bound(Level.COST).kind() == BoundKind.DUAL;
    try (Chunks chunks = new Chunks(search.problem().groups().size(), 1)) {
      Tiers tiers = new Tiers(search.problem());
      Blocks blocks =
          new Blocks(search.problem(), tiers, new Distances(search.problem(), tiers), chunks);
      if (!proven) {
        PoolAscent.of(blocks, chunks).run(search, until(search, SHARE_OF_PRICES), NAME);
      }
      CallPlan plan = CallPlan.of(blocks, search.incumbent().orElseThrow());
      new CallRounds(search, blocks, plan, search.options().seed() + 1)
          .kicks(Together.sideBySide(search) ? () -> !search.over() : until(search, SHARE));
    }
  }

  private static boolean suits(Search search) {
    return search.incumbent().isPresent()
        && search.allOnTime()
        && CallRounds.suits(search.problem());
  }

  private static BooleanSupplier until(Search search, double share) {
    long nanos = (long) (search.budget().remaining().toNanos() * share);
    Duration end = search.budget().elapsed().plus(Duration.ofNanos(nanos));
    long steps = (long) (search.budget().stepsLeft() * (1 - share));
    boolean timed = !search.budget().stepLimited();
    return () ->
        !search.over()
            && !(timed && search.budget().elapsed().compareTo(end) >= 0)
            && search.budget().stepsLeft() > steps;
  }
}
