package dev.continuum.solver.volume;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.group;
import static dev.continuum.model.fixture.Scenario.link;
import static dev.continuum.model.fixture.Scenario.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.fixture.Scenario;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.solver.coding.Decoder;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.PlacementState;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Calls dealt out anew among the pools that stand. */
class ReallocationTest {

  /** Two full nodes, each of which serves the clients of the other: no part can move by itself. */
  @Test
  void clientsOfTwoFullNodesChangePlaces() {
    PlacementProblem problem = crossing();
    CallPlan plan = placed(problem);
    for (int part = 0; part < plan.size(); part++) {
      plan.lift(part);
    }
    for (int part = 0; part < plan.size(); part++) {
      assertThat(plan.put(part, new int[] {1 - own(plan, part)})).isTrue();
    }
    CallMoves moves = new CallMoves(plan, new Hosts(plan.blocks));
    for (int part = 0; part < plan.size(); part++) {
      assertThat(moves.move(part, true)).isFalse();
    }
    CompiledPlacement found = around(plan, 1).orElseThrow();
    CallPlan dealt = plan.of(found);
    for (int part = 0; part < dealt.size(); part++) {
      assertThat(dealt.nodesOf(part)).containsExactly(own(dealt, part));
    }
  }

  @Test
  void whatMovesLeaveIsDealtBetterAmongTheSamePoolsAndTheEvaluatorAgrees() {
    int found = 0;
    for (long seed = 0; seed < 4; seed++) {
      PlacementProblem problem = Town.busy(seed);
      CallPlan plan = placed(problem);
      new CallSearch(plan, new Hosts(plan.blocks), new SplittableRandom(seed))
          .moves(true, () -> true);
      Optional<CompiledPlacement> better = around(plan, seed);
      if (better.isPresent()) {
        found++;
        CompiledPlacement placement = better.orElseThrow();
        PlacementState state = PlacementState.of(plan.problem, placement);
        assertThat(state.complete()).isTrue();
        assertThat(state.cost()).isLessThan(plan.state.cost());
        for (int pair = 0; pair < plan.pairs.size(); pair++) {
          assertThat(state.load(pair) > 0 && plan.state.load(pair) <= 0).isFalse();
        }
        Evaluation judged =
            PlacementEvaluator.evaluate(problem, Decoder.decode(plan.problem, placement));
        assertThat(judged.score()).isEqualTo(placement.score());
      }
    }
    assertThat(found).isPositive();
  }

  /** So few routes that a region is not all nodes. */
  @Test
  void partsWithANodeOutsideKeepTheirRoutes() {
    int found = 0;
    int kept = 0;
    for (long seed = 0; seed < 8; seed++) {
      CallPlan plan = PoolDealTest.placed(seed);
      Reallocation allocation = new Reallocation(plan, new Hosts(plan.blocks), 16_000);
      Optional<CompiledPlacement> better =
          allocation.around(new SplittableRandom(seed), () -> true);
      if (better.isPresent()) {
        found++;
        assertThat(allocation.share()).isLessThan(1);
        PlacementState state = PlacementState.of(plan.problem, better.orElseThrow());
        for (int part = 0; part < plan.size(); part++) {
          int[] nodes = plan.stand(part).nodes();
          if (!Arrays.stream(nodes).allMatch(allocation::holds)) {
            int[] route = plan.stand(part).route();
            assertThat(state.shares(plan.group(part).index))
                .anyMatch(share -> Arrays.equals(share.route(), route));
            kept++;
          }
        }
      }
    }
    assertThat(found).isPositive();
    assertThat(kept).isPositive();
  }

  @Test
  void nothingIsFoundWhenThereIsNoTime() {
    CallPlan plan = PoolDealTest.placed(1);
    assertThat(around(plan, 1)).isPresent();
    double before = plan.state.cost();
    assertThat(
            new Reallocation(plan, new Hosts(plan.blocks))
                .around(new SplittableRandom(1), () -> false))
        .isEmpty();
    assertThat(plan.state.cost()).isEqualTo(before);
  }

  private static Optional<CompiledPlacement> around(CallPlan plan, long seed) {
    return new Reallocation(plan, new Hosts(plan.blocks))
        .around(new SplittableRandom(seed), () -> true);
  }

  private static CallPlan placed(PlacementProblem problem) {
    CompiledProblem compiled = CompiledProblem.of(problem);
    try (Chunks chunks = new Chunks(problem.groups().size(), 1)) {
      BlockPlan made = new BlockPlan(compiled, new Tiers(compiled), chunks);
      made.make();
      return new CallPlan(made.blocks, made.state);
    }
  }

  /** The node at which a part's clients are. */
  private static int own(CallPlan plan, int part) {
    double[] away = new double[2];
    Arrays.setAll(away, node -> plan.fromClient(part, node, true));
    return away[0] < away[1] ? 0 : 1;
  }

  private static PlacementProblem crossing() {
    return Scenario.shuffledBy(1)
        .with(
            edge("edge-1").cores(1).memoryMib(8192).pricePerGibSecondKept(3e-5),
            edge("edge-2").cores(1).memoryMib(8192).pricePerGibSecondKept(3e-5),
            link("edge-1", "edge-2").ms(10))
        .with(function("detect").memoryMib(128).workMs(10).erlang(5, 0.01))
        .with(app("photo").call("detect").entryBytes(40_000))
        .with(weights(new ObjectiveWeights(1e-6, 1e-7, 0, 1)))
        .with(
            group("group-1").uses("photo").at("edge-1").devices(95).perSecond(1).accessMs(1),
            group("group-2").uses("photo").at("edge-2").devices(95).perSecond(1).accessMs(1))
        .problem();
  }
}
