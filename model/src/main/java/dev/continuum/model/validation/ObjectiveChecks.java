package dev.continuum.model.validation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.placement.InstanceUnit;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What counts: explicit costs, weights, prices of changes, the unit of an imported instance. */
final class ObjectiveChecks {

  private final Findings findings;
  private final Declared declared;

  ObjectiveChecks(Findings findings, Declared declared) {
    this.findings = findings;
    this.declared = declared;
  }

  private record CallOfGroup(GroupId group, CallId call) {}

  void check(PlacementProblem problem) {
    explicitCosts(problem.explicitCosts());
    weights(new Subject(findings, "weights", "the objective"), problem.weights());
    reconfiguration(
        new Subject(findings, "reconfiguration", "the reconfiguration"), problem.reconfiguration());
    problem.instanceUnit().ifPresent(this::unit);
  }

  private void explicitCosts(List<ExplicitCost> costs) {
    Set<CallOfGroup> seen = new HashSet<>();
    for (int i = 0; i < costs.size(); i++) {
      ExplicitCost cost = costs.get(i);
      Subject at =
          Subject.of(
              findings,
              "explicit_costs[" + i + "]",
              "explicit cost",
              cost.group() + "/" + cost.call());
      if (!seen.add(new CallOfGroup(cost.group(), cost.call()))) {
        at.fault(
            Code.EXPLICIT_COST_DUPLICATE,
            "",
            "group and call",
            cost.group() + "/" + cost.call(),
            "be given once");
      }
      owner(at, cost);
      cost.perHour()
          .forEach(
              (node, perHour) -> {
                String field = "per_hour[" + Subject.shown(node) + "]";
                if (!declared.nodes.containsKey(node)) {
                  at.unknown(
                      Code.EXPLICIT_COST_UNKNOWN_NODE, field, "node", node, declared.nearNodes);
                }
                if (!Double.isFinite(perHour)) {
                  at.fault(
                      Code.EXPLICIT_COST_NOT_FINITE, field, "cost per hour", perHour, "be finite");
                }
              });
    }
  }

  private void owner(Subject at, ExplicitCost cost) {
    ClientGroup group = declared.groups.get(cost.group());
    if (group == null) {
      at.unknown(
          Code.EXPLICIT_COST_UNKNOWN_GROUP, "group", "group", cost.group(), declared.nearGroups);
      return;
    }
    Optional<Application> app = Optional.ofNullable(declared.apps.get(group.app()));
    if (app.isPresent()
        && app.get().calls().stream().noneMatch(call -> call.id().equals(cost.call()))) {
      at.fault(
          Code.EXPLICIT_COST_UNKNOWN_CALL,
          "call",
          "call",
          cost.call(),
          "be a call of application (" + Subject.shown(group.app()) + ")");
    }
  }

  private static void weights(Subject at, ObjectiveWeights weights) {
    weight(at, "network_per_request_ms", weights.networkPerRequestMs());
    weight(at, "service_per_request_ms", weights.servicePerRequestMs());
    weight(at, "per_joule", weights.perJoule());
    weight(at, "per_money", weights.perMoney());
  }

  private static void weight(Subject at, String field, double value) {
    Quantities.amount(at, field, "weight", value, Code.WEIGHT_NEGATIVE, Code.WEIGHT_NOT_FINITE);
  }

  private static void reconfiguration(Subject at, Reconfiguration changes) {
    double horizon = Quantities.seconds(changes.horizon());
    if (!(horizon > 0 && horizon <= Quantities.SECONDS_PER_CENTURY)) {
      at.fault(
          Code.HORIZON_RANGE,
          "horizon_s",
          "horizon",
          horizon + " s",
          "be positive and at most a century");
    }
    changes
        .budget()
        .ifPresent(
            budget -> {
              if (!(budget >= 0)) {
                at.fault(
                    Code.BUDGET_NEGATIVE, "budget", "budget of changes", budget, "be at least 0");
              }
            });
    CapacityCheck.price(at, "price_per_acquisition_second", changes.pricePerAcquisitionSecond());
    CapacityCheck.price(at, "price_per_start", changes.pricePerStart());
    CapacityCheck.price(at, "price_per_moved_device", changes.pricePerMovedDevice());
  }

  private void unit(InstanceUnit unit) {
    double perCostUnit = unit.perCostUnit();
    if (!Double.isFinite(perCostUnit) || perCostUnit == 0) {
      Subject.of(findings, "instance_unit", "instance unit", unit.name())
          .fault(Code.UNIT_RANGE, "per_cost_unit", "factor", perCostUnit, "be finite and not 0");
    }
  }
}
