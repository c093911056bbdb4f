package dev.continuum.service.api;

import dev.continuum.datasets.proto.PlacementProto;
import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumServiceProto.PlanDiff;
import dev.continuum.service.proto.PlacementServiceProto.PlanRepair;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.EffectiveProblem;
import dev.continuum.service.state.RefusedException;
import dev.continuum.solver.replan.ContinuumEvent;
import dev.continuum.solver.replan.PlanChange;
import dev.continuum.solver.replan.Replanner;
import dev.continuum.solver.replan.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One state of a continuum with its latest plan, compiled, that forks are tried out on, one after
 * the other. Thread-safe.
 */
final class ForkBase {

  /** A group that arrives keeps an index for ever: after some the continuum is compiled anew. */
  private static final int MOST_ARRIVALS = 10_000;

  private final ContinuumState state;
  private final Plan plan;
  private final ForkChanges changes;
  private final double magnitude;
  private final List<ClientGroup> kinds;
  private final Replanner replanner;
  private final AtomicInteger arrivals = new AtomicInteger();

  /**
   * Compiles a state for a plan of it. Takes seconds for 100,000 groups.
   *
   * @throws RefusedException if what is declared is invalid
   */
  ForkBase(ContinuumState state, Plan plan) {
    this.state = state;
    this.plan = plan;
    PlacementProblem declared = state.declared();
    PlacementProblem running = EffectiveProblem.running(declared, plan);
    changes = new ForkChanges(state);
    magnitude = ProblemValidator.magnitude(declared);
    Map<Object, ClientGroup> firsts = new LinkedHashMap<>();
    for (ClientGroup group : declared.groups()) {
      firsts.putIfAbsent(
          List.of(group.app(), group.point(), group.deviceClass(), group.access()), group);
    }
    kinds = List.copyOf(firsts.values());
    replanner =
        new Replanner(running, running.current().orElse(Placement.EMPTY), 1, System::nanoTime);
  }

  /** What is declared here. */
  long declaredRevision() {
    return state.revisions().getDeclared();
  }

  /** Whether it is of what is declared and planned now. */
  @SuppressWarnings("ReferenceEquality") // Messages and problems are handed around, not copied.
  boolean isOf(ContinuumState now, Plan latest) {
    return state.problem() == now.problem()
        && state.content().getPinsList().equals(now.content().getPinsList())
        && plan.getPlacement() == latest.getPlacement();
  }

  /**
   * Whether it is of an earlier state of the same continuum, whose plan is still kept. One that was
   * deleted and created again has other plans.
   */
  @SuppressWarnings("ReferenceEquality") // Messages are handed around, not copied.
  boolean precedes(ContinuumState now) {
    return now.plan(plan.getRevision())
        .map(kept -> kept.getPlacement() == plan.getPlacement())
        .orElse(false);
  }

  /** Whether so many groups arrived in forks that another should take its place. */
  boolean worn() {
    return arrivals.get() > MOST_ARRIVALS;
  }

  /**
   * What would come of patches; empty where a repair cannot follow them.
   *
   * @throws RefusedException if the fork is invalid
   */
  Optional<PlanRepair> repaired(List<Patch> patches) {
    ForkChanges.Fork fork = changes.after(patches);
    if (fork.events().isEmpty()) {
      return Optional.empty();
    }
    List<ContinuumEvent> events = fork.events().get();
    if (!provesValid(fork.problem(), events)) {
      // Told with paths, as any invalid problem is.
      var unused = changes.whole(patches).declared();
    }
    return tried(events);
  }

  /**
   * Whether a fork is surely valid, by what its changes touch: groups that changed, or one of each
   * kind of group if nodes did, in the surroundings of the fork. Sums over all groups hold if those
   * of the continuum and those of the changed groups fit together. Not all valid forks are proven
   * so.
   */
  private boolean provesValid(PlacementProblem fork, List<ContinuumEvent> events) {
    if (!fork.explicitCosts().isEmpty()) {
      return false;
    }
    List<ClientGroup> touched = new ArrayList<>();
    boolean nodes = false;
    for (ContinuumEvent event : events) {
      switch (event) {
        case ContinuumEvent.GroupArrived(var group) -> touched.add(group);
        case ContinuumEvent.GroupLeft left -> {
          // One group less breaks no rule of the others.
        }
        default -> nodes = true;
      }
    }
    PlacementProblem changed = with(fork, touched);
    if (magnitude + ProblemValidator.magnitude(changed) > 1) {
      return false;
    }
    if (nodes) {
      changed = with(fork, kinds);
      if (!ProblemValidator.validate(changed).isEmpty()) {
        return false;
      }
      changed = with(fork, touched);
    }
    return ProblemValidator.validate(changed).isEmpty();
  }

  /** What would come of events; empty where they would compile the continuum anew. */
  private synchronized Optional<PlanRepair> tried(List<ContinuumEvent> events) {
    var unused = arrivals.addAndGet((int) events.stream().filter(this::arrives).count());
    return replanner.tryOut(events).map(this::message);
  }

  /** Whether an event brings a group that is not declared: it keeps an index for ever. */
  private boolean arrives(ContinuumEvent event) {
    return event instanceof ContinuumEvent.GroupArrived(var group) && !changes.declares(group.id());
  }

  private PlanRepair message(Trial trial) {
    PlanChange change = trial.change();
    PlanDiff.Builder diff = PlanDiff.newBuilder().setBaseRevision(plan.getRevision());
    change.groups().forEach(group -> diff.addGroups(group.value()));
    change.routes().forEach(route -> diff.addRoutes(PlacementWire.wire(route)));
    change
        .warm()
        .forEach(
            each ->
                diff.addWarm(
                    PlacementProto.WarmInstances.newBuilder()
                        .setFunction(each.function().value())
                        .setNode(each.node().value())
                        .setInstances(each.instances())));
    change.acquired().forEach(each -> diff.addAcquired(wire(each)));
    change.released().forEach(each -> diff.addReleased(wire(each)));
    return PlanRepair.newBuilder()
        .setFeasible(trial.replan().feasible())
        .setBefore(EvaluationMapping.wire(trial.before()))
        .setAfter(EvaluationMapping.wire(trial.replan().score()))
        .setDiff(diff)
        .build();
  }

  private static PlacementProto.Acquisition wire(Acquisition each) {
    return PlacementProto.Acquisition.newBuilder()
        .setFunction(each.function().value())
        .setNode(each.node().value())
        .build();
  }

  private static PlacementProblem with(PlacementProblem fork, List<ClientGroup> groups) {
    return new PlacementProblem(
        fork.name(),
        fork.topology(),
        fork.functions(),
        fork.apps(),
        groups,
        fork.rules(),
        fork.explicitCosts(),
        fork.weights(),
        fork.reconfiguration(),
        Optional.empty(),
        fork.instanceUnit());
  }
}
