package dev.continuum.service.api;

import dev.continuum.datasets.proto.PlacementProto;
import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumServiceProto.PlanDiff;
import dev.continuum.service.proto.PlacementServiceProto.PlanRepair;
import dev.continuum.service.state.EffectiveProblem;
import dev.continuum.solver.replan.ContinuumEvent;
import dev.continuum.solver.replan.PlanChange;
import dev.continuum.solver.replan.Replanner;
import dev.continuum.solver.replan.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One continuum with one plan, compiled when first needed, that forks are tried out on. */
final class ForkBase {

  /** A group that arrives keeps an index for ever: after some the continuum is compiled anew. */
  private static final int MOST_ARRIVALS = 10_000;

  private final PlacementProblem declared;
  private final Plan plan;
  private @Nullable Compiled compiled;

  private record Compiled(Replanner replanner, double magnitude, List<ClientGroup> kinds) {}

  private int arrivals;

  ForkBase(PlacementProblem declared, Plan plan) {
    this.declared = declared;
    this.plan = plan;
  }

  /** Whether it is of what is declared and planned now. */
  @SuppressWarnings("ReferenceEquality") // Messages and problems are handed around, not copied.
  boolean isOf(PlacementProblem otherDeclared, Plan other) {
    return declared == otherDeclared && plan.getPlacement() == other.getPlacement();
  }

  /**
   * Whether a fork is surely valid, by what its changes touch: groups that changed, or one of each
   * kind of group if nodes did, in the surroundings of the fork. Sums over all groups hold if those
   * of the continuum and those of the changed groups fit together. Not all valid forks are proven
   * so.
   */
  synchronized boolean provesValid(PlacementProblem fork, List<ContinuumEvent> events) {
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
    Compiled known = compiled();
    PlacementProblem changed = with(fork, touched);
    if (known.magnitude() + ProblemValidator.magnitude(changed) > 1) {
      return false;
    }
    if (nodes) {
      changed = with(fork, known.kinds());
      if (!ProblemValidator.validate(changed).isEmpty()) {
        return false;
      }
      changed = with(fork, touched);
    }
    return ProblemValidator.validate(changed).isEmpty();
  }

  /** What would come of events; empty where they would compile the continuum anew. */
  synchronized Optional<PlanRepair> tried(List<ContinuumEvent> events) {
    arrivals += (int) events.stream().filter(ContinuumEvent.GroupArrived.class::isInstance).count();
    if (arrivals > MOST_ARRIVALS) {
      arrivals = 0;
      compiled = null;
    }
    return compiled().replanner().tryOut(events).map(this::message);
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

  private Compiled compiled() {
    Compiled known = compiled;
    if (known == null) {
      PlacementProblem running = EffectiveProblem.running(declared, plan);
      Map<Object, ClientGroup> kinds = new LinkedHashMap<>();
      for (ClientGroup group : declared.groups()) {
        kinds.putIfAbsent(
            List.of(group.app(), group.point(), group.deviceClass(), group.access()), group);
      }
      known =
          new Compiled(
              new Replanner(
                  running, running.current().orElse(Placement.EMPTY), 1, System::nanoTime),
              ProblemValidator.magnitude(declared),
              List.copyOf(kinds.values()));
      compiled = known;
    }
    return known;
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
