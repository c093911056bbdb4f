package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.exact.NodeConfigurations.PairDemand;
import java.util.ArrayList;
import java.util.List;

/** How many instances of a function a node may keep, each number that carries more than fewer. */
final class InstanceSteps {

  /**
   * One number of instances.
   *
   * @param carried load, nano-requests/s
   * @param before what the next smaller number carries
   * @param bytes of memory that they take
   * @param micros what they and the artifact cost, micro-units per hour
   */
  record Step(int count, long carried, long before, long bytes, long micros) {}

  /** More are not listed. */
  static final int MOST = 10_000;

  /** Of a function, where instances of several are chosen together. */
  private static final int MOST_TOGETHER = 1_000;

  private InstanceSteps() {}

  /** Whether these are all there are, and few enough to be chosen together with others. */
  static boolean areFew(List<Step> steps) {
    return steps.size() < MOST_TOGETHER;
  }

  /** Those of a function that a node by itself has room for, ascending. */
  static List<Step> of(CompiledProblem problem, int node, int function, PairDemand demand) {
    List<Step> steps = new ArrayList<>();
    PairTable pairs = problem.pairs();
    NodeTable nodes = problem.nodes();
    int pair = pairs.index(function, node);
    boolean none = pairs.staircase(pair).thresholdLoad(0) > 0;
    int least = (int) Math.max(none ? 0 : 1, pairs.floor[function]);
    long most = Math.min(pairs.mostInstances[pair], pairs.staircase(pair).mostInstances());
    long wanted = demand.whole(demand.nearly(nodes.cpuNanocores[node]));
    long before = 0;
    for (int count = least; count <= most && before < wanted && steps.size() < MOST; count++) {
      long bytes = count * pairs.memoryBytes[function];
      if (bytes > nodes.memoryBytes[node] || !acceleratorsFit(problem, node, function, count)) {
        break;
      }
      long load = Math.min(wanted, demand.whole(pairs.staircase(pair).thresholdLoad(count)));
      if (load > before) {
        steps.add(new Step(count, load, before, bytes, keptMicros(problem, pair, count)));
        before = load;
      }
    }
    return steps;
  }

  private static boolean acceleratorsFit(
      CompiledProblem problem, int node, int function, int count) {
    NodeTable nodes = problem.nodes();
    for (int kind = 0; kind < nodes.acceleratorUnits.length; kind++) {
      if (count * problem.pairs().acceleratorUnits[kind][function]
          > nodes.acceleratorUnits[kind][node]) {
        return false;
      }
    }
    return true;
  }

  private static long keptMicros(CompiledProblem problem, int pair, int count) {
    PairTable pairs = problem.pairs();
    long started = Math.max(0, count - pairs.warmNow[pair]);
    return count * pairs.keptMicros[pair]
        + started * problem.changes().startMicros()
        + pairs.acquisitionMicros[pair];
  }
}
