package dev.continuum.model.validation;

/** Everything that can be found. The text is stable: scripts match it. */
enum Code {
  ID_UNTIDY(
      "id.untidy", "Maybe remove the blanks at its ends and what cannot be seen, or shorten it."),
  NODE_CLASS_DUPLICATE("node-class.duplicate-id", "Maybe one of them is left from a copy."),
  DEVICE_CLASS_DUPLICATE("device-class.duplicate-id", "Maybe one of them is left from a copy."),
  NODE_DUPLICATE("node.duplicate-id", "Maybe one of them is left from a copy."),
  ACCESS_POINT_DUPLICATE("access-point.duplicate-id", "Maybe one of them is left from a copy."),
  ACCESS_POINT_IS_NODE(
      "access-point.id-of-node",
      "Maybe remove the access point: every node is a point of the network itself."),
  FUNCTION_DUPLICATE("function.duplicate-id", "Maybe one of them is left from a copy."),
  APP_DUPLICATE("app.duplicate-id", "Maybe one of them is left from a copy."),
  GROUP_DUPLICATE("group.duplicate-id", "Maybe add up their devices if they are alike."),
  CALL_DUPLICATE("call.duplicate-id", "Maybe the second call needs a name of its own."),
  VARIANT_DUPLICATE("call.duplicate-variant", "Maybe keep the one with the lower price."),
  EDGE_DUPLICATE("edge.duplicate", "Maybe add up their bytes."),
  EDGE_SELF("edge.self", "Maybe the edge should end at another call."),
  LINK_DUPLICATE(
      "link.duplicate", "Maybe one states the other direction: a link has a bandwidth each way."),
  LINK_SELF("link.self", "Maybe the link should end at another point."),
  DELAY_DUPLICATE("delay.duplicate", "Maybe one of them is meant for the way back."),
  DELAY_SELF("delay.self", "Maybe remove it: within one point there is no delay."),
  EXPLICIT_COST_DUPLICATE("explicit-cost.duplicate", "Maybe list all nodes in one entry."),
  ACCELERATOR_DUPLICATE("accelerator.duplicate-kind", "Maybe add up their counts."),
  ACCELERATOR_BLANK("accelerator.blank-kind", "Maybe call it gpu."),

  NODE_UNKNOWN_CLASS("node.unknown-class", "Maybe declare it under node_classes."),
  NODE_UNKNOWN_FUNCTION("node.unknown-function", "Maybe declare it under functions."),
  DEVICE_CLASS_UNKNOWN_CLASS("device-class.unknown-class", "Maybe declare it under node_classes."),
  LINK_UNKNOWN_POINT("link.unknown-point", "Maybe declare it under nodes or access_points."),
  DELAY_UNKNOWN_POINT("delay.unknown-point", "Maybe declare it under nodes or access_points."),
  FUNCTION_UNKNOWN_CLASS("function.unknown-class", "Maybe declare it under node_classes."),
  FUNCTION_UNKNOWN_REPOSITORY(
      "function.unknown-repository", "Maybe declare it under nodes or access_points."),
  FENCE_UNKNOWN_NODE("fence.unknown-node", "Maybe declare it under nodes."),
  FENCE_UNKNOWN_ZONE("fence.unknown-zone", "Maybe give the zone to a node."),
  CALL_UNKNOWN_FUNCTION("call.unknown-function", "Maybe declare it under functions."),
  EDGE_UNKNOWN_CALL("edge.unknown-call", "Maybe declare it among the calls of the application."),
  GROUP_UNKNOWN_APP("group.unknown-app", "Maybe declare it under apps."),
  GROUP_UNKNOWN_DEVICE_CLASS(
      "group.unknown-device-class", "Maybe declare it under device_classes."),
  GROUP_UNKNOWN_POINT("group.unknown-point", "Maybe declare it under nodes or access_points."),
  RULE_UNKNOWN_FUNCTION("rule.unknown-function", "Maybe declare it under functions."),
  EXPLICIT_COST_UNKNOWN_GROUP("explicit-cost.unknown-group", "Maybe declare it under groups."),
  EXPLICIT_COST_UNKNOWN_CALL(
      "explicit-cost.unknown-call", "Maybe it is a call of another application."),
  EXPLICIT_COST_UNKNOWN_NODE("explicit-cost.unknown-node", "Maybe declare it under nodes."),

  LATENCY_NEGATIVE("latency.negative", "Maybe the difference was taken the other way round."),
  LATENCY_ABSURD("latency.absurd", "Maybe the unit is wrong: the field is in milliseconds."),
  JITTER_NEGATIVE("jitter.negative", "Maybe leave it out: jitter is an added mean."),
  JITTER_ABSURD("jitter.absurd", "Maybe the unit is wrong: the field is in milliseconds."),
  BANDWIDTH_NOT_POSITIVE(
      "bandwidth.not-positive", "Maybe remove the link, or leave bandwidth out for unlimited."),
  BANDWIDTH_ABSURD("bandwidth.absurd", "Maybe leave it out, which means unlimited."),
  UTILISATION_CAP_RANGE("utilisation-cap.range", "Maybe it is in percent: 80 % is 0.8."),
  MEMORY_NEGATIVE("memory.negative", "Maybe leave it out where it does not matter."),
  MEMORY_ABSURD("memory.absurd", "Maybe the unit is wrong: the field is in MiB."),
  MEMORY_HEADROOM_RANGE(
      "memory-headroom.range", "Maybe leave it out: then a plan may use all memory."),
  STORAGE_NEGATIVE("storage.negative", "Maybe leave it out for unlimited."),
  STORAGE_ABSURD("storage.absurd", "Maybe the unit is wrong: the field is in MiB."),
  CPU_NEGATIVE("cpu.negative", "Maybe it is 0."),
  CPU_ABSURD("cpu.absurd", "Maybe the unit is wrong: a core is 1000 millicores."),
  PAYLOAD_NEGATIVE("payload.negative", "Maybe leave it out where nothing crosses the network."),
  PAYLOAD_ABSURD("payload.absurd", "Maybe the unit is wrong: the field is in bytes."),
  RATE_NEGATIVE("rate.negative", "Maybe leave it out for unlimited."),
  INSTANCE_RATE_NOT_POSITIVE("instance-rate.not-positive", "Maybe leave it out for unlimited."),
  INSTANCES_NEGATIVE("instances.negative", "Maybe leave it out for unlimited."),
  ACCELERATOR_COUNT_NEGATIVE("accelerator.negative", "Maybe remove the accelerator."),
  PRICE_NEGATIVE("price.negative", "Maybe it is 0."),
  PRICE_NOT_FINITE("price.not-finite", "Maybe a fence says better that something must not be."),
  POWER_NEGATIVE("power.negative", "Maybe it is 0: what charges a device is not its power."),
  POWER_NOT_FINITE("power.not-finite", "Maybe it is 0."),
  RADIO_NEGATIVE("radio.negative", "Maybe it is 0."),
  RADIO_NOT_FINITE("radio.not-finite", "Maybe it is 0."),
  RADIO_TAIL_RANGE("radio.tail-range", "Maybe the unit is wrong: tails last seconds."),
  SPEED_NOT_POSITIVE(
      "node-class.speed-not-positive", "Maybe it is 1, the speed of the reference core."),
  SPEED_ABSURD("node-class.speed-absurd", "Maybe it is a clock rate instead of a ratio."),
  NODE_DEVICE_TIER(
      "node.device-tier", "Maybe declare a device class: devices serve only their own client."),
  BATTERY_CAPACITY("device-class.battery-not-positive", "Maybe leave it out for mains."),
  POSITION_NOT_FINITE("position.not-finite", "Maybe leave the position out."),
  POSITION_RANGE(
      "position.out-of-range",
      "Maybe latitude and longitude are swapped, or the geometry is a plane."),
  DISTANCE_RULE_NEGATIVE("distance-rule.negative", "Maybe it is 0."),
  DISTANCE_RULE_ABSURD("distance-rule.absurd", "Maybe the unit is wrong: 5 µs/km is fibre."),
  DISTANCE_RULE_NO_POSITION(
      "distance-rule.no-position", "Maybe give it a position, a link or an explicit delay."),

  FUNCTION_CONCURRENCY("function.concurrency-range", "Maybe it is 1, one call at a time."),
  WORK_NOT_POSITIVE("function.work-not-positive", "Maybe leave it out and give profiles."),
  WORK_ABSURD("function.work-absurd", "Maybe the unit is wrong: the field is in milliseconds."),
  SCV_RANGE("scv.range", "Maybe it is 1, an exponential law; 0 is a constant."),
  FUNCTION_NO_SERVICE_TIME(
      "function.no-service-time", "Maybe give work_ms, or a profile for a class of processor."),
  PROFILE_MEAN_NOT_POSITIVE("profile.mean-not-positive", "Maybe remove the profile."),
  PROFILE_MEAN_ABSURD(
      "profile.mean-absurd", "Maybe the unit is wrong: the field is in milliseconds."),
  PERCENTILE_PROBABILITY("profile.percentile-probability", "Maybe it is in percent: p95 is 0.95."),
  PERCENTILE_VALUE("profile.percentile-value", "Maybe the unit is wrong."),
  PERCENTILES_NOT_ASCENDING("profile.percentiles-not-ascending", "Maybe two of them are swapped."),
  START_UP_NEGATIVE("start-up.negative", "Maybe it is 0."),
  START_UP_ABSURD("start-up.absurd", "Maybe the unit is wrong: the field is in milliseconds."),
  WAIT_BUDGET_RANGE("sizing.wait-budget-range", "Maybe it is 0: no call is to wait."),
  EPSILON_RANGE("sizing.epsilon-range", "Maybe it is 1: scale to zero."),
  TARGET_RANGE("sizing.target-range", "Maybe it is in percent: 70 % is 0.7."),
  FLOOR_RANGE("sizing.floor-range", "Maybe it is 0."),
  FLOOR_ABOVE_QUOTA(
      "sizing.floor-above-quota", "Maybe lower the floor, or raise a quota on instances."),
  FENCE_CONTRADICTION("fence.contradiction", "Maybe what is forbidden need not be listed."),

  APP_NO_CALLS("app.no-calls", "Maybe remove the application."),
  APP_CYCLE("app.cycle", "Maybe one of these edges points the wrong way."),
  APP_WEIGHT("app.weight-range", "Maybe it is 1."),
  CALL_NO_VARIANTS("call.no-variants", "Maybe name the function that serves it."),
  CALL_MULTIPLICITY("call.multiplicity-range", "Maybe remove a call that is never made."),
  QUALITY_NOT_FINITE("call.quality-not-finite", "Maybe it is 0."),
  DEADLINE_NOT_POSITIVE("deadline.not-positive", "Maybe leave it out."),
  DEADLINE_ABSURD("deadline.absurd", "Maybe leave it out: such a deadline never binds."),
  DEADLINE_PERCENTILE("deadline.percentile-range", "Maybe it is in percent: p95 is 0.95."),
  DEADLINE_QUANTILE(
      "deadline.quantile-exhausted", "Maybe lower the epsilon of its functions or its percentile."),
  DEADLINE_BELOW_LIGHT("deadline.below-light", "Maybe allow a nearer node, or raise the deadline."),
  DEADLINE_BELOW_NETWORK(
      "deadline.below-network", "Maybe allow a nearer node, or raise the deadline."),

  DEVICES_NOT_POSITIVE("group.devices-not-positive", "Maybe remove the group."),
  GROUP_RATE_NOT_POSITIVE("group.rate-not-positive", "Maybe remove the group."),
  GROUP_RATE_ABSURD("group.rate-absurd", "Maybe it is the rate of all its devices together."),
  BATTERY_LEVEL_NEGATIVE("battery.level-negative", "Maybe it is 0."),
  BATTERY_LEVEL_ABOVE(
      "battery.level-above-capacity", "Maybe the level is in another unit: both are joules."),
  BATTERY_ON_MAINS(
      "battery.without-capacity", "Maybe give its device class a battery, or remove this one."),
  BATTERY_NO_DEVICE("battery.without-device-class", "Maybe name the class of its devices."),
  LIFETIME_RANGE("battery.lifetime-range", "Maybe the unit is wrong: the field is in seconds."),
  GROUP_UNREACHABLE(
      "group.unreachable", "Maybe a link is missing between its point and these nodes."),
  GROUP_NO_PLACE(
      "group.call-without-place", "Maybe name a device class that runs it, or widen the fence."),
  PIN_NO_DEVICE_CLASS("pin.no-device-class", "Maybe name the class of its devices."),
  PIN_FENCED("pin.fenced-off", "Maybe allow the tier DEVICE, or take the pin away."),
  PIN_CANNOT_RUN(
      "pin.device-cannot-run", "Maybe a profile is missing, or the device class is too small."),
  CALL_FENCED(
      "call.fenced-off",
      "Maybe the fences of the call and of its functions exclude each" + " other."),
  CALL_CANNOT_RUN(
      "call.no-service-time", "Maybe give its functions work_ms, or a profile for these classes."),
  ADMISSION_DOWN(
      "admission.nodes-down", "Maybe admit as many as possible (BEST_EFFORT) until one is up."),

  RULE_SPREAD_ZONES("rule.spread-not-positive", "Maybe remove the rule."),
  RULE_SPREAD_WIDE("rule.spread-too-wide", "Maybe give the nodes zones of their own."),
  RULE_GATHER_FEW("rule.gather-too-few", "Maybe remove the rule."),
  RULE_APART_SELF("rule.apart-itself", "Maybe the other function is meant."),
  EXPLICIT_COST_NOT_FINITE(
      "explicit-cost.not-finite", "Maybe a fence says better that something must not be."),
  WEIGHT_NEGATIVE("weight.negative", "Maybe it is 0."),
  WEIGHT_NOT_FINITE("weight.not-finite", "Maybe it is 0."),
  HORIZON_RANGE("reconfiguration.horizon-range", "Maybe it is an hour, 3600 s."),
  BUDGET_NEGATIVE("reconfiguration.budget-negative", "Maybe leave it out for unlimited."),
  UNIT_RANGE("instance-unit.range", "Maybe it is 1."),

  MEMORY_NOWHERE("function.memory-nowhere", "Maybe the unit is wrong: the field is in MiB."),
  STORAGE_NOWHERE("function.storage-nowhere", "Maybe the unit is wrong: the field is in MiB."),
  ACCELERATOR_NOWHERE("function.accelerator-nowhere", "Maybe nodes name the kind otherwise."),
  COST_OVERFLOW("overflow.cost", "Maybe a price, weight or rate has a wrong unit."),
  PRIORITY_OVERFLOW("overflow.priority", "Maybe lower the weights of the applications."),
  LOAD_OVERFLOW("overflow.load", "Maybe the rate is of all devices of the group together."),
  CPU_OVERFLOW("overflow.cpu", "Maybe a service time or the CPU while busy has a wrong unit."),
  TRAFFIC_OVERFLOW("overflow.traffic", "Maybe a payload has a wrong unit: bytes per request."),
  INSTANCES_OVERFLOW("overflow.instances", "Maybe a service time or a rate has a wrong unit."),

  PLACEMENT_UNKNOWN_GROUP("placement.unknown-group", "Maybe it was placed for another problem."),
  PLACEMENT_UNKNOWN_CALL("placement.unknown-call", "Maybe it was placed for another problem."),
  PLACEMENT_UNKNOWN_FUNCTION(
      "placement.unknown-function", "Maybe it was placed for another problem."),
  PLACEMENT_UNKNOWN_NODE("placement.unknown-node", "Maybe it was placed for another problem."),
  PLACEMENT_MISSING_CALL("placement.missing-call", "Maybe add where this call is served."),
  PLACEMENT_DUPLICATE_CALL("placement.duplicate-call", "Maybe split the devices over two routes."),
  PLACEMENT_WRONG_VARIANT("placement.wrong-variant", "Maybe choose a variant of the call."),
  PLACEMENT_DEVICES("placement.devices-range", "Maybe remove the route."),
  PLACEMENT_WARM_NEGATIVE("placement.warm-negative", "Maybe it is 0."),
  PLACEMENT_WARM_DUPLICATE("placement.duplicate-warm", "Maybe add up their instances."),
  PLACEMENT_WARM_NOT_ACQUIRED(
      "placement.warm-not-acquired", "Maybe list the function and the node among acquired."),
  PLACEMENT_ROUTED_NOT_ACQUIRED(
      "placement.routed-not-acquired", "Maybe list the function and the node among acquired.");

  private final String text;
  private final String remedy;

  Code(String text, String remedy) {
    this.text = text;
    this.remedy = remedy;
  }

  String text() {
    return text;
  }

  String remedy() {
    return remedy;
  }
}
