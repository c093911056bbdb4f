package dev.continuum.solver.replan;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.coding.Decoder;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.state.RouteShare;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps the plan of one continuum warm: after each event the placement is repaired at once by price
 * with few moves, then bettered for as long as it is given. What changing costs (rule 8) is part of
 * the cost, against the running placement and divided by the horizon, so a group moves only if that
 * saves more over its expected life than it costs.
 *
 * <p>An event on known nodes, groups and points takes time in proportion to what it touches: the
 * groups on a lost node, say. A node that was never declared, a link, or burstier arrivals compile
 * the whole problem anew. Not thread-safe. Memory: problem, placement and a few words a group.
 *
 * <pre>{@code
 * Replanner replanner = new Replanner(problem, running, 1, System::nanoTime);
 * Replan repaired = replanner.apply(List.of(new ContinuumEvent.NodeLost(id)));
 * publish(replanner.placement());
 * replanner.accept();
 * }</pre>
 */
public final class Replanner {

  private static final int WATCH_EVERY = 16;

  /** What is tried out adds up only what it changed. */
  private static final int TRIALS_UNTIL_ALL_IS_ADDED_UP = 256;

  /** In less time, only what an event touched is bettered, group by group. */
  private static final Duration LEAST_TOGETHER = Duration.ofMillis(200);

  /** What bettering all together takes at least, a group and a thread. */
  private static final long NANOS_A_GROUP = 3_000;

  private final Declaration declared;
  private final int threads;
  private final LongSupplier nanoTime;
  private final SplittableRandom random = new SplittableRandom(1);
  private Placement running;
  private Warm warm;
  private Betterment betterment;
  private Returns returns;
  private Ripples ripples;
  private final Deque<Integer> agenda = new ArrayDeque<>();
  private long trials;

  /**
   * A replanner of a valid problem.
   *
   * @param running what runs now; also the first plan
   * @param threads most threads to find prices with
   * @param nanoTime a monotonic clock
   * @throws dev.continuum.model.validation.InvalidProblemException if the problem is invalid
   */
  public Replanner(
      PlacementProblem problem, Placement running, int threads, LongSupplier nanoTime) {
    ProblemValidator.requireValid(problem);
    this.declared = new Declaration(problem);
    this.threads = threads;
    this.nanoTime = nanoTime;
    this.running = running;
    this.warm = new Warm(problem.withCurrent(running), running, threads);
    this.betterment = new Betterment(warm);
    this.returns = new Returns(warm, betterment);
    this.ripples = new Ripples(warm, betterment);
    var unused = ripples.see();
  }

  /**
   * Takes events in and repairs the plan at once.
   *
   * @throws IllegalArgumentException if an event speaks of what is not there
   * @throws dev.continuum.model.validation.InvalidProblemException if the problem becomes invalid
   *     by an event that compiles it anew
   */
  public Replan apply(List<ContinuumEvent> events) {
    long start = nanoTime.getAsLong();
    Map<Integer, CompiledGroup> changed = new LinkedHashMap<>();
    boolean anew = false;
    for (ContinuumEvent event : events) {
      anew |= !take(event, changed);
    }
    if (anew) {
      recompile(changed);
    }
    Repaired repaired = repair(changed);
    Audit.requireSums(warm, repaired.nodes());
    return replan(repaired, anew, start);
  }

  /**
   * What would come of events: they are taken in, the plan is repaired, what became of it is read,
   * and everything is put back as it was. Empty where an event asks for more than that, as {@link
   * #apply} would compile the whole problem anew.
   *
   * @throws IllegalArgumentException if an event speaks of what is not there
   */
  public Optional<Trial> tryOut(List<ContinuumEvent> events) {
    long start = nanoTime.getAsLong();
    Score before = score();
    List<Integer> waiting = List.copyOf(agenda);
    List<Integer> returning = returns.waiting();
    TakeBack back = new TakeBack(warm, declared);
    try {
      Map<Integer, CompiledGroup> changed = new LinkedHashMap<>();
      for (ContinuumEvent event : events) {
        if (event instanceof ContinuumEvent.LinkChanged) {
          return Optional.empty();
        }
        back.mark(event);
        if (!take(event, changed)) {
          return Optional.empty();
        }
      }
      Repaired repaired = repair(changed);
      back.requireSums(repaired.nodes());
      return Optional.of(new Trial(replan(repaired, false, start), before, back.change()));
    } finally {
      back.run();
      agenda.clear();
      agenda.addAll(waiting);
      returns.restore(returning);
      if (++trials % TRIALS_UNTIL_ALL_IS_ADDED_UP == 0) {
        BitSet all = new BitSet();
        all.set(0, warm.problem.nodes().size);
        Audit.requireSums(warm, all);
      }
    }
  }

  /** What a repair moved and touched: groups, nodes, and the groups to be judged. */
  private record Repaired(BitSet moved, BitSet nodes, BitSet groups) {}

  private Repaired repair(Map<Integer, CompiledGroup> changed) {
    BitSet touched = (BitSet) warm.dirty.clone();
    BitSet moved = new Repair(warm, betterment).run(List.copyOf(changed.values()));
    touched.or(warm.dirty);
    moved.stream().forEach(agenda::add);
    BitSet judged = (BitSet) moved.clone();
    changed.keySet().forEach(judged::set);
    return new Repaired(moved, touched, judged);
  }

  /** Betters the plan: first around what was repaired, then anywhere, until told or out of time. */
  public Replan improve(Duration limit, StopSignal stop) {
    long start = nanoTime.getAsLong();
    BitSet moved = new BitSet();
    int size = warm.problem.groups().size();
    int next = size == 0 ? 0 : random.nextInt(size);
    BooleanSupplier allowed =
        () -> !stop.stopped() && nanoTime.getAsLong() - start < limit.toNanos();
    betterTouched(allowed, moved);
    long together = size * NANOS_A_GROUP / threads;
    long left = limit.toNanos() - (nanoTime.getAsLong() - start);
    if (limit.compareTo(LEAST_TOGETHER) >= 0 && left > together && allowed.getAsBoolean()) {
      moved.or(betterment.betterTogether(threads, random, allowed));
    }
    int idle = 0;
    for (int i = 0; idle < size && (i % WATCH_EVERY != 0 || allowed.getAsBoolean()); i++) {
      idle = better(next++ % size, moved) ? 0 : idle + 1;
    }
    BitSet nodes = (BitSet) warm.dirty.clone();
    Audit.requireSums(warm, nodes);
    return replan(new Repaired(moved, nodes, moved), false, start);
  }

  /** What events and repairs touched, and what is around it. */
  private void betterTouched(BooleanSupplier allowed, BitSet moved) {
    // An assignment is whole: whoever has no place looks for one first.
    for (int group : agenda) {
      if (warm.state.unserved(group) > 0 && allowed.getAsBoolean()) {
        var unused = better(group, moved);
      }
    }
    boolean rippling = ripples.see();
    while (!agenda.isEmpty() && allowed.getAsBoolean()) {
      int group = agenda.remove();
      if (rippling) {
        ripples.better(group, moved);
      } else {
        var unused = better(group, moved);
      }
    }
    if (rippling) {
      returns.waiting().forEach(ripples::changedAround);
      returns.restore(List.of());
      ripples.run(allowed, moved);
    } else {
      returns.fill(allowed, moved);
    }
  }

  private boolean better(int group, BitSet moved) {
    boolean better = betterment.better(warm.problem.groups().get(group));
    if (better) {
      moved.set(group);
    }
    return better;
  }

  private Replan replan(Repaired repaired, boolean anew, long start) {
    warm.dirty.clear();
    boolean feasible = warm.judge(repaired.nodes(), repaired.groups());
    List<GroupId> ids =
        repaired.moved().stream().mapToObj(warm.problem.names().groups()::get).toList();
    return new Replan(
        ids, feasible, warm.state.score(), anew, Duration.ofNanos(nanoTime.getAsLong() - start));
  }

  /** The plan runs from now on: changes count against it. */
  public void accept() {
    running = placement();
    warm.accept();
  }

  /** The same for callers who keep no placements: nothing is decoded. */
  public void acceptInPlace() {
    warm.accept();
  }

  /** The plan. Linear in groups. */
  public Placement placement() {
    return Decoder.decode(warm.problem, warm.state.snapshot());
  }

  /** How many groups have devices on a node in the plan; 0 for a node that is not known. */
  public int groupsOn(NodeId id) {
    int node = warm.problem.names().nodes().indexOf(id);
    return node < 0 ? 0 : warm.residents.on(node).length;
  }

  /** What the plan is worth. */
  public Score score() {
    return warm.state.score();
  }

  /** The problem as events left it, with what runs as its current placement. Linear in groups. */
  public PlacementProblem problem() {
    return declared.problem().withCurrent(running);
  }

  /** What is kept, for tests. */
  Warm warm() {
    return warm;
  }

  private void recompile(Map<Integer, CompiledGroup> changed) {
    Placement plan = placement();
    PlacementProblem now = problem();
    ProblemValidator.requireValid(now);
    warm = new Warm(now, plan, threads);
    betterment = new Betterment(warm);
    returns = new Returns(warm, betterment);
    ripples = new Ripples(warm, betterment);
    agenda.clear();
    changed.clear();
  }

  /** Takes one event in; returns whether the compiled problem could follow. */
  private boolean take(ContinuumEvent event, Map<Integer, CompiledGroup> changed) {
    return switch (event) {
      case ContinuumEvent.NodeLost(var id) -> {
        declared.put(declared.node(id).withStatus(NodeStatus.DOWN));
        int node = warm.problem.names().nodes().indexOf(id);
        if (node < 0) {
          yield false;
        }
        warm.close(node);
        yield true;
      }
      case ContinuumEvent.NodeAdded(Node node) -> takeNode(node);
      case ContinuumEvent.LinkChanged(var link) -> {
        declared.put(link);
        yield false;
      }
      case ContinuumEvent.RateChanged(var id, Rate rate) ->
          takeGroup(Edits.withRate(declared.group(id), rate), changed);
      case ContinuumEvent.GroupArrived(var group) -> takeGroup(group, changed);
      case ContinuumEvent.GroupLeft(var id) -> leave(declared.group(id), changed);
      case ContinuumEvent.GroupMoved(var id, var point) ->
          takeGroup(Edits.withPoint(declared.group(id), point), changed);
      case ContinuumEvent.BatteryChanged(var id, var battery) ->
          takeGroup(declared.group(id).withBattery(battery), changed);
    };
  }

  private boolean takeNode(Node node) {
    boolean known = declared.hasNode(node.id());
    Node before = known ? declared.node(node.id()) : node;
    declared.put(node);
    int index = warm.problem.names().nodes().indexOf(node.id());
    if (index < 0
        || node.status() != NodeStatus.UP
        || before.status() == NodeStatus.CORDONED
        || !Edits.sameButForCpu(before, node)) {
      return false;
    }
    warm.live.resize(index, node.capacity());
    warm.live.open(index);
    warm.dirty.set(index);
    returns.add(index);
    return true;
  }

  private boolean takeGroup(ClientGroup group, Map<Integer, CompiledGroup> changed) {
    declared.put(group);
    if (!warm.live.knows(group)) {
      return false;
    }
    int known = warm.live.group(group.id());
    List<RouteShare> before = List.of();
    if (known >= 0) {
      before = warm.state.shares(known);
      warm.state.forget(known);
    }
    int index = warm.live.put(group);
    warm.state.meet(index);
    CompiledGroup compiled = warm.problem.groups().get(index);
    warm.putBack(compiled, before);
    // Of several events on one group the last tells what it is.
    changed.put(index, compiled);
    return true;
  }

  private boolean leave(ClientGroup group, Map<Integer, CompiledGroup> changed) {
    int index = warm.live.group(group.id());
    changed.remove(index);
    warm.state.forget(index);
    warm.brokenGroups.clear(index);
    declared.remove(group.id());
    warm.live.remove(group);
    warm.state.meet(index);
    warm.touched.set(index);
    warm.unseen.set(index);
    return true;
  }
}
