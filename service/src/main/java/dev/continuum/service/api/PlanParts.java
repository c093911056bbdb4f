package dev.continuum.service.api;

import dev.continuum.datasets.proto.PlacementProto.CallPlacement;
import dev.continuum.datasets.proto.PlacementProto.Placement;
import dev.continuum.service.proto.ContinuumProto.Plan;

/** Parts of plans. */
final class PlanParts {

  private PlanParts() {}

  /** The plan with what concerns the group and the node; either may be empty for all. */
  static Plan of(Plan plan, String group, String node) {
    if (group.isEmpty() && node.isEmpty()) {
      return plan;
    }
    Placement.Builder part = Placement.newBuilder();
    plan.getPlacement().getRoutesList().stream()
        .filter(
            route ->
                (group.isEmpty() || route.getGroup().equals(group))
                    && (node.isEmpty()
                        || route.getCallsList().stream()
                            .map(CallPlacement::getNode)
                            .anyMatch(node::equals)))
        .forEach(part::addRoutes);
    plan.getPlacement().getWarmList().stream()
        .filter(warm -> node.isEmpty() ? group.isEmpty() : warm.getNode().equals(node))
        .forEach(part::addWarm);
    return plan.toBuilder()
        .setPlacement(part)
        .clearInstances()
        .addAllInstances(
            plan.getInstancesList().stream()
                .filter(each -> !node.isEmpty() && each.getNode().equals(node))
                .toList())
        .build();
  }
}
