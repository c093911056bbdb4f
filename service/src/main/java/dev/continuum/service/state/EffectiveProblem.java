package dev.continuum.service.state;

import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Fence;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.planner.Survivors;
import dev.continuum.service.proto.ContinuumProto.ObservedLimit;
import dev.continuum.service.proto.ContinuumProto.PinnedFunction;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.RecordProto.GroupReading;
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
   * What telemetry says.
   *
   * @param measured of groups
   * @param limits that lost calls set on nodes
   * @param services service times of functions on classes of processor
   * @param forecast requests per second to expect of a group, by name
   */
  public record Seen(
      Measured measured,
      List<ObservedLimit> limits,
      Map<ServiceEstimates.Pair, ServiceProfile> services,
      java.util.function.Function<String, OptionalDouble> forecast) {}

  /**
   * With telemetry, and with the latest plan as what runs. Of the rate that was measured and the
   * one that is forecast the larger counts: instances are there before they are needed, and go when
   * they have not been. Where what was measured makes no valid problem, what is declared counts.
   */
  public static PlacementProblem observed(
      PlacementProblem declared, Seen seen, Optional<Plan> running) {
    PlacementProblem now = declared;
    if (!seen.measured().isEmpty()) {
      now =
          ServiceEstimates.in(
              declared.toBuilder()
                  .eachGroup(group -> observed(group, seen.measured(), seen.forecast()))
                  .build(),
              seen.services());
      if (!ProblemValidator.validate(now).isEmpty()) {
        now = declared;
      }
    }
    now = ObservedLimits.under(now, seen.limits());
    return running.isEmpty() ? now : running(now, running.get());
  }

  /** With a plan as what runs, as far as the problem still knows its parts. */
  public static PlacementProblem running(PlacementProblem problem, Plan plan) {
    Placement placement =
        PlacementWire.model(
            plan.getPlacement().toBuilder().clearUnserved().build(), problem.groups());
    return Survivors.of(problem, placement).map(problem::withCurrent).orElse(problem);
  }

  /** Of one device; the declared rate without telemetry. */
  private static double ratePerSecond(
      ClientGroup group,
      Measured measured,
      java.util.function.Function<String, OptionalDouble> forecast) {
    OptionalDouble all = measured.ratePerSecond(group.id().value());
    if (all.isEmpty() || group.devices() <= 0) {
      return group.rate().perSecond();
    }
    double expected = forecast.apply(group.id().value()).orElse(0);
    return Math.max(all.getAsDouble(), expected) / group.devices();
  }

  /** With pins as fences. */
  public static PlacementProblem pinned(PlacementProblem problem, List<PinnedFunction> pins) {
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

  private static ClientGroup observed(
      ClientGroup group,
      Measured measured,
      java.util.function.Function<String, OptionalDouble> forecast) {
    String name = group.id().value();
    Optional<GroupReading> reading = measured.reading(name);
    AccessLink access = group.access();
    Optional<LinkEstimate> link = measured.link(name);
    if (link.isPresent()) {
      access = link.get().of(access);
    } else if (reading.isPresent() && reading.get().hasRttMs()) {
      // What an earlier release took in.
      access = LinkEstimate.ofRtt(reading.get().getRttMs()).of(access);
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
        Rate.perSecond(ratePerSecond(group, measured, forecast)),
        group.arrivalScv(),
        access,
        battery);
  }
}
