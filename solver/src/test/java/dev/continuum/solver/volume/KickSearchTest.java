package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Kicks of one search beside others that find something too. */
class KickSearchTest {

  private static final String SOURCE = "test";

  /** Micro-units by which sums may be rounded. */
  private static final double ROUNDING = 3;

  private static final int UNSERVED = 100;

  private static final int LOOKS = 20_000;

  @Test
  void whatOthersFoundIsPutTogetherWithItsOwn() {
    CallPlan plan = PoolDealTest.placed(1);
    CompiledPlacement base = plan.state.snapshot();
    List<Integer> moved = MergeTest.movers(plan, base);
    Search search = search(plan, base);
    KickSearch kicks = kicks(search, plan);
    double before = plan.state.cost();
    CompiledPlacement theirs = moved(plan.of(base), moved.getLast());
    assertThat(search.offer(theirs, SOURCE)).isTrue();
    move(plan, moved.getFirst());
    double own = plan.state.cost();
    kicks.note();
    assertThat(search.incumbent()).contains(theirs);
    kicks.look();
    double gains = before - own + before - theirs.score().costMicros();
    assertThat((double) cost(search)).isCloseTo(before - gains, within(ROUNDING));
  }

  /** The other moved the same part, to less effect: with its move kept, both would cost more. */
  @Test
  void itsOwnIsOfferedWhereBothTogetherAreWorse() {
    CallPlan plan = PoolDealTest.placed(1);
    CompiledPlacement base = plan.state.snapshot();
    int last = MergeTest.movers(plan, base).getLast();
    int compared = 0;
    for (int part = 0; part < plan.size() && compared < 3; part++) {
      CallPlan mine = plan.of(base);
      Search search = search(plan, base);
      KickSearch kicks = kicks(search, mine);
      boolean other = mine.group(part).index != mine.group(last).index;
      if (other && new CallMoves(mine, new Hosts(mine.blocks)).move(part, true)) {
        CallPlan worse = plan.of(base);
        if (movesLess(worse, part, mine.state.cost())) {
          assertThat(search.offer(worse.state.snapshot(), SOURCE)).isTrue();
          move(mine, last);
          kicks.note();
          kicks.look();
          assertThat((double) cost(search)).isCloseTo(mine.state.cost(), within(ROUNDING));
          compared++;
        }
      }
    }
    assertThat(compared).isPositive();
  }

  /** Moves a call of a part so that it gains, but not as much as it could, if there is a way. */
  private static boolean movesLess(CallPlan plan, int part, double best) {
    double before = plan.state.cost();
    CallPlan.Stand stand = plan.stand(part);
    for (int call = 0; call < stand.nodes().length; call++) {
      for (int node = 0; node < plan.problem.nodes().size; node++) {
        int[] after = stand.nodes().clone();
        after[call] = node;
        plan.lift(part);
        boolean fits = plan.put(part, after);
        double cost = plan.state.cost();
        if (fits && cost < before - ROUNDING && cost > best + 2 * ROUNDING) {
          return true;
        }
        plan.lift(part);
        plan.putBack(part, stand);
      }
    }
    return false;
  }

  @Test
  void whatIsBetterAndOnlyDearerIsTakenAndImproved() {
    CallPlan plan = PoolDealTest.placed(1);
    CompiledPlacement complete = plan.state.snapshot();
    CallPlan partial = plan.of(complete);
    for (int group = 0; group < UNSERVED; group++) {
      var unused = partial.state.clear(group);
    }
    Search from = search(plan, complete);
    run(kicks(from, plan.of(partial.state.snapshot())));
    Search expected = search(plan, complete);
    run(kicks(expected, plan.of(complete)));
    assertThat(from.incumbent().orElseThrow().score().unservedMicros()).isZero();
    assertThat((double) cost(from)).isLessThan(1.02 * cost(expected));
  }

  private static void run(KickSearch kicks) {
    int[] count = {0};
    kicks.run(() -> count[0]++ < LOOKS);
  }

  private static long cost(Search search) {
    return search.incumbent().orElseThrow().score().costMicros();
  }

  private static CompiledPlacement moved(CallPlan plan, int part) {
    move(plan, part);
    return plan.state.snapshot();
  }

  private static void move(CallPlan plan, int part) {
    assertThat(new CallMoves(plan, new Hosts(plan.blocks)).move(part, true)).isTrue();
  }

  private static KickSearch kicks(Search search, CallPlan plan) {
    return new KickSearch(search, SOURCE, plan, new Hosts(plan.blocks), new SplittableRandom(1));
  }

  private static Search search(CallPlan plan, CompiledPlacement first) {
    SolveOptions options = SolveOptions.DEFAULT.withSteps(10_000);
    Search search =
        new Search(
            plan.problem,
            options,
            new Budget(options, StopSignal.NEVER, System::nanoTime),
            SolveListener.NONE);
    assertThat(search.offer(first, SOURCE)).isTrue();
    return search;
  }
}
