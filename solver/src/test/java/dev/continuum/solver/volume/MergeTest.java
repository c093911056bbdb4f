package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two placements that come from one, put together. */
class MergeTest {

  private static final int PLACEMENTS = 2;

  @Test
  void changesOfOtherGroupsAreTakenAndTheOthersStay() {
    CallPlan plan = PoolDealTest.placed(1);
    CompiledPlacement base = plan.state.snapshot();
    List<Integer> moved = movers(plan, base);
    CallPlan one = plan.of(base);
    CallPlan other = plan.of(base);
    move(one, moved.getFirst());
    move(other, moved.getLast());
    CompiledPlacement theirs = other.state.snapshot();
    CompiledPlacement both =
        Merge.of(plan.problem, base, one.state.snapshot(), theirs).orElseThrow();
    int first = plan.group(moved.getFirst()).index;
    int last = plan.group(moved.getLast()).index;
    assertThat(RouteShare.alike(both.shares().get(first), one.state.shares(first))).isTrue();
    assertThat(RouteShare.alike(both.shares().get(last), other.state.shares(last))).isTrue();
    assertThat(both.score().costMicros()).isLessThan(theirs.score().costMicros());
    PlacementState state = PlacementState.of(plan.problem, both);
    assertThat(state.unservedWeight()).isZero();
    assertThat(state.score()).isEqualTo(both.score());
  }

  @Test
  void whatBothChangedIsLeftToTheOther() {
    CallPlan plan = PoolDealTest.placed(1);
    CompiledPlacement base = plan.state.snapshot();
    int part = movers(plan, base).getFirst();
    CallPlan one = plan.of(base);
    move(one, part);
    CompiledPlacement moved = one.state.snapshot();
    assertThat(Merge.of(plan.problem, base, moved, moved)).isEmpty();
    assertThat(Merge.of(plan.problem, base, base, moved)).isEmpty();
    assertThat(Merge.of(plan.problem, base, moved, base)).isPresent();
    assertThat(Merge.of(plan.problem, moved, base, moved)).isEmpty();
  }

  /** Parts of different groups that gain by a move. */
  static List<Integer> movers(CallPlan plan, CompiledPlacement base) {
    List<Integer> found = new ArrayList<>();
    for (int part = 0; part < plan.size() && found.size() < PLACEMENTS; part++) {
      CallPlan trial = plan.of(base);
      boolean isNew =
          found.isEmpty() || trial.group(part).index != trial.group(found.getFirst()).index;
      if (isNew && new CallMoves(trial, new Hosts(trial.blocks)).move(part, true)) {
        found.add(part);
      }
    }
    return found;
  }

  private static void move(CallPlan plan, int part) {
    assertThat(new CallMoves(plan, new Hosts(plan.blocks)).move(part, true)).isTrue();
  }
}
