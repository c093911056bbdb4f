package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.solver.Metropolis;
import dev.continuum.solver.coding.Decoder;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.state.PlacementState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Blocks of calls, placed together and then call by call, as the oracle sees them. */
class BlockPlanTest {

  private static final long SEEDS = 4;

  @Test
  void whatIsPlacedIsWhatTheOracleSays() {
    for (long seed = 0; seed < SEEDS; seed++) {
      PlacementProblem problem = Metropolis.drawn(seed);
      CompiledProblem compiled = CompiledProblem.of(problem);
      BlockPlan plan = made(compiled);
      assertThat(BlockPlan.suits(compiled)).isTrue();
      assertThat(plan.state.unservedWeight()).isZero();
      requireAgreement(problem, compiled, plan.state);
      PlacementProblem town = Town.drawn(seed);
      CompiledProblem compiledTown = CompiledProblem.of(town);
      requireAgreement(town, compiledTown, made(compiledTown).state);
    }
  }

  @Test
  void roundsAndKicksLowerTheCostThatTheOracleSees() {
    for (long seed = 0; seed < SEEDS; seed++) {
      PlacementProblem problem = Town.drawn(seed);
      CompiledProblem compiled = CompiledProblem.of(problem);
      BlockPlan plan = made(compiled);
      CallPlan calls = new CallPlan(plan.blocks, plan.state);
      SplittableRandom random = new SplittableRandom(seed);
      CallSearch search = new CallSearch(calls, new Hosts(plan.blocks), random);
      double before = plan.state.cost();
      assertThat(search.exchanges(() -> true)).isPositive();
      assertThat(plan.state.cost()).isLessThan(before);
      requireAgreement(problem, compiled, plan.state);
      var unusedMoves = search.moves(false, () -> true);
      requireAgreement(problem, compiled, plan.state);
      before = plan.state.cost();
      var unusedWhole = search.moves(true, () -> true);
      assertThat(plan.state.cost()).isLessThanOrEqualTo(before + 1e-3);
      CallKicks kicks = new CallKicks(calls, new Hosts(plan.blocks), random);
      for (int i = 0; i < 50; i++) {
        before = plan.state.cost();
        boolean better = kicks.kick(before - 1, () -> true);
        assertThat(plan.state.cost()).isLessThanOrEqualTo(before + 1e-3);
        assertThat(better).isEqualTo(plan.state.cost() < before - 0.5);
      }
      requireAgreement(problem, compiled, plan.state);
      assertThat(plan.state.unservedWeight()).isZero();
    }
  }

  @Test
  void whatTheCloudServesIsFetched() {
    PlacementProblem problem = Town.drawn(2);
    CompiledProblem compiled = CompiledProblem.of(problem);
    BlockPlan plan = made(compiled);
    CallPlan calls = new CallPlan(plan.blocks, plan.state);
    int cloud = CallPlan.unlimited(plan.blocks)[0];
    for (int part = 0; part < calls.size(); part++) {
      int[] far = nodes(calls).get(part);
      Arrays.fill(far, cloud);
      calls.lift(part);
      assertThat(calls.put(part, far)).isTrue();
    }
    double before = plan.state.cost();
    int served = calls.spots().size(cloud);
    CallKicks kicks = new CallKicks(calls, new Hosts(plan.blocks), new SplittableRandom(5));
    for (int i = 0; i < 60; i++) {
      var unused = kicks.kick(plan.state.cost() - 1, () -> true);
    }
    assertThat(plan.state.cost()).isLessThan(before);
    assertThat(calls.spots().size(cloud)).isLessThan(served);
    requireAgreement(problem, compiled, plan.state);
  }

  @Test
  void aLargeGroupGoesManyWays() {
    CompiledProblem compiled = CompiledProblem.of(Town.drawn(1));
    BlockPlan plan = made(compiled);
    CallParts parts = new CallParts(plan.blocks, plan.state);
    int[] devices = new int[compiled.groups().size()];
    for (int part = 0; part < parts.size(); part++) {
      devices[parts.groups[part]] += parts.devices[part];
    }
    assertThat(parts.size()).isGreaterThan(compiled.groups().size());
    assertThat(devices)
        .isEqualTo(compiled.groups().stream().mapToInt(group -> group.devices).toArray());
  }

  @Test
  void whatIsTakenBackIsAsBefore() {
    CompiledProblem compiled = CompiledProblem.of(Town.drawn(1));
    BlockPlan plan = made(compiled);
    CallPlan calls = new CallPlan(plan.blocks, plan.state);
    CallMoves moves = new CallMoves(calls, new Hosts(plan.blocks));
    Journal journal = new Journal(calls);
    double cost = plan.state.cost();
    List<int[]> before = nodes(calls);
    for (int part = 0; part < calls.size(); part++) {
      journal.lift(part);
      var unused = moves.place(part, new int[0], Double.POSITIVE_INFINITY, true);
      if (calls.nodesOf(part) != null && part % 2 == 0) {
        journal.lift(part);
      }
    }
    journal.undo(0);
    assertThat(plan.state.cost()).isEqualTo(cost);
    assertThat(nodes(calls)).usingElementComparator(Arrays::compare).isEqualTo(before);
  }

  @Test
  void theCheapestNodesOfAChainAreThoseOfBruteForce() {
    SplittableRandom random = new SplittableRandom(3);
    CompiledProblem compiled = CompiledProblem.of(Town.drawn(2));
    BlockPlan plan = made(compiled);
    CallPlan calls = new CallPlan(plan.blocks, plan.state);
    int[] candidates = {0, 2, 3, 5};
    CallRoutes routes = new CallRoutes(calls, candidates.length);
    int compared = 0;
    for (int part = 0; part < calls.size(); part++) {
      int[] at = nodes(calls).get(part);
      double[][] own = new double[at.length][compiled.nodes().size];
      for (double[] of : own) {
        Arrays.setAll(of, n -> random.nextInt(10) == 0 ? 1e18 : 100 * random.nextDouble());
      }
      int[] found = routes.cheapest(part, candidates, candidates.length, (i, n) -> own[i][n]);
      double least = Double.POSITIVE_INFINITY;
      for (int code = 0; code < 1 << (2 * at.length); code++) {
        int[] nodes = new int[at.length];
        for (int i = 0; i < nodes.length; i++) {
          nodes[i] = candidates[(code >> (2 * i)) & 3];
        }
        least = Math.min(least, cost(calls, part, nodes, own));
      }
      double cost = cost(calls, part, found, own);
      assertThat(cost).isGreaterThanOrEqualTo(least * (1 - 1e-9));
      if (isChain(calls.edges(part))) {
        assertThat(cost).isLessThanOrEqualTo(least * (1 + 1e-9));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(10);
  }

  private static boolean isChain(int[][] edges) {
    return Arrays.stream(edges)
        .allMatch(edge -> edge[0] < 0 || edge[1] < 0 || edge[0] == edge[1] - 1);
  }

  private static double cost(CallPlan calls, int part, int[] nodes, double[][] own) {
    double sum = 0;
    for (int i = 0; i < nodes.length; i++) {
      sum += own[i][nodes[i]];
    }
    for (int[] edge : calls.edges(part)) {
      double micros =
          edge[0] < 0
              ? calls.fromClient(part, nodes[edge[1]], true)
              : edge[1] < 0
                  ? calls.fromClient(part, nodes[edge[0]], false)
                  : calls.between[nodes[edge[0]]][nodes[edge[1]]];
      sum += calls.perMicro(part) * micros;
    }
    return sum;
  }

  private static List<int[]> nodes(CallPlan calls) {
    List<int[]> all = new ArrayList<>();
    for (int part = 0; part < calls.size(); part++) {
      int[] at = calls.nodesOf(part);
      all.add(at == null ? new int[0] : at.clone());
    }
    return all;
  }

  private static BlockPlan made(CompiledProblem compiled) {
    try (Chunks chunks = new Chunks(compiled.groups().size(), 1)) {
      BlockPlan plan = new BlockPlan(compiled, new Tiers(compiled), chunks);
      plan.make();
      return plan;
    }
  }

  private static void requireAgreement(
      PlacementProblem problem, CompiledProblem compiled, PlacementState state) {
    Evaluation evaluation =
        PlacementEvaluator.evaluate(problem, Decoder.decode(compiled, state.snapshot()));
    assertThat(evaluation.score()).isEqualTo(state.score());
  }
}
