package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Which jobs an integer program may move: those on a few nodes that share candidates. The number of
 * jobs grows while programs end early and shrinks while they do not.
 */
final class Neighbourhood {

  private static final double SECONDS = 0.5;
  private static final int FIRST_JOBS = 50;
  private static final int LEAST_JOBS = 12;

  private final Instance instance;
  private final SplittableRandom random;
  private double jobs = FIRST_JOBS;

  Neighbourhood(Instance instance, SplittableRandom random) {
    this.instance = instance;
    this.random = random;
  }

  double seconds() {
    return SECONDS;
  }

  void learn(boolean complete, boolean better) {
    jobs = Math.clamp(complete ? jobs * 1.05 : jobs * 0.85, LEAST_JOBS, instance.jobs);
  }

  /** The jobs to hold: all but those on nodes near a random one. */
  boolean[] held(int[] arcs) {
    int[] count = new int[instance.nodes];
    for (int a : arcs) {
      count[instance.node[a]]++;
    }
    double[] far = new double[instance.nodes];
    int seed = instance.node[arcs[random.nextInt(arcs.length)]];
    // Near are nodes where the jobs of the first node would cost little more; chance does the rest.
    Arrays.fill(far, Double.POSITIVE_INFINITY);
    for (int j = 0; j < arcs.length; j++) {
      if (instance.node[arcs[j]] == seed) {
        for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
          double more = instance.cost[a] - instance.cost[arcs[j]];
          far[instance.node[a]] = Math.min(far[instance.node[a]], more);
        }
      }
    }
    double scale = 0;
    for (double f : far) {
      scale += f < Double.POSITIVE_INFINITY ? Math.abs(f) : 0;
    }
    for (int i = 0; i < far.length; i++) {
      far[i] = i == seed ? Double.NEGATIVE_INFINITY : far[i] + scale * random.nextDouble() / 2;
    }
    boolean[] free = new boolean[instance.nodes];
    int freed = 0;
    int empty = 0;
    for (int i : Order.ascending(far, far.length)) {
      if (count[i] == 0 && empty > 3) {
        continue;
      }
      empty += count[i] == 0 ? 1 : 0;
      if (freed > 0 && freed + count[i] > jobs) {
        break;
      }
      free[i] = true;
      freed += count[i];
    }
    boolean[] held = new boolean[instance.jobs];
    for (int j = 0; j < arcs.length; j++) {
      held[j] = !free[instance.node[arcs[j]]];
    }
    return held;
  }
}
