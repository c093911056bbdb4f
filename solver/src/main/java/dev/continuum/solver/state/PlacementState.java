package dev.continuum.solver.state;

import dev.continuum.model.evaluation.Score;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.compiled.RuleTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A placement under construction. Adding or removing devices of a group on a route updates loads,
 * warm instances, node use, traffic, changes and cost in time proportional to the calls of the
 * route. Instances and artifacts always follow the routes (and what is forced for spreading), so
 * they are never more than needed. Sums are doubles that hold exact integers below 2^53 unless
 * groups are divisible. Not thread-safe.
 */
public final class PlacementState {

  /** Relative tolerance of the rules where device counts are reals (model, section 4). */
  public static final double DIVISIBLE_TOLERANCE = 1e-9;

  private final CompiledProblem problem;
  private final PairTable pairs;
  private final NodeTable nodes;
  private final double tolerance;
  private final List<List<RouteShare>> shares = new ArrayList<>();
  private double[] unserved;
  private final double[] load;
  private final double[] devicesOn;
  private final long[] warm;
  private final boolean[] present;
  private final boolean[] forced;
  private final NodeUse use;
  private final LinkTraffic traffic;
  private double[] moved;
  private long otherChanges;
  private double movedTotal;
  private double cost;
  private double lateMicros;
  private double unservedMicros;
  private int overfullPairs;
  private @Nullable Notes notes;

  /** An empty placement. */
  public PlacementState(CompiledProblem problem) {
    this.problem = problem;
    pairs = problem.pairs();
    nodes = problem.nodes();
    tolerance = problem.anyDivisible() ? DIVISIBLE_TOLERANCE : 0;
    unserved = new double[problem.groups().size()];
    moved = new double[problem.groups().size()];
    for (CompiledGroup group : problem.groups()) {
      shares.add(new ArrayList<>(2));
      unserved[group.index] = group.devices;
      unservedMicros += (double) group.devices * group.priorityMicros;
    }
    load = new double[pairs.size()];
    devicesOn = new double[pairs.size()];
    warm = new long[pairs.size()];
    present = new boolean[pairs.size()];
    forced = new boolean[pairs.size()];
    use = new NodeUse(nodes, pairs, tolerance);
    traffic = new LinkTraffic(problem.linkMillibits(), tolerance);
  }

  /** A state that holds a placement. */
  public static PlacementState of(CompiledProblem problem, CompiledPlacement placement) {
    PlacementState state = new PlacementState(problem);
    for (int pair = 0; pair < state.warm.length; pair++) {
      if (placement.warm().get(pair) > 0 && state.spreads(pair)) {
        var unused = state.force(pair, true);
      }
    }
    for (CompiledGroup group : problem.groups()) {
      state.restore(group.index, placement.shares().get(group.index));
    }
    return state;
  }

  private boolean spreads(int pair) {
    return problem.rules().spreads().stream()
        .anyMatch(spread -> spread.function() == pairs.function(pair));
  }

  /** Pairs that are kept warm for spreading, whatever their load. */
  public List<Integer> forced() {
    List<Integer> pairsKept = new ArrayList<>();
    for (int pair = 0; pair < forced.length; pair++) {
      if (forced[pair]) {
        pairsKept.add(pair);
      }
    }
    return pairsKept;
  }

  /** Devices of a group that no route counts. */
  public double unserved(int group) {
    return unserved[group];
  }

  /** Devices of a group by route; a snapshot. */
  public List<RouteShare> shares(int group) {
    return List.copyOf(shares.get(group));
  }

  /** Warm instances of a pair. */
  public long warm(int pair) {
    return warm[pair];
  }

  /** Load of a pair, nano-requests/s. */
  public double load(int pair) {
    return load[pair];
  }

  /** CPU used on a node, nanocores. */
  public double cpu(int node) {
    return use.cpu[node];
  }

  /** Whether the artifact of a pair is there. */
  public boolean present(int pair) {
    return present[pair];
  }

  /** Whether some artifact is on a node. */
  public boolean isUsed(int node) {
    return use.artifacts[node] > 0;
  }

  /** Memory used on a node, bytes. */
  public long memory(int node) {
    return use.memory[node];
  }

  /** Cost so far, micro-units per hour. */
  public double cost() {
    return cost;
  }

  /** Weighted late devices, micro-units. */
  public double late() {
    return lateMicros;
  }

  /** Weighted unserved devices, micro-units. */
  public double unservedWeight() {
    return unservedMicros;
  }

  /** How far it breaks rules, by node and across nodes; reads this state as it changes. */
  public Excess excess() {
    return new Excess(this);
  }

  /** What is placed. */
  public CompiledProblem problem() {
    return problem;
  }

  NodeUse use() {
    return use;
  }

  double tolerance() {
    return tolerance;
  }

  boolean anyOverfullPair() {
    return overfullPairs > 0;
  }

  long linkExcessPpm() {
    return traffic.excessPpm();
  }

  double changes() {
    return otherChanges + movedTotal;
  }

  boolean movedOntoCordoned(int group) {
    CompiledGroup it = problem.groups().get(group);
    return it.hasCurrent() && MoveCount.of(it, shares.get(group), nodes, tolerance).ontoCordoned();
  }

  /**
   * Adds devices of a group on an allowed route; a negative number removes them.
   *
   * @return whether every limit this touches still holds; if not, the caller takes it back
   */
  public boolean add(int group, int[] route, double devices) {
    return add(group, route, devices, problem.groups().get(group).routes.judge().costMicros(route));
  }

  /** The same, for callers that know the route's cost. */
  public boolean add(int group, int[] route, double devices, long micros) {
    CompiledGroup it = problem.groups().get(group);
    if (micros == RouteJudge.FORBIDDEN) {
      throw new IllegalArgumentException("A forbidden route of group " + group);
    }
    RouteShare share = merge(it, route, devices, micros);
    cost += devices * micros;
    lateMicros += share.late ? devices * it.priorityMicros : 0;
    unserved[group] -= devices;
    unservedMicros -= devices * it.priorityMicros;
    boolean fits = unserved[group] >= -tolerance * it.devices;
    RouteSpace routes = it.routes;
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
    for (int call = 0; call < route.length; call++) {
      int node = routes.node(call, route[call]);
      fits &= node == RouteSpace.LOCAL || fitsPair(routes.function(call, route[call]), node);
    }
    // Both update sums: neither may be skipped.
    boolean carried = traffic.add(it, route, devices);
    boolean movable = recountMoves(it);
    return fits && carried && movable && withinBudget();
  }

  /** Keeps at least one instance of a pair warm, for spreading; or no longer. */
  public boolean force(int pair, boolean keep) {
    notePair(pair);
    forced[pair] = keep;
    refresh(pair);
    return fitsPair(pairs.function(pair), pairs.node(pair)) && withinBudget();
  }

  /** Removes every device of a group. */
  public List<RouteShare> clear(int group) {
    List<RouteShare> before = shares(group);
    for (RouteShare share : before) {
      var unused = add(group, share.route, -share.devices, share.micros);
    }
    return before;
  }

  /** Adds back what {@link #clear} returned. */
  public void restore(int group, List<RouteShare> before) {
    for (RouteShare share : before) {
      var unused = add(group, share.route, share.devices, share.micros);
    }
  }

  /** Takes a group out altogether, before it changes in a live problem. */
  public void forget(int group) {
    var unused = clear(group);
    unservedMicros -= unserved[group] * problem.groups().get(group).priorityMicros;
    unserved[group] = 0;
  }

  /** Takes a group in that was forgotten or is new in a live problem: all its devices unserved. */
  public void meet(int group) {
    if (group == shares.size()) {
      shares.add(new ArrayList<>(2));
      if (group >= unserved.length) {
        unserved = Arrays.copyOf(unserved, group + 1 + group / 16);
        moved = Arrays.copyOf(moved, unserved.length);
      }
    }
    CompiledGroup it = problem.groups().get(group);
    unserved[group] = it.devices;
    unservedMicros += (double) it.devices * it.priorityMicros;
  }

  /** Notes what changes from now on, until told to end; one at a time. */
  public Notes note() {
    Notes begun = new Notes();
    notes = begun;
    return begun;
  }

  /** Ends noting. */
  public void endNotes() {
    notes = null;
  }

  /** Counts the devices of a group that are moved again, after what runs changed. */
  public void recount(int group) {
    var unused = recountMoves(problem.groups().get(group));
  }

  /** Counts the changes on a pair again while what runs there changes. */
  public void rebase(int pair, Runnable change) {
    count(pair, -1);
    countAcquisition(pair, -1);
    change.run();
    countAcquisition(pair, 1);
    count(pair, 1);
  }

  private void countAcquisition(int pair, int sign) {
    if (present[pair]) {
      cost += sign * (double) pairs.acquisitionMicros[pair];
      if (problem.changes().counted() && !pairs.acquiredNow[pair]) {
        otherChanges += sign;
      }
    }
  }

  /**
   * What more load on a pair would newly cost in instances, artifact and node, micro-units;
   * infinite where it does not fit by itself.
   */
  public double marginal(int pair, double loadNanos, double cpuNanocores) {
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

  /**
   * Whether rules that adding devices does not check hold too: spreads and obligations to serve.
   */
  public boolean complete() {
    for (CompiledGroup group : problem.groups()) {
      if (group.serveAll && unserved[group.index] > tolerance * group.devices) {
        return false;
      }
    }
    for (RuleTable.SpreadRule spread : problem.rules().spreads()) {
      if (zonesOf(spread.function()) < spread.zones()) {
        return false;
      }
    }
    return overfullPairs == 0;
  }

  /** How good it is, complete or not. */
  public Rank rank() {
    double missing = 0;
    for (CompiledGroup group : problem.groups()) {
      if (group.serveAll && unserved[group.index] > tolerance * group.devices) {
        missing += unserved[group.index];
      }
    }
    for (RuleTable.SpreadRule spread : problem.rules().spreads()) {
      missing += Math.max(0, spread.zones() - zonesOf(spread.function()));
    }
    return new Rank(missing, unservedMicros, lateMicros, cost);
  }

  /** In how many failure domains a function is warm. */
  public int zonesOf(int function) {
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

  /** The score of a complete placement. */
  public Score score() {
    return new Score(
        0,
        Rounding.nearest(Math.max(0, unservedMicros)),
        Rounding.nearest(Math.max(0, lateMicros)),
        Rounding.nearest(cost));
  }

  /** An immutable copy. */
  public CompiledPlacement snapshot() {
    List<Long> warmCopy = new ArrayList<>(warm.length);
    List<Boolean> presentCopy = new ArrayList<>(warm.length);
    for (int pair = 0; pair < warm.length; pair++) {
      warmCopy.add(warm[pair]);
      presentCopy.add(present[pair]);
    }
    return new CompiledPlacement(shares, warmCopy, presentCopy, score());
  }

  private RouteShare merge(CompiledGroup group, int[] route, double devices, long micros) {
    List<RouteShare> of = shares.get(group.index);
    if (notes != null) {
      notes.group(group.index, of);
    }
    for (int i = 0; i < of.size(); i++) {
      RouteShare old = of.get(i);
      if (old.follows(route)) {
        RouteShare merged = new RouteShare(old.route, old.devices + devices, micros, old.late);
        if (merged.devices <= tolerance * group.devices) {
          of.remove(i);
        } else {
          of.set(i, merged);
        }
        return merged;
      }
    }
    boolean late = group.routes.judge().missesDeadline(route);
    RouteShare share = new RouteShare(route.clone(), devices, micros, late);
    of.add(share);
    return share;
  }

  private void notePair(int pair) {
    if (notes != null) {
      notes.pair(pair, warm[pair], present[pair], forced[pair]);
    }
  }

  private void refresh(int pair) {
    notePair(pair);
    boolean used = devicesOn[pair] > 1e-9;
    boolean now = used || forced[pair];
    long needed = now ? required(pair, load[pair]) : 0;
    if (warm[pair] != needed) {
      count(pair, -1);
      use.addInstances(pair, needed - warm[pair]);
      cost += (double) (needed - warm[pair]) * pairs.keptMicros[pair];
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
        cost += sign * (double) nodes.activeMicros[node];
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
      overfullPairs += sign;
    }
    long started = Math.max(0, warm[pair] - pairs.warmNow[pair]);
    if (problem.changes().counted() && started > 0) {
      otherChanges += sign * started;
      cost += sign * (double) started * problem.changes().startMicros();
    }
  }

  private boolean fitsPair(int function, int node) {
    int pair = pairs.index(function, node);
    if (!use.fits(node) || warm[pair] > pairs.mostInstances[pair]) {
      return false;
    }
    for (RuleTable.ApartRule apart : problem.rules().aparts()) {
      if ((apart.one() == function || apart.other() == function)
          && warm[pairs.index(apart.one(), node)] > 0
          && warm[pairs.index(apart.other(), node)] > 0) {
        return false;
      }
    }
    return true;
  }

  /** Recounts a group's devices moved onto nodes, and checks that cordoned nodes take none. */
  private boolean recountMoves(CompiledGroup group) {
    if (!group.hasCurrent()) {
      return true;
    }
    MoveCount count = MoveCount.of(group, shares.get(group.index), nodes, tolerance);
    cost += (count.moved() - moved[group.index]) * problem.changes().moveMicros();
    movedTotal += count.moved() - moved[group.index];
    moved[group.index] = count.moved();
    return !count.ontoCordoned();
  }

  private boolean withinBudget() {
    return otherChanges + movedTotal <= problem.changes().budget() * (1 + tolerance);
  }
}
