package dev.continuum.datasets.generator;

import dev.continuum.datasets.importer.GeneralisedAssignment;
import dev.continuum.model.PlacementProblem;
import java.util.Arrays;
import java.util.Locale;

/**
 * Generalised assignment after Chu and Beasley: A and B are loose and less loose, C has capacities
 * of 0.8 of the average use, in D dear is what uses little, and in E uses are exponential and costs
 * fall with them. Costs and uses are whole numbers.
 *
 * <p>Stateless; time and memory grow with agents × jobs.
 *
 * @see <a href="https://doi.org/10.1016/S0305-0548(96)00032-9">P. C. Chu, J. E. Beasley, A genetic
 *     algorithm for the generalised assignment problem, Computers & Operations Research 24
 *     (1997)</a> for A to D; E is that of M. Laguna et al., EJOR 82 (1995)
 */
public final class AssignmentFamily {

  private static final int MOST_AGENTS = 20_000;
  private static final int MOST_JOBS = 200_000;
  private static final int MOST_PAIRS = 4_000_000;

  /** Which of the classical sets. */
  public enum Type {
    A,
    B,
    C,
    D,
    E
  }

  private AssignmentFamily() {}

  /**
   * The problem of a seed.
   *
   * @throws IllegalArgumentException if there are no agents or jobs, or more than 4 million pairs
   */
  public static PlacementProblem generate(Type type, int agents, int jobs, long seed) {
    Numbered.require("agents", agents, 1, MOST_AGENTS);
    Numbered.require("jobs", jobs, 1, Math.min(MOST_JOBS, MOST_PAIRS / agents));
    Draws draws = new Draws(seed);
    int[][] uses = new int[agents][jobs];
    int[][] costs = new int[agents][jobs];
    for (int i = 0; i < agents; i++) {
      for (int j = 0; j < jobs; j++) {
        uses[i][j] = use(type, draws);
        costs[i][j] = cost(type, uses[i][j], draws);
      }
    }
    int[] capacities =
        switch (type) {
          case A -> loose(costs, uses, 1);
          case B -> loose(costs, uses, 0.7);
          case C, D, E -> tight(uses);
        };
    String name = "gap-" + type.name().toLowerCase(Locale.ROOT) + "-" + agents + "x" + jobs;
    return GeneralisedAssignment.first()
        .parse(name + "-" + seed + ".txt", text(costs, uses, capacities));
  }

  private static int use(Type type, Draws draws) {
    return switch (type) {
      case A, B, C -> draws.whole(5, 25);
      case D -> draws.whole(1, 100);
      case E -> (int) Math.ceil(1 - 10 * StrictMath.log(1 - draws.uniform(0, 1)));
    };
  }

  private static int cost(Type type, int use, Draws draws) {
    return switch (type) {
      case A, B, C -> draws.whole(10, 50);
      case D -> 111 - use + draws.whole(-10, 10);
      case E -> Math.max(1, (int) (1000.0 / use - draws.uniform(0, 10)));
    };
  }

  /** 0.6 of what a job uses by n/m, and 0.4 of the fullest agent if each job takes its cheapest. */
  private static int[] loose(int[][] costs, int[][] uses, double share) {
    long[] greedy = new long[costs.length];
    for (int j = 0; j < costs[0].length; j++) {
      int best = 0;
      for (int i = 1; i < costs.length; i++) {
        best = costs[i][j] < costs[best][j] ? i : best;
      }
      greedy[best] += uses[best][j];
    }
    double jobsEach = (double) costs[0].length / costs.length;
    long fullest = Arrays.stream(greedy).max().orElse(0);
    int[] capacities = new int[costs.length];
    Arrays.fill(capacities, (int) (share * (int) (0.6 * jobsEach * 15 + 0.4 * fullest)));
    return capacities;
  }

  private static int[] tight(int[][] uses) {
    return Arrays.stream(uses)
        .mapToInt(row -> (int) (0.8 * Arrays.stream(row).asLongStream().sum() / uses.length))
        .toArray();
  }

  private static String text(int[][] costs, int[][] uses, int[] capacities) {
    StringBuilder text = new StringBuilder();
    text.append(costs.length).append(' ').append(costs[0].length).append('\n');
    for (int[][] matrix : new int[][][] {costs, uses, {capacities}}) {
      for (int[] row : matrix) {
        for (int value : row) {
          text.append(value).append(' ');
        }
        text.append('\n');
      }
    }
    return text.toString();
  }
}
