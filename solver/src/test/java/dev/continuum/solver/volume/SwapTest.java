package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two nodes that change what they serve. */
class SwapTest {

  @Test
  void poolsChangePlacesAndTheJournalBringsThemBack() {
    int swapped = 0;
    for (long seed = 0; seed < 4; seed++) {
      CallPlan plan = PoolDealTest.placed(seed);
      Journal journal = new Journal(plan);
      CallMoves moves = new CallMoves(plan, new Hosts(plan.blocks));
      Swap swap = new Swap(plan, moves, journal, new SplittableRandom(seed));
      int[] nodes = new FunctionHosts(plan, 4).limited();
      for (int i = 0; i + 1 < nodes.length; i++) {
        int a = nodes[i];
        int b = nodes[i + 1];
        double before = plan.state.cost();
        double[] loadA = loads(plan, a);
        double[] loadB = loads(plan, b);
        boolean all = swap.between(a, b);
        boolean whole = all && Arrays.equals(loads(plan, a), loadB);
        swapped += whole && Arrays.equals(loads(plan, b), loadA) && a != b ? 1 : 0;
        if (all) {
          assertThat(plan.state.unservedWeight()).isZero();
        }
        journal.undo(0);
        assertThat(plan.state.cost()).isEqualTo(before);
        assertThat(loads(plan, a)).isEqualTo(loadA);
        assertThat(loads(plan, b)).isEqualTo(loadB);
      }
    }
    assertThat(swapped).isPositive();
  }

  @Test
  void anySwapIsTakenBackAsAWhole() {
    CallPlan plan = PoolDealTest.placed(3);
    Journal journal = new Journal(plan);
    CallMoves moves = new CallMoves(plan, new Hosts(plan.blocks));
    Swap swap = new Swap(plan, moves, journal, new SplittableRandom(3));
    double before = plan.state.cost();
    int swapped = 0;
    for (int node : CallPlan.limited(plan.blocks)) {
      boolean any = swap.any(node);
      swapped += any ? 1 : 0;
      assertThat(any && plan.state.unservedWeight() > 0).isFalse();
      journal.undo(0);
      assertThat(plan.state.cost()).isEqualTo(before);
    }
    assertThat(swapped).isPositive();
  }

  @Test
  void onlyNodesWhosePartsMovedAreMarked() {
    CallPlan plan = PoolDealTest.placed(2);
    Journal journal = new Journal(plan);
    int part = 0;
    while (!isSplit(plan.stand(part).nodes())) {
      part++;
    }
    int still = part == 0 ? 1 : 0;
    CallPlan.Stand stand = plan.stand(still);
    journal.lift(still);
    plan.putBack(still, stand);
    int[] before = plan.stand(part).nodes();
    journal.lift(part);
    int[] after = before.clone();
    int to = 0;
    do {
      after[0] = to++;
    } while (after[0] == before[0] || after[0] == before[1] || !plan.put(part, after));
    boolean[] marked = new boolean[plan.problem.nodes().size];
    journal.mark(marked);
    for (int node = 0; node < marked.length; node++) {
      assertThat(marked[node]).isEqualTo(node == before[0] || node == after[0]);
    }
  }

  private static boolean isSplit(int[] nodes) {
    return nodes.length > 1 && nodes[0] != nodes[1];
  }

  private static double[] loads(CallPlan plan, int node) {
    double[] loads = new double[plan.pairs.functions];
    Arrays.setAll(loads, f -> plan.state.load(plan.pairs.index(f, node)));
    return loads;
  }
}
