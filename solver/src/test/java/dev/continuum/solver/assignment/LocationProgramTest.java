package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What SCIP finds and proves of locations, against every choice. */
class LocationProgramTest {

  private static final int NODES = 6;
  private static final int JOBS = 8;

  @Test
  void divisibleJobsCostTheLeastOfAllSetsOfNodesThatAgreeWithTheStates() {
    int solved = 0;
    int none = 0;
    for (long seed = 0; seed < 120; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Instance instance = SmallInstances.random(2 * seed + 1, JOBS, NODES, true, 15, 45).split(0);
      byte[] state = new byte[NODES];
      for (int i = 0; i < NODES; i++) {
        state[i] = (byte) Math.max(0, random.nextInt(-6, 3));
      }
      double least = SmallInstances.least(instance, state);

      LocationProgram.Outcome outcome = solve(instance, state, new double[0], false);

      if (least == Double.POSITIVE_INFINITY) {
        assertThat(outcome.bound()).isEqualTo(least);
        none++;
      } else {
        assertThat(outcome.bound()).as("seed %d", seed).isEqualTo(least, within(2.0));
        assertThat(new SiteSearch(instance, 0).open(outcome.open())).isEqualTo(least, within(1.0));
        solved++;
      }
    }
    assertThat(solved).isGreaterThan(60);
    assertThat(none).isGreaterThan(10);
  }

  @Test
  void wholeJobsCostTheLeastOfAllChoices() {
    int solved = 0;
    for (long seed = 0; seed < 80; seed++) {
      RandomLocation random = new RandomLocation(3 + (int) (seed % 3), 7, false, true, seed);
      Instance instance = Recognition.of(CompiledProblem.of(random.problem)).orElseThrow();
      int least = random.least();

      LocationProgram.Outcome outcome =
          solve(instance, new byte[instance.nodes], new double[0], false);

      if (least == Integer.MAX_VALUE) {
        assertThat(outcome.bound()).isEqualTo(Double.POSITIVE_INFINITY);
      } else {
        Loads loads = new Loads(instance, outcome.arcs());
        assertThat(loads.feasible()).isTrue();
        assertThat(instance.base + loads.cost).as("seed %d", seed).isEqualTo(least * 1e6);
        assertThat(instance.base + outcome.bound()).isEqualTo(least * 1e6, within(2.0));
        solved++;
      }
    }
    assertThat(solved).isGreaterThan(40);
  }

  /** From the best choice, whose own arcs and nodes were left out, or from one that is not. */
  @Test
  void aChoiceOfWholeJobsIsProvenOrBettered() {
    int bettered = 0;
    for (long seed = 0; seed < 120; seed++) {
      RandomLocation random = new RandomLocation(3 + (int) (seed % 3), 7, false, true, seed);
      CompiledProblem problem = CompiledProblem.of(random.problem);
      Instance instance = Recognition.of(problem).orElseThrow();
      int[] first = feasible(instance, seed);
      if (first.length == 0) {
        continue;
      }
      double least = random.least() * 1e6 - instance.base;
      double cost = new Loads(instance, first).cost;
      bettered += cost > least ? 1 : 0;

      int[] best = provenFrom(first, cost, problem, instance);

      assertThat(new Loads(instance, best).cost).as("seed %d", seed).isEqualTo(least);
      assertThat(provenFrom(best, least, problem, instance)).isEqualTo(best);
    }
    assertThat(bettered).isGreaterThan(40);
  }

  /** The choice that a program proves to be the best, on what prices leave beside one. */
  private static int[] provenFrom(
      int[] first, double cost, CompiledProblem problem, Instance instance) {
    Search search =
        new Search(
            problem,
            SolveOptions.DEFAULT,
            new Budget(SolveOptions.DEFAULT, StopSignal.NEVER, System::nanoTime),
            SolveListener.NONE);
    WholeIncumbent incumbent = new WholeIncumbent(new Publisher(search, instance), instance.jobs);
    incumbent.offer(first, cost, "test");
    Dual dual = new Dual(instance, new boolean[instance.arcs()]);
    boolean[] removed = new boolean[instance.arcs()];
    double[] prices = new CapacityPrices(instance).jobPrices();
    var unused = dual.evaluate(prices);
    var unusedLeft = Fixing.apply(dual, prices, cost - instance.step, removed);
    incumbent.solve(instance, dual.state, removed, () -> false);
    assertThat(search.gap()).isEqualTo(0);
    return incumbent.choice();
  }

  /** Some choice that fits; empty if none was drawn. */
  private static int[] feasible(Instance instance, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int attempt = 0; attempt < 20; attempt++) {
      int[] arcs = new int[instance.jobs];
      for (int j = 0; j < arcs.length; j++) {
        arcs[j] = random.nextInt(instance.first[j], instance.first[j + 1]);
      }
      if (new Loads(instance, arcs).feasible()) {
        return arcs;
      }
    }
    return new int[0];
  }

  @Test
  void whatIsInterruptedProvesNoMoreThanThereIs() {
    for (long seed = 0; seed < 40; seed++) {
      Instance instance = SmallInstances.random(2 * seed + 1, JOBS, NODES, true, 40, 60).split(0);
      double least = SmallInstances.least(instance, new byte[NODES]);

      LocationProgram.Outcome outcome = solve(instance, new byte[NODES], new double[0], true);

      assertThat(outcome.bound()).isLessThanOrEqualTo(least + 1);
    }
  }

  private static LocationProgram.Outcome solve(
      Instance instance, byte[] state, double[] share, boolean stop) {
    return LocationProgram.solve(
        instance,
        state,
        new boolean[instance.arcs()],
        new boolean[instance.nodes],
        share,
        () -> stop);
  }
}
