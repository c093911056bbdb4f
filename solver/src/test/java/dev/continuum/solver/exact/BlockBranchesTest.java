package dev.continuum.solver.exact;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.cloud;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.group;
import static dev.continuum.model.fixture.Scenario.link;
import static dev.continuum.model.fixture.Scenario.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.model.fixture.Scenario;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.solver.BruteForce;
import dev.continuum.solver.compiled.CompiledProblem;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bounds by branches on pools against exhaustive enumeration. */
class BlockBranchesTest {

  private static final RandomProblems.Size SIZE = new RandomProblems.Size(4, 4, 3, 3, 150, 0);
  private static final int STEPS = 300;

  /** A small edge, and a cloud where instances are kept, so that a large pool is a cheap one. */
  private static PlacementProblem problem(long seed, int memoryMib, long floor) {
    SplittableRandom random = new SplittableRandom(seed);
    Scenario scenario =
        Scenario.shuffledBy(seed)
            .with(cloud("region").pricePerRequest(2e-7).pricePerGibSecondKept(3e-4))
            .with(edge("edge").cores(8).memoryMib(memoryMib).pricePerGibSecondKept(6e-4))
            .with(link("edge", "region").ms(40))
            .with(function("detect").memoryMib(256).workMs(25).erlang(1, 0.01).floor(floor))
            .with(app("photo").call("detect").entryBytes(40_000))
            .with(weights(new ObjectiveWeights(1e-6, 1e-7, 0, 1)));
    for (int g = 1; g <= 5; g++) {
      scenario.with(
          group("group-" + g)
              .uses("photo")
              .at("edge")
              .devices(1 + random.nextInt(3))
              .perSecond(4 + random.nextInt(3))
              .accessMs(1 + random.nextInt(3)));
    }
    return scenario.problem();
  }

  @Test
  void branchesNeverExceedTheOptimumAndProveMoreThanPoolsOfAnySize() {
    int raised = 0;
    for (long seed = 0; seed < 40; seed++) {
      PlacementProblem problem = problem(seed, 600, 0);
      Score best = new BruteForce(problem).best().orElseThrow();
      assertThat(best.unservedMicros()).isZero();
      double optimum = best.costMicros();
      double[] bounds = bounds(CompiledProblem.of(problem), optimum);
      assertThat(bounds[0]).as("seed %d, any size", seed).isLessThanOrEqualTo(optimum + 0.5);
      assertThat(bounds[1]).as("seed %d, branches", seed).isLessThanOrEqualTo(optimum + 0.5);
      raised += bounds[1] > bounds[0] + 0.005 * optimum ? 1 : 0;
    }
    assertThat(raised).isGreaterThan(25);
  }

  @Test
  void aFloorAboveWhatTheLoadNeedsIsBranchedOn() {
    int proven = 0;
    for (long seed = 0; seed < 20; seed++) {
      PlacementProblem problem = problem(seed, 1100, 4);
      double optimum = new BruteForce(problem).best().orElseThrow().costMicros();
      double bound = bounds(CompiledProblem.of(problem), optimum)[1];
      assertThat(bound).as("seed %d", seed).isLessThanOrEqualTo(optimum + 0.5);
      proven += bound > 0.9 * optimum ? 1 : 0;
    }
    assertThat(proven).isGreaterThan(15);
  }

  @Test
  void theyNeverExceedTheOptimumOfRandomProblems() {
    int branched = 0;
    for (long seed = 0; seed < 400; seed++) {
      PlacementProblem random = RandomProblems.random(SIZE, seed);
      CompiledProblem problem = CompiledProblem.of(random);
      if (!problem.groups().stream().allMatch(Configurations::applies)) {
        continue;
      }
      Optional<Score> best = new BruteForce(random).best();
      if (best.isEmpty() || best.get().unservedMicros() > 0 || best.get().lateMicros() > 0) {
        continue;
      }
      double optimum = best.get().costMicros();
      double[] bounds = bounds(problem, optimum);
      assertThat(bounds[1]).as("seed %d", seed).isLessThanOrEqualTo(optimum + 0.5);
      branched += bounds[2] > 0 ? 1 : 0;
      double[] listed = bounds(problem, new NodeFunctions(problem), optimum);
      assertThat(listed[1]).as("seed %d, configurations", seed).isLessThanOrEqualTo(optimum + 0.5);
    }
    assertThat(branched).isPositive();
  }

  /** What is proven without branches and with them, and how many pools were branched on. */
  private static double[] bounds(CompiledProblem problem, double target) {
    return bounds(problem, new NodeFunctions(problem, 0, true), target);
  }

  private static double[] bounds(CompiledProblem problem, NodeFunctions pooled, double target) {
    List<GroupBlocks> blocks = Configurations.blocks(problem, 1, false);
    ConfigurationModel model = new ConfigurationModel(problem, blocks, pooled);
    try (ConfigurationDive dive = new ConfigurationDive(model)) {
      assertThat(dive.solve(() -> false)).isTrue();
      List<StepPools.Need> needs = model.pools.needs(dive.values());
      List<StepPools.Need> some = needs.subList(0, Math.min(3, needs.size()));
      return new double[] {
        climb(problem, dive, List.of(PoolLimits.NONE), target),
        climb(problem, dive, BlockBranches.limits(some), target),
        some.size()
      };
    }
  }

  private static double climb(
      CompiledProblem problem, ConfigurationDive dive, List<PoolLimits> limits, double target) {
    ConfigurationModel model = dive.of();
    BlockDual dual =
        new BlockDual(problem, model.groups, model.functions, model.links, NodeWorth.of(dive));
    BlockBranches branches = new BlockBranches(dual, limits, dive.prices());
    double[] best = {Double.NEGATIVE_INFINITY};
    int[] steps = {0};
    branches.run(() -> target, () -> null, () -> ++steps[0] > STEPS, value -> best[0] = value);
    return best[0];
  }
}
