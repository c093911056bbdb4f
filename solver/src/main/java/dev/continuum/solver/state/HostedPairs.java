package dev.continuum.solver.state;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.compiled.RuleTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What routes ask of each function on each node, and the warm instances and artifacts that follow
 * from it (and from what is forced for spreading), with what they take of nodes, cost and change.
 * Not thread-safe.
 */
final class HostedPairs {

  /** Fewer devices than this on a pair are what rounding left. */
  private static final double LEAST_DEVICES = 1e-9;

  private final CompiledProblem problem;
  private final PairTable pairs;
  private final NodeTable nodes;
  private final double tolerance;
  private final Totals totals;
  private final NodeUse use;
  private final double[] load;
  private final double[] devicesOn;
  private final long[] warm;
  private final boolean[] present;
  private final boolean[] forced;
  private int overfull;
  private @Nullable Notes notes;

  /** Nothing anywhere. */
  HostedPairs(CompiledProblem problem, double tolerance, Totals totals) {
    this.problem = problem;
    this.tolerance = tolerance;
    this.totals = totals;
    pairs = problem.pairs();
    nodes = problem.nodes();
    use = new NodeUse(nodes, pairs, tolerance);
    load = new double[pairs.size()];
    devicesOn = new double[pairs.size()];
    warm = new long[pairs.size()];
    present = new boolean[pairs.size()];
    forced = new boolean[pairs.size()];
  }

  NodeUse ofNodes() {
    return use;
  }

  long warm(int pair) {
    return warm[pair];
  }

  double load(int pair) {
    return load[pair];
  }

  boolean present(int pair) {
    return present[pair];
  }

  /** Whether some function has more instances on a node than its limits leave room for. */
  boolean anyOverfull() {
    return overfull > 0;
  }

  void note(@Nullable Notes into) {
    notes = into;
  }

  List<Integer> forced() {
    List<Integer> kept = new ArrayList<>();
    for (int pair = 0; pair < forced.length; pair++) {
      if (forced[pair]) {
        kept.add(pair);
      }
    }
    return kept;
  }

  List<Long> copyOfWarm() {
    List<Long> copy = new ArrayList<>(warm.length);
    for (long count : warm) {
      copy.add(count);
    }
    return copy;
  }

  List<Boolean> copyOfPresent() {
    List<Boolean> copy = new ArrayList<>(present.length);
    for (boolean there : present) {
      copy.add(there);
    }
    return copy;
  }

  /** Adds devices on a route; returns whether every pair and node on it still fits. */
  boolean add(RouteSpace routes, int[] route, double devices) {
    for (int call = 0; call < route.length; call++) {
      int node = routes.node(call, route[call]);
      if (node != RouteSpace.LOCAL) {
        int pair = pairs.index(routes.function(call, route[call]), node);
        use.cpu[node] += devices * routes.cpuNanocores(call, route[call]);
        use.rate[node] += devices * routes.loadNanos(call);
        load[pair] += devices * routes.loadNanos(call);
        devicesOn[pair] += devices;
        refresh(pair);
      }
    }
    boolean fits = true;
    for (int call = 0; call < route.length; call++) {
      int node = routes.node(call, route[call]);
      fits &= node == RouteSpace.LOCAL || fits(routes.function(call, route[call]), node);
    }
    return fits;
  }

  /** Keeps at least one instance warm, or no longer; returns whether it fits. */
  boolean force(int pair, boolean keep) {
    notePair(pair);
    forced[pair] = keep;
    refresh(pair);
    return fits(pairs.function(pair), pairs.node(pair));
  }

  /** Counts the changes on a pair again while what runs there changes. */
  void rebase(int pair, Runnable change) {
    count(pair, -1);
    countAcquisition(pair, -1);
    change.run();
    countAcquisition(pair, 1);
    count(pair, 1);
  }

  /** See {@link PlacementState#marginal}. */
  double marginal(int pair, double loadNanos, double cpuNanocores) {
    int node = pairs.node(pair);
    double slack = 1 + tolerance;
    if (use.cpu[node] + cpuNanocores > nodes.cpuNanocores[node] * slack
        || use.rate[node] + loadNanos > nodes.rateNanos[node] * slack) {
      return Double.POSITIVE_INFINITY;
    }
    long needed = required(pair, load[pair] + loadNanos);
    long more = needed - warm[pair];
    int function = pairs.function(pair);
    if (more > 0
        && (needed > pairs.mostInstances[pair]
            || use.instances[node] + more > nodes.instances[node]
            || use.memory[node] + more * pairs.memoryBytes[function] > nodes.memoryBytes[node])) {
      return Double.POSITIVE_INFINITY;
    }
    double micros = (double) more * pairs.keptMicros[pair];
    long started =
        Math.max(0, needed - pairs.warmNow[pair]) - Math.max(0, warm[pair] - pairs.warmNow[pair]);
    micros += (double) started * problem.changes().startMicros();
    if (!present[pair]) {
      micros += pairs.acquisitionMicros[pair];
      micros += use.artifacts[node] == 0 ? nodes.activeMicros[node] : 0;
    }
    return micros;
  }

  /** In how many failure domains a function is warm. */
  int zonesOf(int function) {
    boolean[] seen = new boolean[nodes.zones];
    int count = 0;
    for (int n = 0; n < nodes.size; n++) {
      if (warm[pairs.index(function, n)] > 0 && !seen[nodes.zone[n]]) {
        seen[nodes.zone[n]] = true;
        count++;
      }
    }
    return count;
  }

  private void notePair(int pair) {
    if (notes != null) {
      notes.pair(pair, warm[pair], present[pair], forced[pair]);
    }
  }

  private void refresh(int pair) {
    notePair(pair);
    boolean used = devicesOn[pair] > LEAST_DEVICES;
    boolean now = used || forced[pair];
    long needed = now ? required(pair, load[pair]) : 0;
    if (warm[pair] != needed) {
      count(pair, -1);
      use.addInstances(pair, needed - warm[pair]);
      totals.cost += (double) (needed - warm[pair]) * pairs.keptMicros[pair];
      warm[pair] = needed;
      count(pair, 1);
    }
    if (present[pair] != now) {
      countAcquisition(pair, -1);
      present[pair] = now;
      countAcquisition(pair, 1);
      int sign = now ? 1 : -1;
      use.addArtifact(pair, sign);
      int node = pairs.node(pair);
      if (use.artifacts[node] == (now ? 1 : 0)) {
        totals.cost += sign * (double) nodes.activeMicros[node];
      }
    }
  }

  private long required(int pair, double exact) {
    long nanos =
        tolerance == 0 ? (long) exact : (long) Math.ceil(Math.max(0, exact * (1 - tolerance)));
    return Math.max(forced[pair] ? 1 : 0, pairs.required(pair, nanos, warm[pair]));
  }

  private void count(int pair, int sign) {
    if (warm[pair] > pairs.mostInstances[pair]) {
      overfull += sign;
    }
    long started = Math.max(0, warm[pair] - pairs.warmNow[pair]);
    if (problem.changes().counted() && started > 0) {
      totals.otherChanges += sign * started;
      totals.cost += sign * (double) started * problem.changes().startMicros();
    }
  }

  private void countAcquisition(int pair, int sign) {
    if (present[pair]) {
      totals.cost += sign * (double) pairs.acquisitionMicros[pair];
      if (problem.changes().counted() && !pairs.acquiredNow[pair]) {
        totals.otherChanges += sign;
      }
    }
  }

  private boolean fits(int function, int node) {
    int pair = pairs.index(function, node);
    if (!use.fits(node) || warm[pair] > pairs.mostInstances[pair]) {
      return false;
    }
    for (RuleTable.ApartRule apart : problem.rules().aparts()) {
      if (apart.concerns(function) && hasBoth(apart, node)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a node has both of what is to be apart. */
  boolean hasBoth(RuleTable.ApartRule apart, int node) {
    int one = pairs.index(apart.one(), node);
    int other = pairs.index(apart.other(), node);
    return apart.sizes() ? present[one] && present[other] : warm[one] > 0 && warm[other] > 0;
  }
}
