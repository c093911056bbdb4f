package dev.continuum.solver.assignment;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells whether a compiled problem is one of hosting: divisible groups of one call, as many
 * instances of a function whatever its load, and nothing that binds but memory and CPU.
 */
final class HostingRecognition {

  private static final int MOST_ARCS = 2_000_000;

  private final CompiledProblem problem;
  private final PairTable pairs;
  private final NodeTable nodes;
  private final double[] mostLoad;
  private final double[] mostRate;

  private HostingRecognition(CompiledProblem problem) {
    this.problem = problem;
    pairs = problem.pairs();
    nodes = problem.nodes();
    mostLoad = new double[pairs.size()];
    mostRate = new double[nodes.size];
  }

  /** The problem of hosting that a problem is, if it is one. */
  static Optional<Hosting> of(CompiledProblem problem) {
    HostingRecognition recognition = new HostingRecognition(problem);
    if (!recognition.plain() || !recognition.instancesAreFlat()) {
      return Optional.empty();
    }
    return recognition.extract();
  }

  private boolean plain() {
    if (problem.groups().isEmpty()
        || !problem.rules().spreads().isEmpty()
        || !problem.rules().aparts().isEmpty()
        || !problem.linkMillibits().isEmpty()
        || problem.changes().matters()
        || (long) problem.groups().size() * nodes.size > MOST_ARCS) {
      return false;
    }
    for (boolean cordoned : nodes.cordoned) {
      if (cordoned) {
        return false;
      }
    }
    for (CompiledGroup group : problem.groups()) {
      RouteSpace routes = group.routes;
      if (!group.divisible || routes.calls() != 1 || routes.judge().hasDeadline()) {
        return false;
      }
      double load = (double) group.devices * routes.loadNanos(0);
      for (int o = 0; o < routes.options(0); o++) {
        int node = routes.node(0, o);
        if (node == RouteSpace.LOCAL || routes.function(0, o) != routes.function(0, 0)) {
          return false;
        }
        mostLoad[pairs.index(routes.function(0, o), node)] += load;
        mostRate[node] += load;
      }
    }
    return true;
  }

  /** Whether all loads need the same instances, and these only take memory and cost. */
  private boolean instancesAreFlat() {
    for (int n = 0; n < nodes.size; n++) {
      double instances = 0;
      double storage = 0;
      for (int f = 0; f < pairs.functions; f++) {
        int pair = pairs.index(f, n);
        if (mostLoad[pair] == 0) {
          continue;
        }
        if (mostLoad[pair] > 1L << 52 || pairs.acceleratorUnits.length > 0) {
          return false;
        }
        long warm = pairs.required(pair, (long) Math.ceil(mostLoad[pair]));
        if (warm != pairs.required(pair, 1) || warm > pairs.mostInstances[pair]) {
          return false;
        }
        instances += warm;
        storage += pairs.artifactBytes[f];
      }
      if (instances > nodes.instances[n]
          || storage > nodes.storageBytes[n]
          || mostRate[n] > nodes.rateNanos[n]) {
        return false;
      }
    }
    return true;
  }

  private Optional<Hosting> extract() {
    int groups = problem.groups().size();
    int m = nodes.size;
    double[] micros = new double[groups * m];
    double[] nanocores = new double[groups * m];
    int[] option = new int[groups * m];
    int[] function = new int[groups];
    Arrays.fill(micros, Double.POSITIVE_INFINITY);
    Arrays.fill(option, -1);
    int[] route = new int[1];
    for (CompiledGroup group : problem.groups()) {
      RouteSpace routes = group.routes;
      int count = 0;
      for (int o = 0; o < routes.options(0); o++) {
        route[0] = o;
        long cost = routes.judge().costMicros(route);
        if (cost == RouteJudge.FORBIDDEN) {
          continue;
        }
        int at = group.index * m + routes.node(0, o);
        if (option[at] >= 0) {
          return Optional.empty();
        }
        micros[at] = (double) cost * group.devices;
        nanocores[at] = (double) routes.cpuNanocores(0, o) * group.devices;
        option[at] = o;
        count++;
      }
      if (count == 0) {
        return Optional.empty();
      }
      function[group.index] = routes.function(0, 0);
    }
    Hosting.Use use = new Hosting.Use(micros, nanocores, option);
    return Optional.of(Hosting.of(groups, pairs.functions, m, use, host(), function));
  }

  private Hosting.Host host() {
    int m = nodes.size;
    long[] memory = new long[pairs.functions * m];
    double[] fixed = new double[pairs.functions * m];
    double[] opening = new double[m];
    double[] cpu = new double[m];
    for (int n = 0; n < m; n++) {
      opening[n] = nodes.activeMicros[n];
      cpu[n] = nodes.cpuNanocores[n];
      for (int f = 0; f < pairs.functions; f++) {
        int pair = pairs.index(f, n);
        if (mostLoad[pair] > 0) {
          long warm = pairs.required(pair, 1);
          memory[pair] = warm * pairs.memoryBytes[f];
          fixed[pair] = (double) warm * pairs.keptMicros[pair] + pairs.acquisitionMicros[pair];
        }
      }
    }
    return new Hosting.Host(memory, fixed, nodes.memoryBytes.clone(), cpu, opening);
  }
}
