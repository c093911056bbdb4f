package dev.continuum.datasets.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.ObjectiveWeights;
import java.util.Locale;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GeneralisedAssignmentTest {

  /** Costs, uses and capacities of 2 agents and 3 jobs. */
  private static final String ONE = " 2 3\n 5 7 3\n 4 9 6\n 4 3 5\n 2 6 4\n 8 5\n";

  @Test
  void jobsGoToTheCheapestAgentsWithRoom() {
    PlacementProblem problem = GeneralisedAssignment.first().parse("gap0", ONE);

    // Job 2 at agent 1 (7), job 3 at agent 1 (3) fill 3 + 5 = 8; job 1 at agent 2 (4).
    assertThat(GridOptimum.of(problem)).hasValueCloseTo(14.0, within(1e-9));
    assertThat(problem.weights()).isEqualTo(ObjectiveWeights.NONE);
    assertThat(GridOptimum.node(problem, 0)).isEqualTo(new NodeId("agent-1"));
  }

  @Test
  void anInstanceOfSeveralIsChosenByNumber() {
    String several = "2\n" + ONE + "1 1 42 1 1\n";

    assertThat(GridOptimum.of(GeneralisedAssignment.first().parse("gaps", several)))
        .hasValueCloseTo(14.0, within(1e-9));
    assertThat(GridOptimum.of(GeneralisedAssignment.instance(2).parse("gaps", several)))
        .hasValueCloseTo(42.0, within(1e-9));
    ImportFaults.of(() -> GeneralisedAssignment.instance(3).parse("gaps", several))
        .hasCode("import.no-such-instance");
    ImportFaults.of(() -> GeneralisedAssignment.instance(2).parse("gap0", ONE))
        .hasCode("import.no-such-instance");
  }

  @Test
  void faultsNameTheLine() {
    ImportFaults.of(() -> GeneralisedAssignment.first().parse("gap0", ONE.replace("9 6", "9 six")))
        .hasCode("import.number")
        .hasPath("gap0:3")
        .hasMessage("cost on agent 2, job 3 of 3");
    ImportFaults.of(() -> GeneralisedAssignment.first().parse("gap0", ONE.replace(" 8 5", " 8")))
        .hasCode("import.end-of-file")
        .hasMessage("capacity 2 of 2");
    ImportFaults.of(() -> GeneralisedAssignment.first().parse("gap0", ONE + "1"))
        .hasCode("import.trailing");
  }

  @Property(tries = 60)
  void optimumIsThatOfTheInstanceByDefinition(
      @ForAll @IntRange(min = 1, max = 3) int agents,
      @ForAll @IntRange(min = 1, max = 5) int jobs,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] cost = new double[agents][jobs];
    double[][] use = new double[agents][jobs];
    double[] capacity = new double[agents];
    StringBuilder text = new StringBuilder(agents + " " + jobs + "\n");
    fill(cost, random, text);
    fill(use, random, text);
    for (int i = 0; i < agents; i++) {
      capacity[i] = random.nextInt(0, 4 * jobs) / 4.0 * 10;
      text.append(capacity[i]).append('\n');
    }

    var optimum = GridOptimum.of(GeneralisedAssignment.first().parse("random", text.toString()));

    double expected = byDefinition(cost, use, capacity.clone(), 0);
    if (expected == Double.POSITIVE_INFINITY) {
      assertThat(optimum).isEmpty();
    } else {
      assertThat(optimum).hasValueCloseTo(expected, within(1e-6));
    }
  }

  private static void fill(double[][] rows, SplittableRandom random, StringBuilder text) {
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextInt(0, 80) / 4.0;
        text.append(String.format(Locale.ROOT, "%s ", row[j]));
      }
      text.append('\n');
    }
  }

  private static double byDefinition(double[][] cost, double[][] use, double[] left, int job) {
    if (job == cost[0].length) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < left.length; i++) {
      if (use[i][job] <= left[i] + 1e-9) {
        left[i] -= use[i][job];
        best = Math.min(best, cost[i][job] + byDefinition(cost, use, left, job + 1));
        left[i] += use[i][job];
      }
    }
    return best;
  }
}
