package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import java.util.List;

/** Warm instances and artifacts of each pair: staircase, floor, links (rules 1 and 2). */
final class InstanceRows {

  /** A link knows no more steps apart; the next stands for all devices. */
  private static final int MOST_LINKED_STEPS = 32;

  private final Encoding encoding;
  private final CompiledProblem problem;
  private final LinearModel model;
  private final PairUse use;

  InstanceRows(Encoding encoding, PairUse use) {
    this.encoding = encoding;
    this.problem = encoding.problem;
    this.model = encoding.model;
    this.use = use;
  }

  void add() {
    PairTable pairs = problem.pairs();
    for (int pair = 0; pair < pairs.size(); pair++) {
      if (!use.load[pair].isEmpty() || use.spread[pair]) {
        add(pair);
      }
    }
  }

  private void add(int pair) {
    PairTable pairs = problem.pairs();
    int function = pairs.function(pair);
    int node = pairs.node(pair);
    String subject =
        problem.names().functions().get(function) + " on " + problem.names().nodes().get(node);
    int rule = model.rule("SIZING", subject);
    int[] step = new int[use.steps[pair]];
    for (int k = 0; k < step.length; k++) {
      step[k] = model.binary();
      if (k > 0) {
        model.atMost(new Terms().add(step[k], 1).add(step[k - 1], -1), 0, rule);
      }
    }
    encoding.step[pair] = step;
    boolean presenceMatters = presenceMatters(pair);
    if (presenceMatters) {
      encoding.present[pair] = model.binary();
    }
    staircase(pair, step, rule);
    link(pair, step, rule);
    if (presenceMatters) {
      int y = encoding.present[pair];
      for (int k = 0; k < step.length; k++) {
        if (k == 0) {
          model.atMost(new Terms().add(step[0], 1).add(y, -1), 0, rule);
        }
        if (k < pairs.floor[function]) {
          model.atLeast(new Terms().add(step[k], 1).add(y, -1), 0, rule);
        }
      }
    }
  }

  /** Load is at most what the instances carry: Λ <= Λ_0 + Σ (Λ_k - Λ_{k-1}) b_k. */
  private void staircase(int pair, int[] step, int rule) {
    PairTable pairs = problem.pairs();
    long most = use.load[pair].most(model);
    long carried = Math.min(most, threshold(pair, 0));
    long base = carried;
    Terms terms = copy(use.load[pair]);
    for (int k = 0; k < step.length && carried < most; k++) {
      long next = Math.min(most, threshold(pair, k + 1));
      terms.add(step[k], -(next - carried));
      carried = next;
    }
    if (!use.load[pair].isEmpty() && pairs.allowed[pair]) {
      model.atMost(terms, base, rule);
    }
  }

  private long threshold(int pair, int instances) {
    var staircase = problem.pairs().staircase(pair);
    long carried = staircase.thresholdLoad(Math.min(instances, staircase.mostInstances()));
    // Whole devices cannot use what lies between two multiples of their common load.
    long divisor = Math.max(1, use.loadDivisor[pair]);
    return carried / divisor * divisor;
  }

  /**
   * x <= K·(first instance or artifact), group by group; where instances are needed for any load, x
   * <= Σ (K_k - K_{k-1}) b_k, since no more devices K_k than k instances carry can be there.
   */
  private void link(int pair, int[] step, int rule) {
    PairTable pairs = problem.pairs();
    boolean none = threshold(pair, 0) == 0;
    boolean needsOne = step.length > 0 && (none || pairs.floor[pairs.function(pair)] > 0);
    int by = needsOne ? step[0] : encoding.present[pair];
    if (by == Encoding.NONE) {
      return;
    }
    List<Terms> linked = use.linked.get(pair);
    for (int i = 0; i < linked.size(); i++) {
      Terms terms = copy(linked.get(i));
      int devices = use.devices.get(pair).get(i);
      if (needsOne && none) {
        long load = Math.max(1, use.linkedLoads.get(pair).get(i));
        long before = 0;
        for (int k = 0; k < step.length && before < devices; k++) {
          boolean last = k == MOST_LINKED_STEPS;
          long most = last ? devices : Math.min(devices, roomFor(pair, k + 1, load));
          terms.add(step[k], before - most);
          before = most;
        }
      } else {
        terms.add(by, -devices);
      }
      model.atMost(terms, 0, rule);
    }
  }

  /** How many devices of a load instances carry; some in part where groups are divisible. */
  private long roomFor(int pair, int instances, long load) {
    return problem.anyDivisible()
        ? (long) Math.ceil(threshold(pair, instances) / (double) load)
        : threshold(pair, instances) / load;
  }

  /** Whether an artifact costs, limits or obliges anything. */
  private boolean presenceMatters(int pair) {
    PairTable pairs = problem.pairs();
    int function = pairs.function(pair);
    int node = pairs.node(pair);
    boolean changes =
        problem.changes().counted()
            && !pairs.acquiredNow[pair]
            && problem.changes().budget() < Double.POSITIVE_INFINITY;
    return pairs.floor[function] > 0
        || pairs.acquisitionMicros[pair] > 0
        || problem.nodes().activeMicros[node] > 0
        || (pairs.artifactBytes[function] > 0
            && problem.nodes().storageBytes[node] < Long.MAX_VALUE)
        || changes
        || problem.rules().aparts().stream()
            .anyMatch(apart -> apart.sizes() && apart.concerns(function));
  }

  static Terms copy(Terms terms) {
    Terms other = new Terms();
    int[] variables = terms.variables();
    long[] coefficients = terms.coefficients();
    for (int i = 0; i < variables.length; i++) {
      other.add(variables[i], coefficients[i]);
    }
    return other;
  }
}
