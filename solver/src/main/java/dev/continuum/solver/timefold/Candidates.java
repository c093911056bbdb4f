package dev.continuum.solver.timefold;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.greedy.PoolPrices;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The options of each call that cost least by themselves, load counted at the price of a filled
 * pool; now and then any other. Not thread-safe.
 */
final class Candidates {

  private static final int WIDTH = 24;
  private static final int ONE_OF_ALL_IN = 16;

  private final CompiledProblem problem;
  private final double[] poolPrice;
  private final int[][][] nearest;

  Candidates(CompiledProblem problem) {
    this.problem = problem;
    poolPrice = PoolPrices.of(problem);
    nearest = new int[problem.groups().size()][][];
  }

  /** An option, the cheaper the likelier. */
  int draw(CompiledGroup group, int call, RandomGenerator random) {
    if (random.nextInt(ONE_OF_ALL_IN) == 0) {
      return random.nextInt(group.routes.options(call));
    }
    int[][] of = nearest[group.index];
    if (of == null) {
      of = new int[group.routes.calls()][];
      nearest[group.index] = of;
    }
    if (of[call] == null) {
      of[call] = cheapest(group.routes, call);
    }
    double u = random.nextDouble();
    return of[call][(int) (u * u * of[call].length)];
  }

  private int[] cheapest(RouteSpace routes, int call) {
    double[] cost = routes.fixedMicros(call).clone();
    for (int option = 0; option < cost.length; option++) {
      int node = routes.node(call, option);
      if (node != RouteSpace.LOCAL) {
        cost[option] +=
            poolPrice[problem.pairs().index(routes.function(call, option), node)]
                * routes.loadNanos(call);
      }
    }
    Integer[] order = IntStream.range(0, cost.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(cost[a], cost[b]));
    return Arrays.stream(order).limit(WIDTH).mapToInt(Integer::intValue).toArray();
  }
}
