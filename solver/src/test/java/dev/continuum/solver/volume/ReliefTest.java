package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.compiled.CompiledProblem;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nodes emptied for what the cloud serves, and moves that know how much memory there is. */
class ReliefTest {

  @Test
  void emptiedNodesTakeWhatTheCloudServedAndNothingIsLost() {
    int came = 0;
    for (long seed = 0; seed < 6; seed++) {
      CallPlan plan = inTheCloud(seed);
      int cloud = CallPlan.unlimited(plan.blocks)[0];
      Journal journal = new Journal(plan);
      CallMoves moves = new CallMoves(plan, new Hosts(plan.blocks));
      FunctionHosts hosts = new FunctionHosts(plan, 4);
      SplittableRandom random = new SplittableRandom(seed);
      Relief relief = new Relief(plan, moves, hosts, journal, random);
      double before = plan.state.cost();
      int far = plan.spots().size(cloud);
      int[] block =
          Arrays.stream(plan.partsOn(cloud, -1)).filter(part -> sameBlock(plan, part)).toArray();
      boolean all = relief.bring(block, hosts.limited()[0], -1);
      if (all) {
        assertThat(plan.state.unservedWeight()).isZero();
        came += far - plan.spots().size(cloud);
      }
      journal.undo(0);
      assertThat(plan.state.cost()).isEqualTo(before);
      assertThat(plan.spots().size(cloud)).isEqualTo(far);
    }
    assertThat(came).isPositive();
  }

  private static boolean sameBlock(CallPlan plan, int part) {
    int cloud = CallPlan.unlimited(plan.blocks)[0];
    return plan.block(part).id() == plan.block(plan.partsOn(cloud, -1)[0]).id();
  }

  private static CallPlan inTheCloud(long seed) {
    CallPlan plan = PoolDealTest.placed(seed);
    int cloud = CallPlan.unlimited(plan.blocks)[0];
    for (int part = 0; part < plan.size(); part += 2) {
      int[] before = plan.nodesOf(part);
      if (before != null && before.length > 0) {
        int[] there = before.clone();
        Arrays.fill(there, cloud);
        CallPlan.Stand stand = plan.stand(part);
        plan.lift(part);
        if (!plan.put(part, there)) {
          plan.putBack(part, stand);
        }
      }
    }
    return plan;
  }

  @Test
  void aPartIsNotLostBecauseTheCheapestNodeHasNoMemoryLeft() {
    CompiledProblem problem = CompiledProblem.of(Town.crowded());
    try (Chunks chunks = new Chunks(problem.groups().size(), 1)) {
      BlockPlan made = new BlockPlan(problem, new Tiers(problem), chunks);
      made.make();
      CallPlan plan = new CallPlan(made.blocks, made.state);
      CallMoves moves = new CallMoves(plan, new Hosts(plan.blocks));
      for (int part = 0; part < plan.size(); part++) {
        int[] before = plan.nodesOf(part);
        assertThat(before).isNotNull();
        plan.lift(part);
        assertThat(moves.place(part, before, Double.POSITIVE_INFINITY, false)).isTrue();
      }
      assertThat(plan.state.unservedWeight()).isZero();
    }
  }
}
