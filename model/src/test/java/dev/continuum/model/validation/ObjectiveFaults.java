package dev.continuum.model.validation;

import static dev.continuum.model.validation.Fault.plus;
import static dev.continuum.model.validation.Fault.with;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.placement.InstanceUnit;
import dev.continuum.model.placement.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Faults of rules, explicit costs, weights and the reconfiguration. */
final class ObjectiveFaults {

  private static final FunctionId UNKNOWN = new FunctionId("resize");

  private ObjectiveFaults() {}

  static List<Fault> all() {
    return List.of(
        plus(
            Code.RULE_UNKNOWN_FUNCTION,
            "rules[0].spread.function",
            "rules",
            new Rule.Spread(UNKNOWN, 1)),
        plus(
            Code.RULE_UNKNOWN_FUNCTION,
            "rules[0].gather.functions",
            "rules",
            gather(Fault.DETECT, UNKNOWN)),
        plus(
            Code.RULE_SPREAD_ZONES,
            "rules[0].spread.zones",
            "rules",
            new Rule.Spread(Fault.DETECT, 0)),
        plus(
            Code.RULE_SPREAD_WIDE,
            "rules[0].spread.zones",
            "rules",
            new Rule.Spread(Fault.DETECT, 3)),
        plus(Code.RULE_GATHER_FEW, "rules[0].gather.functions", "rules", gather(Fault.DETECT)),
        plus(
            Code.RULE_APART_SELF,
            "rules[0].apart.other",
            "rules",
            new Rule.Apart(Fault.DETECT, Fault.DETECT)),
        plus(
            Code.EXPLICIT_COST_DUPLICATE,
            "explicit_costs[1]",
            "explicitCosts",
            cost("users", "detect", "edge", 1),
            cost("users", "detect", "cloud", 1)),
        plus(
            Code.EXPLICIT_COST_UNKNOWN_GROUP,
            "explicit_costs[0].group",
            "explicitCosts",
            cost("user", "detect", "edge", 1)),
        plus(
            Code.EXPLICIT_COST_UNKNOWN_CALL,
            "explicit_costs[0].call",
            "explicitCosts",
            cost("users", "resize", "edge", 1)),
        plus(
            Code.EXPLICIT_COST_UNKNOWN_NODE,
            "explicit_costs[0].per_hour[fog]",
            "explicitCosts",
            cost("users", "detect", "fog", 1)),
        plus(
            Code.EXPLICIT_COST_NOT_FINITE,
            "explicit_costs[0].per_hour[edge]",
            "explicitCosts",
            cost("users", "detect", "edge", Double.NaN)),
        with(Code.WEIGHT_NEGATIVE, "weights.per_money", "weights.perMoney", -1.0),
        with(Code.WEIGHT_NOT_FINITE, "weights.per_joule", "weights.perJoule", Double.NaN),
        with(
            Code.HORIZON_RANGE,
            "reconfiguration.horizon_s",
            "reconfiguration.horizon",
            Duration.ZERO),
        with(
            Code.BUDGET_NEGATIVE,
            "reconfiguration.budget",
            "reconfiguration.budget",
            OptionalDouble.of(-1)),
        with(
            Code.PRICE_NEGATIVE,
            "reconfiguration.price_per_start",
            "reconfiguration.pricePerStart",
            -1.0),
        with(
            Code.UNIT_RANGE,
            "instance_unit.per_cost_unit",
            "instanceUnit",
            Optional.of(new InstanceUnit("km", Double.NaN))));
  }

  private static Rule gather(FunctionId... functions) {
    return new Rule.Gather(new TreeSet<>(Set.of(functions)));
  }

  private static ExplicitCost cost(String group, String call, String node, double perHour) {
    return new ExplicitCost(
        new GroupId(group), new CallId(call), new TreeMap<>(Map.of(new NodeId(node), perHour)));
  }
}
