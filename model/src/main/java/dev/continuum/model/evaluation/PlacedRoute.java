package dev.continuum.model.evaluation;

import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import java.util.List;
import java.util.Optional;

/**
 * A route that devices of a group follow, with everything its ids stand for.
 *
 * @param group the group
 * @param shape where its calls are served
 * @param devices z, how many devices follow it; more than 0
 */
record PlacedRoute(ClientGroup group, RouteShape shape, double devices) {

  Application app() {
    return shape.app();
  }

  Optional<DeviceClass> device() {
    return shape.device();
  }

  List<PlacedCall> calls() {
    return shape.calls();
  }

  List<CallPlacement> key() {
    return shape.key();
  }

  Subject.OfRoute subject() {
    return new Subject.OfRoute(group.id(), key());
  }
}
