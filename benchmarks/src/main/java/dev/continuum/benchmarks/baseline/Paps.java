package dev.continuum.benchmarks.baseline;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * PAPS on the level of communities: nodes fall into communities by label propagation, and in each a
 * linear program gives every source's demand for a function to workers within the function's delay
 * limit, least total delay first. Only a core's share counts as capacity; memory, instances and
 * prices have no word.
 *
 * <p>A limit is the lowest deadline of an application that calls the function; a source belongs to
 * the community of its nearest node.
 *
 * @see <a href="https://doi.org/10.1007/978-3-030-33702-5_39">L. Baresi, D. Filgueira Mendonça, G.
 *     Quattrocchi, PAPS: A Framework for Decentralized Self-management at the Edge, ICSOC 2019</a>
 */
final class Paps implements Baseline {

  private static final int LARGEST_COMMUNITY = 100;

  @Override
  public String name() {
    return "paps";
  }

  @Override
  public Answer plan(PlacementProblem problem, Budget budget) {
    NeptuneInstance it = NeptuneInstance.of(problem);
    if (!it.statesDelays()) {
      return new Answer.NotApplicable("the problem states costs of serving but no delays");
    }
    double[] limits = limits(problem);
    double[][][] shares = new double[it.sources().size()][it.functions()][it.nodes()];
    double total = 0;
    List<List<Integer>> communities =
        Communities.of(
            neighbours(problem, it, limits),
            LARGEST_COMMUNITY,
            new SplittableRandom(budget.seed()));
    for (List<Integer> community : communities) {
      Optional<Double> delay = place(it, community, limits, shares, budget.time());
      if (delay.isEmpty()) {
        return new Answer.Nothing("a community's linear program has no solution");
      }
      total += delay.get();
    }
    return new Answer.Placed(
        new Ground(problem).sized(new FractionalRoutes(problem, it, shares).routes()),
        OptionalLong.empty(),
        communities.size()
            + " communities; its own objective: "
            + String.format(java.util.Locale.ROOT, "%.8g", total));
  }

  /**
   * Solves one community: min Σ delay·supply; Σ_w supply = 1; Σ demand·supply ≤ capacity. Returns
   * the objective, and fills in the shares; empty if there is no solution.
   */
  static Optional<Double> place(
      NeptuneInstance it,
      List<Integer> community,
      double[] limits,
      double[][][] shares,
      Duration time) {
    Program program = new Program();
    Program.Row goal = new Program().atMost(0);
    List<Program.Row> capacity =
        community.stream().map(j -> program.atMost(it.nodeCores()[j])).toList();
    List<int[]> variables = new ArrayList<>();
    for (int i = 0; i < it.sources().size(); i++) {
      if (!community.contains(nearest(it, i))) {
        continue;
      }
      for (int f = 0; f < it.functions(); f++) {
        if (it.rate()[f][i] == 0) {
          continue;
        }
        Program.Row served = program.exactly(1);
        for (int w = 0; w < community.size(); w++) {
          int j = community.get(w);
          if (it.joins(i, f, j) && it.delay()[i][j] <= limits[f]) {
            int supply = program.variable(0, 1, false);
            variables.add(new int[] {supply, i, f, j});
            served.add(supply, 1);
            capacity.get(w).add(supply, it.rate()[f][i] * it.coresPerRequest()[f][j]);
            goal.add(supply, it.delay()[i][j]);
          }
        }
      }
    }
    Optional<Program.Solution> best = program.minimise(goal, "GLOP", time, 1);
    best.ifPresent(
        solution -> {
          for (int[] v : variables) {
            shares[v[1]][v[2]][v[3]] = solution.value(v[0]);
          }
        });
    return best.map(Program.Solution::objective);
  }

  private static int nearest(NeptuneInstance it, int source) {
    int best = 0;
    for (int j = 1; j < it.nodes(); j++) {
      best = it.delay()[source][j] < it.delay()[source][best] ? j : best;
    }
    return best;
  }

  /** Limits by function, ms; infinite where no application that calls it has a deadline. */
  private static double[] limits(PlacementProblem problem) {
    double[] limits = new double[problem.functions().size()];
    java.util.Arrays.fill(limits, Double.POSITIVE_INFINITY);
    for (ClientGroup group : problem.groups()) {
      Application app = NeptuneInstance.app(problem, group);
      double limit =
          app.deadline()
              .map(Deadline::limit)
              .map(each -> each.toNanos() / 1e6)
              .orElse(Double.POSITIVE_INFINITY);
      app.calls()
          .forEach(
              call -> {
                int f = NeptuneInstance.index(problem.functions(), call);
                limits[f] = Math.min(limits[f], limit);
              });
    }
    return limits;
  }

  /** Nodes within the longest limit of each other; all of them where nothing has a limit. */
  private static List<Set<Integer>> neighbours(
      PlacementProblem problem, NeptuneInstance it, double[] limits) {
    double longest =
        java.util.Arrays.stream(limits).filter(Double::isFinite).max().orElse(Double.MAX_VALUE);
    var delays = new dev.continuum.model.evaluation.Delays(problem.topology());
    List<Set<Integer>> near = new ArrayList<>();
    for (int a = 0; a < it.nodes(); a++) {
      near.add(new HashSet<>());
    }
    for (int a = 0; a < it.nodes(); a++) {
      for (int b = 0; b < it.nodes(); b++) {
        var micros =
            delays.micros(
                problem.topology().nodes().get(a).id().point(),
                problem.topology().nodes().get(b).id().point());
        if (a != b && micros.isPresent() && micros.getAsLong() / 1e3 <= longest) {
          near.get(a).add(b);
          near.get(b).add(a);
        }
      }
    }
    return near;
  }
}
