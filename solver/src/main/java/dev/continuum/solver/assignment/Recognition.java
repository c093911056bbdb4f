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
 * Tells whether a compiled problem is an assignment to nodes of one capacity each, whatever it was
 * declared as. Everything else that the model limits or prices is shown not to matter, in the worst
 * case over all placements; where that cannot be shown, nothing is recognised. Linear in options
 * and pairs.
 */
final class Recognition {

  private static final int MOST_WHOLE_ARCS = 400_000;
  private static final int MOST_DIVISIBLE_ARCS = 2_000_000;
  private static final double LARGEST_EXACT = 1L << 52;

  private final CompiledProblem problem;
  private final PairTable pairs;
  private final NodeTable nodes;

  /** Most load that all groups together could put on a pair, nano-requests/s. */
  private final double[] mostLoad;

  /** The same on a node, and CPU in nanocores. */
  private final double[] mostRate;

  private final double[] mostCpu;
  private int arcs;
  private boolean divisible;

  private Recognition(CompiledProblem problem) {
    this.problem = problem;
    pairs = problem.pairs();
    nodes = problem.nodes();
    mostLoad = new double[pairs.size()];
    mostRate = new double[nodes.size];
    mostCpu = new double[nodes.size];
  }

  /** The instance that a problem is, if it is one. */
  static Optional<Instance> of(CompiledProblem problem) {
    Recognition recognition = new Recognition(problem);
    return recognition.plain() && recognition.instancesNeverBind()
        ? recognition.extract()
        : Optional.empty();
  }

  /** Whether every group has one call, on nodes only, and no rule ties groups together. */
  private boolean plain() {
    if (problem.groups().isEmpty()
        || !problem.rules().spreads().isEmpty()
        || !problem.rules().aparts().isEmpty()
        || problem.changes().matters()) {
      return false;
    }
    for (boolean cordoned : nodes.cordoned) {
      if (cordoned) {
        return false;
      }
    }
    divisible = problem.groups().getFirst().divisible;
    for (CompiledGroup group : problem.groups()) {
      if (!plain(group)) {
        return false;
      }
    }
    return true;
  }

  private boolean plain(CompiledGroup group) {
    RouteSpace routes = group.routes;
    if (routes.calls() != 1
        || routes.judge().hasDeadline()
        || group.divisible != divisible
        || (!divisible && group.devices != 1)) {
      return false;
    }
    arcs += routes.options(0);
    if (arcs > (divisible ? MOST_DIVISIBLE_ARCS : MOST_WHOLE_ARCS)) {
      return false;
    }
    double load = (double) group.devices * routes.loadNanos(0);
    for (int o = 0; o < routes.options(0); o++) {
      int node = routes.node(0, o);
      if (node == RouteSpace.LOCAL) {
        return false;
      }
      mostLoad[pairs.index(routes.function(0, o), node)] += load;
      mostRate[node] += load;
      mostCpu[node] += (double) group.devices * routes.cpuNanocores(0, o);
    }
    return true;
  }

  /** Whether instances and artifacts cost nothing and always fit, whatever is placed where. */
  private boolean instancesNeverBind() {
    for (int n = 0; n < nodes.size; n++) {
      double memory = 0;
      double instances = 0;
      double storage = 0;
      for (int f = 0; f < pairs.functions; f++) {
        int pair = pairs.index(f, n);
        if (mostLoad[pair] == 0) {
          continue;
        }
        if (mostLoad[pair] > LARGEST_EXACT) {
          return false;
        }
        long warm = pairs.required(pair, (long) Math.ceil(mostLoad[pair]));
        if (warm > pairs.mostInstances[pair]
            || (warm > 0 && (pairs.keptMicros[pair] != 0 || accelerated(f)))
            || pairs.acquisitionMicros[pair] != 0) {
          return false;
        }
        memory += (double) warm * pairs.memoryBytes[f];
        instances += warm;
        storage += pairs.artifactBytes[f];
      }
      if (memory > nodes.memoryBytes[n]
          || instances > nodes.instances[n]
          || storage > nodes.storageBytes[n]) {
        return false;
      }
    }
    return true;
  }

  private boolean accelerated(int function) {
    for (int kind = 0; kind < pairs.acceleratorUnits.length; kind++) {
      if (pairs.acceleratorUnits[kind][function] > 0
          || pairs.acceleratorBytes[kind][function] > 0) {
        return true;
      }
    }
    return false;
  }

  private Optional<Instance> extract() {
    long[] capacity = new long[nodes.size];
    boolean[] byRate = new boolean[nodes.size];
    for (int n = 0; n < nodes.size; n++) {
      boolean cpuBinds = mostCpu[n] > nodes.cpuNanocores[n];
      byRate[n] = mostRate[n] > nodes.rateNanos[n];
      if ((cpuBinds && byRate[n]) || mostCpu[n] > LARGEST_EXACT || mostRate[n] > LARGEST_EXACT) {
        return Optional.empty();
      }
      capacity[n] =
          byRate[n]
              ? nodes.rateNanos[n]
              : Math.min(nodes.cpuNanocores[n], (long) Math.ceil(mostCpu[n]));
    }
    Instance.Arcs table =
        new Instance.Arcs(
            new int[arcs], new int[arcs], new int[arcs], new long[arcs], new long[arcs]);
    int count = 0;
    boolean[] crossed = new boolean[1];
    int[] route = new int[1];
    for (CompiledGroup group : problem.groups()) {
      RouteSpace routes = group.routes;
      int before = count;
      for (int o = 0; o < routes.options(0); o++) {
        route[0] = o;
        long micros = routes.judge().costMicros(route);
        if (micros == RouteJudge.FORBIDDEN) {
          continue;
        }
        if (Math.abs((double) micros * group.devices) > LARGEST_EXACT) {
          return Optional.empty();
        }
        if (!problem.linkMillibits().isEmpty()) {
          routes.judge().traffic(route, (link, millibits) -> crossed[0] |= millibits > 0);
        }
        int n = routes.node(0, o);
        long use = byRate[n] ? routes.loadNanos(0) : routes.cpuNanocores(0, o);
        if (!divisible && use > capacity[n]) {
          continue;
        }
        table.job()[count] = group.index;
        table.node()[count] = n;
        table.option()[count] = o;
        table.use()[count] = use * group.devices;
        table.cost()[count] = micros * group.devices;
        count++;
      }
      if (count == before || crossed[0] || !oneOptionANode(table, before, count)) {
        return Optional.empty();
      }
    }
    Instance instance =
        new Instance(
            problem.groups().size(),
            divisible,
            capacity,
            nodes.activeMicros.clone(),
            new Instance.Arcs(
                Arrays.copyOf(table.job(), count),
                Arrays.copyOf(table.node(), count),
                Arrays.copyOf(table.option(), count),
                Arrays.copyOf(table.use(), count),
                Arrays.copyOf(table.cost(), count)));
    return divisible && !splittable(instance) ? Optional.empty() : Optional.of(instance);
  }

  /** Shares are of a job's use, which must be the same on every node, and something. */
  private static boolean splittable(Instance instance) {
    return instance.uniform && Arrays.stream(instance.use).allMatch(use -> use > 0);
  }

  /** Variants would be a choice beyond the node; options are in order of function and node. */
  private static boolean oneOptionANode(Instance.Arcs table, int from, int to) {
    for (int a = from + 1; a < to; a++) {
      if (table.node()[a] <= table.node()[a - 1]) {
        return false;
      }
    }
    return true;
  }
}
