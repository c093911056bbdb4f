package dev.continuum.service.state;

import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Fence;
import dev.continuum.model.workload.Function;
import dev.continuum.planner.Survivors;
import dev.continuum.service.proto.ContinuumProto.PinnedFunction;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.RecordProto.GroupReading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What to plan for: what is declared, with pins as fences and with telemetry in place of declared
 * demand, round trip and charge.
 */
public final class EffectiveProblem {

  private EffectiveProblem() {}

  /**
   * The declared problem with its pins.
   *
   * @throws RefusedException with all issues of an invalid one
   */
  public static PlacementProblem declared(ContinuumState state) {
    try {
      PlacementProblem problem = ProblemWire.model(state.problem());
      PlacementProblem pinned = pinned(problem, state.content().getPinsList());
      ProblemValidator.requireValid(pinned);
      return pinned;
    } catch (InvalidProblemException e) {
      throw RefusedException.invalid(e.issues());
    }
  }

  /** With telemetry, and with the latest plan as what runs. */
  public static PlacementProblem observed(
      PlacementProblem declared, Measured measured, Optional<Plan> running) {
    PlacementProblem now =
        declared.toBuilder().eachGroup(group -> observed(group, measured)).build();
    if (!ProblemValidator.validate(now).isEmpty()) {
      now = declared;
    }
    return running.isEmpty() ? now : running(now, running.get());
  }

  /** With a plan as what runs, as far as the problem still knows its parts. */
  public static PlacementProblem running(PlacementProblem problem, Plan plan) {
    Placement placement =
        PlacementWire.model(
            plan.getPlacement().toBuilder().clearUnserved().build(), problem.groups());
    return Survivors.of(problem, placement).map(problem::withCurrent).orElse(problem);
  }

  /** Requests per second of one device, as telemetry has it; the declared rate without any. */
  public static double ratePerSecond(ClientGroup group, Measured measured) {
    OptionalDouble all = measured.ratePerSecond(group.id().value());
    return all.isPresent() && group.devices() > 0
        ? all.getAsDouble() / group.devices()
        : group.rate().perSecond();
  }

  private static PlacementProblem pinned(PlacementProblem problem, List<PinnedFunction> pins) {
    if (pins.isEmpty()) {
      return problem;
    }
    Map<FunctionId, Fence> fences = new HashMap<>();
    for (PinnedFunction pin : pins) {
      fences.put(
          new FunctionId(pin.getFunction()),
          Fence.nodes(pin.getNodesList().stream().map(NodeId::new).toArray(NodeId[]::new)));
    }
    List<Function> functions =
        problem.functions().stream()
            .map(
                function -> {
                  Fence pin = fences.get(function.id());
                  return pin == null ? function : function.withFence(within(function.fence(), pin));
                })
            .toList();
    return new PlacementProblem(
        problem.name(),
        problem.topology(),
        functions,
        problem.apps(),
        problem.groups(),
        problem.rules(),
        problem.explicitCosts(),
        problem.weights(),
        problem.reconfiguration(),
        problem.current(),
        problem.instanceUnit());
  }

  private static Fence within(Fence fence, Fence pin) {
    return new Fence(
        fence.allowedTiers(),
        fence.forbiddenTiers(),
        fence.allowedZones(),
        fence.forbiddenZones(),
        pin.allowedNodes(),
        fence.forbiddenNodes());
  }

  private static ClientGroup observed(ClientGroup group, Measured measured) {
    String name = group.id().value();
    Optional<GroupReading> reading = measured.reading(name);
    AccessLink access = group.access();
    if (reading.isPresent() && reading.get().hasRttMs()) {
      access =
          new AccessLink(
              Duration.ofNanos(Math.round(reading.get().getRttMs() * 500_000)),
              access.jitter(),
              access.up(),
              access.down(),
              access.utilisationCap());
    }
    Optional<BatteryState> battery =
        group
            .battery()
            .map(
                state ->
                    reading.isPresent() && reading.get().hasLevelJoules()
                        ? new BatteryState(reading.get().getLevelJoules(), state.requiredLifetime())
                        : state);
    return new ClientGroup(
        group.id(),
        group.app(),
        group.deviceClass(),
        group.point(),
        group.devices(),
        group.splitting(),
        Rate.perSecond(ratePerSecond(group, measured)),
        group.arrivalScv(),
        access,
        battery);
  }
}
