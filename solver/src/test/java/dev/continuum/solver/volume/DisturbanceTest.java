package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.compiled.CompiledProblem;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Changes that no single move makes. */
class DisturbanceTest {

  private static CallPlan inTheCloud(PlacementProblem problem, Chunks chunks) {
    CompiledProblem compiled = CompiledProblem.of(problem);
    BlockPlan made = new BlockPlan(compiled, new Tiers(compiled), chunks);
    made.make();
    CallPlan plan = new CallPlan(made.blocks, made.state);
    int cloud = CallPlan.unlimited(plan.blocks)[0];
    for (int part = 0; part < plan.size(); part++) {
      int[] there = new int[plan.block(part).calls().length];
      Arrays.fill(there, cloud);
      plan.lift(part);
      assertThat(plan.put(part, there)).isTrue();
    }
    return plan;
  }

  /** No edge has memory for all three functions of a chain. */
  @Test
  void aBlockThatFitsNoNodeIsFetchedToSeveral() {
    PlacementProblem problem = Town.cramped();
    try (Chunks chunks = new Chunks(problem.groups().size(), 1)) {
      CallPlan plan = inTheCloud(problem, chunks);
      int cloud = CallPlan.unlimited(plan.blocks)[0];
      double before = plan.state.cost();
      int served = plan.spots().size(cloud);
      int came = 0;
      for (long seed = 0; seed < 40; seed++) {
        Journal journal = new Journal(plan);
        CallMoves moves = new CallMoves(plan, new Hosts(plan.blocks));
        Disturbance disturbance =
            new Disturbance(
                plan, moves, new FunctionHosts(plan, 4), journal, new SplittableRandom(seed));
        boolean any = disturbance.fetch(cloud);
        int chains = 0;
        for (int part = 0; part < plan.size(); part++) {
          int[] at = plan.nodesOf(part);
          boolean away = at != null && Arrays.stream(at).noneMatch(node -> node == cloud);
          chains += away && at.length == 3 ? 1 : 0;
        }
        assertThat(any || chains == 0).isTrue();
        came += chains;
        journal.undo(0);
        assertThat(plan.state.cost()).isEqualTo(before);
        assertThat(plan.spots().size(cloud)).isEqualTo(served);
      }
      assertThat(came).isPositive();
    }
  }
}
