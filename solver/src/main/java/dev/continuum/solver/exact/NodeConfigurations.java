package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RuleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one node can be at once: warm instances of each function, and the load they carry, in every
 * combination that memory and CPU allow and no other combination makes superfluous. These are the
 * patterns of cutting stock (P. C. Gilmore, R. E. Gomory 1961, DOI 10.1287/opre.9.6.849): choosing
 * one of them per node says in whole numbers what instance counts and memory say in fractions.
 *
 * <p>Not thread-safe; used once.
 */
final class NodeConfigurations {

  /** More combinations than this are not listed. */
  static final int MOST = 1_000;

  private static final int MOST_VISITED = InstanceSteps.MOST;
  private static final int NOTHING = -1;

  /** Nanocores that sums in double precision may be off: combinations may only be too many. */
  private static final long CPU_SLACK = 2;

  /**
   * One combination.
   *
   * @param carried load by function of the list, nano-requests/s
   * @param micros what its instances and artifacts cost, micro-units per hour
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Configuration(long[] carried, long micros) {}

  private final CompiledProblem problem;
  private final int[] functions;
  private final PairDemand[] demand;
  private final List<List<InstanceSteps.Step>> steps;
  private final int most;
  private final List<Configuration> found = new ArrayList<>();
  private final long[] carried;
  private final long[] fewest;

  /** Instances of each function, or {@link #NOTHING}. */
  private final int[] chosen;

  private int visited;
  private boolean complete = true;

  /**
   * What the groups could put on a pair.
   *
   * @param load of all their devices, nano-requests/s
   * @param divisor greatest load that the loads of whole devices are multiples of
   * @param cpuPerLoad nanocores per nano-request/s, at least
   */
  record PairDemand(long load, long divisor, double cpuPerLoad) {

    /** What a carried load is worth: no more than there is, in whole devices. */
    long whole(long carried) {
      return Math.min(load, carried) / divisor * divisor;
    }

    /** The load that so much CPU carries, or a little more. */
    long nearly(long cpu) {
      double most = cpuPerLoad > 0 ? (cpu + CPU_SLACK) / cpuPerLoad : Double.POSITIVE_INFINITY;
      return most < Long.MAX_VALUE / 4.0 ? ((long) most / divisor + 1) * divisor : Long.MAX_VALUE;
    }
  }

  private NodeConfigurations(
      CompiledProblem problem, int node, int[] functions, PairDemand[] demand, int most) {
    this.most = most;
    this.problem = problem;
    this.functions = functions;
    this.demand = demand;
    steps = new ArrayList<>();
    for (int i = 0; i < functions.length; i++) {
      steps.add(InstanceSteps.of(problem, node, functions[i], demand[i]));
    }
    carried = new long[functions.length];
    fewest = new long[functions.length];
    chosen = new int[functions.length];
  }

  /**
   * All combinations that are not dominated, or nothing if they are too many to list.
   *
   * @param functions that need instances, those that take most CPU per device first
   * @param most how many are not too many
   */
  static Optional<List<Configuration>> of(
      CompiledProblem problem, int node, int[] functions, PairDemand[] demand, int most) {
    NodeConfigurations all = new NodeConfigurations(problem, node, functions, demand, most);
    all.choose(0, new Room(problem, node), problem.nodes().activeMicros[node]);
    return all.complete ? Optional.of(all.found) : Optional.empty();
  }

  /** What is left of a node. */
  private record Room(long memory, long instances, long storage, long cpu) {

    Room(CompiledProblem problem, int node) {
      this(
          problem.nodes().memoryBytes[node],
          problem.nodes().instances[node],
          problem.nodes().storageBytes[node],
          problem.nodes().cpuNanocores[node]);
    }
  }

  private void choose(int at, Room room, long micros) {
    if (!complete || ++visited > MOST_VISITED) {
      complete = false;
      return;
    }
    if (at == functions.length) {
      fillCpu(0, room.cpu, micros);
      return;
    }
    carried[at] = 0;
    fewest[at] = 0;
    chosen[at] = NOTHING;
    choose(at + 1, room, micros);
    long storage = room.storage - problem.pairs().artifactBytes[functions[at]];
    for (InstanceSteps.Step step : steps.get(at)) {
      Room left =
          new Room(room.memory - step.bytes(), room.instances - step.count(), storage, room.cpu);
      if (!complete || storage < 0 || left.memory < 0 || left.instances < 0) {
        break;
      }
      carried[at] = step.carried();
      fewest[at] = step.before() + demand[at].divisor;
      chosen[at] = step.count();
      if (isApart(at)) {
        break;
      }
      choose(at + 1, left, micros + step.micros());
    }
    carried[at] = 0;
    chosen[at] = NOTHING;
  }

  /** Whether a rule keeps a function apart from one that was chosen before it. */
  private boolean isApart(int at) {
    for (RuleTable.ApartRule apart : problem.rules().aparts()) {
      int least = apart.sizes() ? 0 : 1;
      for (int i = 0; i < at && apart.concerns(functions[at]) && chosen[at] >= least; i++) {
        if (chosen[i] >= least && apart.concerns(functions[i])) {
          return true;
        }
      }
    }
    return false;
  }

  /** Lowers loads to what CPU allows, in every way in which the instances are still needed. */
  private void fillCpu(int at, long cpu, long micros) {
    if (!complete || ++visited > MOST_VISITED) {
      complete = false;
      return;
    }
    double needed = 0;
    boolean known = true;
    for (int i = at; i < functions.length; i++) {
      needed += carried[i] * demand[i].cpuPerLoad;
      known &= carried[i] == 0 || demand[i].cpuPerLoad > 0;
    }
    if (needed <= cpu + CPU_SLACK || !known || at == functions.length) {
      add(micros);
      return;
    }
    long full = carried[at];
    for (long load = Math.min(full, demand[at].nearly(cpu));
        complete && load >= fewest[at] && load >= 0;
        load -= demand[at].divisor) {
      double left = cpu + CPU_SLACK - load * demand[at].cpuPerLoad;
      if (left >= 0) {
        carried[at] = load;
        fillCpu(at + 1, (long) left, micros);
        if (at == functions.length - 1) {
          break;
        }
      }
      if (full == 0) {
        break;
      }
    }
    carried[at] = full;
  }

  private void add(long micros) {
    Configuration candidate = new Configuration(carried.clone(), micros);
    for (Configuration other : found) {
      if (dominates(other, candidate)) {
        return;
      }
    }
    found.removeIf(other -> dominates(candidate, other));
    found.add(candidate);
    complete = found.size() <= most;
  }

  private static boolean dominates(Configuration better, Configuration worse) {
    if (better.micros > worse.micros) {
      return false;
    }
    for (int i = 0; i < better.carried.length; i++) {
      if (better.carried[i] < worse.carried[i]) {
        return false;
      }
    }
    return true;
  }
}
