package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.compiled.CompiledProblem;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Pools of two nodes dealt out anew, held against the state that judges placements. */
class PoolDealTest {

  private static final double ROUNDING = 5_000;

  @Test
  void aDealThatFitsSavesWhatTheStateSaysAndNoOtherSavesMore() {
    int deals = 0;
    for (long seed = 0; seed < 4; seed++) {
      CallPlan plan = placed(seed);
      PoolDeal deal = new PoolDeal(plan);
      deal.refresh();
      for (int a = 0; a < plan.problem.nodes().size; a++) {
        for (int b = a + 1; b < plan.problem.nodes().size; b++) {
          boolean limited = plan.blocks.tiers.cpuLimited[plan.blocks.tiers.of[a]];
          limited &= plan.blocks.tiers.cpuLimited[plan.blocks.tiers.of[b]];
          if (limited && deal.find(a, b)) {
            double saved = saved(plan, deal.to, a, b);
            double most = most(plan, a, b);
            // One that asks for more CPU than there is may look better than those that fit.
            if (saved > Double.NEGATIVE_INFINITY) {
              assertThat(saved).isGreaterThan(most - ROUNDING);
              deals++;
            }
          } else if (limited) {
            assertThat(most(plan, a, b)).isLessThan(ROUNDING);
          }
        }
      }
    }
    assertThat(deals).isGreaterThan(10);
  }

  /** Some placement of a town, pools in no good order. */
  static CallPlan placed(long seed) {
    CompiledProblem problem = CompiledProblem.of(Town.drawn(seed));
    Tiers tiers = new Tiers(problem);
    try (Chunks chunks = new Chunks(problem.groups().size(), 1)) {
      BlockPlan plan = new BlockPlan(problem, tiers, chunks);
      plan.make();
      CallPlan calls = new CallPlan(plan.blocks, plan.state);
      scatter(calls, new SplittableRandom(seed));
      return calls;
    }
  }

  private static void scatter(CallPlan plan, SplittableRandom random) {
    for (int part = 0; part < plan.size(); part++) {
      int[] before = plan.nodesOf(part);
      if (before != null && before.length > 0 && random.nextInt(3) == 0) {
        int[] after = before.clone();
        after[random.nextInt(after.length)] = random.nextInt(plan.problem.nodes().size);
        CallPlan.Stand stand = plan.stand(part);
        plan.lift(part);
        if (!plan.put(part, after)) {
          plan.putBack(part, stand);
        }
      }
    }
  }

  /** The most that any combination saves that fits as it is. */
  private static double most(CallPlan plan, int a, int b) {
    int[] to = new int[plan.pairs.functions];
    int all = 1;
    for (int f = 0; f < to.length; f++) {
      all *= 3;
    }
    double most = 0;
    for (int code = 1; code < all; code++) {
      int rest = code;
      for (int f = 0; f < to.length; f++, rest /= 3) {
        to[f] = rest % 3 == 0 ? -1 : rest % 3 == 1 ? a : b;
      }
      most = Math.max(most, saved(plan, to, a, b));
    }
    return most;
  }

  /** What the state saves; nothing changes. Negative infinity where something does not fit. */
  private static double saved(CallPlan plan, int[] to, int a, int b) {
    double before = plan.state.cost();
    Journal journal = new Journal(plan);
    int[] parts = new int[plan.size()];
    int count = 0;
    int[][] after = new int[parts.length][];
    for (int part = 0; part < plan.size(); part++) {
      int[] at = plan.nodesOf(part);
      int[] moved = at == null ? new int[0] : at.clone();
      for (int i = 0; i < moved.length; i++) {
        int node = moved[i] == a || moved[i] == b ? to[plan.function(part, i, moved[i])] : -1;
        moved[i] = node < 0 ? moved[i] : node;
      }
      if (!Arrays.equals(moved, at)) {
        parts[count] = part;
        after[count++] = moved;
        journal.lift(part);
      }
    }
    boolean fits = true;
    for (int i = 0; i < count && fits; i++) {
      fits = plan.put(parts[i], after[i]);
    }
    double saved = fits ? before - plan.state.cost() : Double.NEGATIVE_INFINITY;
    journal.undo(0);
    return saved;
  }
}
