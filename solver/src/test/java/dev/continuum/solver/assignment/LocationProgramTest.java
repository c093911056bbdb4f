package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.solver.compiled.CompiledProblem;
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

      LocationProgram.Outcome outcome = solve(instance, state, new int[0], false);

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
          solve(instance, new byte[instance.nodes], new int[0], false);

      if (least == Integer.MAX_VALUE) {
        assertThat(outcome.bound()).isEqualTo(Double.POSITIVE_INFINITY);
      } else {
        Loads loads = new Loads(instance, outcome.arcs());
        assertThat(loads.feasible()).isTrue();
        assertThat(instance.base + loads.cost).as("seed %d", seed).isEqualTo(least * 1e6);
        assertThat(instance.base + outcome.bound()).isEqualTo(least * 1e6, within(2.0));
        LocationProgram.Outcome again =
            solve(instance, new byte[instance.nodes], outcome.arcs(), false);
        assertThat(instance.base + again.bound()).isEqualTo(least * 1e6, within(2.0));
        solved++;
      }
    }
    assertThat(solved).isGreaterThan(40);
  }

  @Test
  void whatIsInterruptedProvesNoMoreThanThereIs() {
    for (long seed = 0; seed < 40; seed++) {
      Instance instance = SmallInstances.random(2 * seed + 1, JOBS, NODES, true, 40, 60).split(0);
      double least = SmallInstances.least(instance, new byte[NODES]);

      LocationProgram.Outcome outcome = solve(instance, new byte[NODES], new int[0], true);

      assertThat(outcome.bound()).isLessThanOrEqualTo(least + 1);
    }
  }

  private static LocationProgram.Outcome solve(
      Instance instance, byte[] state, int[] arcs, boolean stop) {
    return LocationProgram.solve(
        instance,
        state,
        new boolean[instance.arcs()],
        new boolean[instance.nodes],
        arcs,
        () -> stop);
  }
}
