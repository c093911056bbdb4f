package dev.continuum.solver.state;

import dev.continuum.model.evaluation.Score;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RuleTable;
import java.util.List;

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
  private final double tolerance;
  private final Totals totals;
  private final ServedGroups groups;
  private final HostedPairs pairs;
  private final LinkTraffic traffic;

  /** An empty placement. */
  public PlacementState(CompiledProblem problem) {
    this.problem = problem;
    tolerance = problem.anyDivisible() ? DIVISIBLE_TOLERANCE : 0;
    totals = new Totals(problem.changes(), tolerance);
    groups = new ServedGroups(problem, tolerance, totals);
    pairs = new HostedPairs(problem, tolerance, totals);
    traffic = new LinkTraffic(problem.linkMillibits(), tolerance);
  }

  /** A state that holds a placement. */
  public static PlacementState of(CompiledProblem problem, CompiledPlacement placement) {
    PlacementState state = new PlacementState(problem);
    for (int pair = 0; pair < problem.pairs().size(); pair++) {
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
        .anyMatch(spread -> spread.function() == problem.pairs().function(pair));
  }

  /** Pairs that are kept warm for spreading, whatever their load. */
  public List<Integer> forced() {
    return pairs.forced();
  }

  /** Devices of a group that no route counts. */
  public double unserved(int group) {
    return groups.unserved(group);
  }

  /** Devices of a group by route; a snapshot. */
  public List<RouteShare> shares(int group) {
    return List.copyOf(groups.of(group));
  }

  /** Warm instances of a pair. */
  public long warm(int pair) {
    return pairs.warm(pair);
  }

  /** Load of a pair, nano-requests/s. */
  public double load(int pair) {
    return pairs.load(pair);
  }

  /** CPU used on a node, nanocores. */
  public double cpu(int node) {
    return use().cpu[node];
  }

  /** Whether the artifact of a pair is there. */
  public boolean present(int pair) {
    return pairs.present(pair);
  }

  /** Whether a node has both of what is to be apart. */
  public boolean hasBoth(RuleTable.ApartRule apart, int node) {
    return pairs.hasBoth(apart, node);
  }

  /** Whether some artifact is on a node. */
  public boolean isUsed(int node) {
    return use().artifacts[node] > 0;
  }

  /** Memory used on a node, bytes. */
  public long memory(int node) {
    return use().memory[node];
  }

  /** Cost so far, micro-units per hour. */
  public double cost() {
    return totals.cost;
  }

  /** Weighted late devices, micro-units. */
  public double late() {
    return groups.lateMicros();
  }

  /** Weighted unserved devices, micro-units. */
  public double unservedWeight() {
    return groups.unservedMicros();
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
    return pairs.ofNodes();
  }

  double tolerance() {
    return tolerance;
  }

  boolean anyOverfullPair() {
    return pairs.anyOverfull();
  }

  long linkExcessPpm() {
    return traffic.excessPpm();
  }

  double changes() {
    return totals.changes();
  }

  boolean movedOntoCordoned(int group) {
    return groups.movedOntoCordoned(group);
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
    CompiledGroup it = allowed(group, micros);
    return settle(it, route, devices, groups.add(it, route, devices, micros));
  }

  private boolean add(int group, RouteShare share) {
    CompiledGroup it = allowed(group, share.micros);
    return settle(it, share.route, share.devices, groups.add(it, share));
  }

  /**
   * Adds devices on a route where that is allowed and fits; returns whether, else nothing changes.
   */
  public boolean put(int group, int[] route, double devices, long micros) {
    return micros != RouteJudge.FORBIDDEN
        && keep(add(group, route, devices, micros), group, route, devices, micros);
  }

  /** The same, for callers that know whether the route is late, and will not change its array. */
  public boolean put(int group, RouteShare share) {
    return share.micros != RouteJudge.FORBIDDEN
        && keep(add(group, share), group, share.route, share.devices, share.micros);
  }

  /** Takes back what does not fit; returns whether it does. */
  private boolean keep(boolean fits, int group, int[] route, double devices, long micros) {
    if (!fits) {
      add(group, route, -devices, micros);
    }
    return fits;
  }

  private CompiledGroup allowed(int group, long micros) {
    if (micros == RouteJudge.FORBIDDEN) {
      throw new IllegalArgumentException("A forbidden route of group " + group);
    }
    return problem.groups().get(group);
  }

  private boolean settle(CompiledGroup it, int[] route, double devices, boolean available) {
    // Each updates sums: none may be skipped.
    boolean hosted = pairs.add(it.routes, route, devices);
    boolean carried = traffic.add(it, route, devices);
    boolean movable = groups.recountMoves(it);
    return available && hosted && carried && movable && totals.withinBudget();
  }

  /** Keeps at least one instance of a pair warm, for spreading; or no longer. */
  public boolean force(int pair, boolean keep) {
    return pairs.force(pair, keep) && totals.withinBudget();
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
    groups.forgetUnserved(group);
  }

  /** Takes a group in that was forgotten or is new in a live problem: all its devices unserved. */
  public void meet(int group) {
    groups.meet(group);
  }

  /** Notes what changes from now on, until told to end; one at a time. */
  public Notes note() {
    Notes begun = new Notes();
    groups.note(begun);
    pairs.note(begun);
    return begun;
  }

  /** Ends noting. */
  public void endNotes() {
    groups.note(null);
    pairs.note(null);
  }

  /** Counts the devices of a group that are moved again, after what runs changed. */
  public void recount(int group) {
    var unused = groups.recountMoves(problem.groups().get(group));
  }

  /** Counts the changes on a pair again while what runs there changes. */
  public void rebase(int pair, Runnable change) {
    pairs.rebase(pair, change);
  }

  /**
   * What more load on a pair would newly cost in instances, artifact and node, micro-units;
   * infinite where it does not fit by itself.
   */
  public double marginal(int pair, double loadNanos, double cpuNanocores) {
    return pairs.marginal(pair, loadNanos, cpuNanocores);
  }

  /**
   * Whether rules that adding devices does not check hold too: spreads and obligations to serve.
   */
  public boolean complete() {
    if (!groups.complete()) {
      return false;
    }
    for (RuleTable.SpreadRule spread : problem.rules().spreads()) {
      if (zonesOf(spread.function()) < spread.zones()) {
        return false;
      }
    }
    return !pairs.anyOverfull();
  }

  /** How good it is, complete or not. */
  public Rank rank() {
    double missing = groups.missing();
    for (RuleTable.SpreadRule spread : problem.rules().spreads()) {
      missing += Math.max(0, spread.zones() - zonesOf(spread.function()));
    }
    return new Rank(missing, unservedWeight(), late(), cost());
  }

  /** In how many failure domains a function is warm. */
  public int zonesOf(int function) {
    return pairs.zonesOf(function);
  }

  /** The score of a complete placement. */
  public Score score() {
    return new Score(
        0,
        Rounding.nearest(Math.max(0, unservedWeight())),
        Rounding.nearest(Math.max(0, late())),
        Rounding.nearest(cost()));
  }

  /** An immutable copy. */
  public CompiledPlacement snapshot() {
    return new CompiledPlacement(groups.all(), pairs.copyOfWarm(), pairs.copyOfPresent(), score());
  }
}
