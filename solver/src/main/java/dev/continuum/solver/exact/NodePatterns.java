package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import dev.continuum.solver.exact.NodeConfigurations.PairDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Some of what a node with too many configurations to list can be, made when prices of load ask for
 * it: what earns most at these is a knapsack (P. C. Gilmore, R. E. Gomory 1961, DOI
 * 10.1287/opre.9.6.849). It may take a little more CPU than there is.
 *
 * <p>Thread-safe.
 */
final class NodePatterns {

  private final List<List<InstanceSteps.Step>> steps;
  private final List<List<LoadLevels.Level>> levels;
  private final NodeKnapsack knapsack;
  private final long activeMicros;

  private NodePatterns(
      CompiledProblem problem,
      int node,
      int[] functions,
      PairDemand[] demand,
      List<List<InstanceSteps.Step>> steps) {
    this.steps = steps;
    levels = new ArrayList<>();
    for (int i = 0; i < demand.length; i++) {
      levels.add(LoadLevels.of(problem, node, demand[i], steps.get(i)));
    }
    activeMicros = problem.nodes().activeMicros[node];
    long[] each = Arrays.stream(functions).mapToLong(f -> problem.pairs().memoryBytes[f]).toArray();
    knapsack = new NodeKnapsack(problem.nodes().memoryBytes[node], each);
  }

  /** Those of a node, or nothing where more than CPU and memory limits what goes together. */
  static Optional<NodePatterns> of(
      CompiledProblem problem, int node, int[] functions, PairDemand[] demand) {
    NodeTable nodes = problem.nodes();
    long storage = 0;
    long least = Long.MAX_VALUE;
    boolean apart = false;
    for (int function : functions) {
      storage += problem.pairs().artifactBytes[function];
      least = Math.min(least, problem.pairs().memoryBytes[function]);
      apart |= problem.rules().aparts().stream().anyMatch(rule -> rule.concerns(function));
    }
    if (nodes.hasEndlessMemory(node)
        || apart
        || least <= 0
        || storage > nodes.storageBytes[node]
        || nodes.memoryBytes[node] / least > nodes.instances[node]) {
      return Optional.empty();
    }
    List<List<InstanceSteps.Step>> steps = new ArrayList<>();
    for (int i = 0; i < functions.length; i++) {
      steps.add(InstanceSteps.of(problem, node, functions[i], demand[i]));
    }
    if (nodes.memoryBytes[node] == 0 || !steps.stream().allMatch(InstanceSteps::areFew)) {
      return Optional.empty();
    }
    return Optional.of(new NodePatterns(problem, node, functions, demand, steps));
  }

  /** Each function by itself, once with fewest and once with most instances. */
  List<Configuration> first() {
    List<Configuration> first = new ArrayList<>();
    for (int kind = 0; kind < steps.size(); kind++) {
      int size = steps.get(kind).size();
      for (int at : size > 1 ? new int[] {0, size - 1} : new int[size]) {
        int[] chosen = new int[steps.size()];
        Arrays.fill(chosen, -1);
        chosen[kind] = at;
        first.add(configuration(chosen));
      }
    }
    return first;
  }

  /** What has so many instances of each function, or the next greater number that makes sense. */
  Configuration with(long[] instances) {
    int[] chosen = new int[steps.size()];
    for (int kind = 0; kind < chosen.length; kind++) {
      List<InstanceSteps.Step> of = steps.get(kind);
      int at = instances[kind] == 0 ? -1 : 0;
      while (at >= 0 && at < of.size() - 1 && of.get(at).count() < instances[kind]) {
        at++;
      }
      chosen[kind] = of.isEmpty() ? -1 : at;
    }
    return configuration(chosen);
  }

  /** What some load of a function that is carried earns, micro-units. */
  @FunctionalInterface
  interface Earnings {
    double of(int at, long carried);
  }

  /**
   * What earns most.
   *
   * @param earnings of each function
   * @param least that it must earn beyond what it costs, micro-units
   */
  synchronized Optional<Configuration> best(Earnings earnings, double least) {
    knapsack.clear();
    for (int kind = 0; kind < levels.size(); kind++) {
      for (LoadLevels.Level level : levels.get(kind)) {
        double value = earnings.of(kind, level.load()) - level.step().micros();
        knapsack.add(kind, level.parts(), level.step().bytes(), value);
      }
    }
    knapsack.solve();
    if (knapsack.found() - activeMicros <= least) {
      return Optional.empty();
    }
    long[] carried = new long[levels.size()];
    long micros = activeMicros;
    for (int kind = 0; kind < carried.length; kind++) {
      if (knapsack.chosen(kind) >= 0) {
        LoadLevels.Level level = levels.get(kind).get(knapsack.chosen(kind));
        carried[kind] = level.load();
        micros += level.step().micros();
      }
    }
    return Optional.of(new Configuration(carried, micros));
  }

  /** What it earns beyond what it costs, micro-units. */
  static double earns(Configuration of, Earnings earnings) {
    double sum = -of.micros();
    for (int kind = 0; kind < of.carried().length; kind++) {
      sum += earnings.of(kind, of.carried()[kind]);
    }
    return sum;
  }

  private Configuration configuration(int[] chosen) {
    long[] carried = new long[chosen.length];
    long micros = activeMicros;
    for (int kind = 0; kind < chosen.length; kind++) {
      if (chosen[kind] >= 0) {
        InstanceSteps.Step step = steps.get(kind).get(chosen[kind]);
        carried[kind] = step.carried();
        micros += step.micros();
      }
    }
    return new Configuration(carried, micros);
  }
}
