package dev.continuum.model.evaluation;

import dev.continuum.model.id.CallId;
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
 * @param app its application
 * @param device its class of device, if it has one
 * @param devices z, how many devices follow it; more than 0
 * @param calls every call of the application, sorted by id
 * @param key the same as declared, sorted by call
 */
record PlacedRoute(
    ClientGroup group,
    Application app,
    Optional<DeviceClass> device,
    double devices,
    List<PlacedCall> calls,
    List<CallPlacement> key) {

  PlacedCall call(CallId id) {
    for (PlacedCall placed : calls) {
      if (placed.call().id().equals(id)) {
        return placed;
      }
    }
    throw new IllegalArgumentException(
        "The call (" + id + ") of application (" + app.id() + ") is not declared.");
  }

  Subject.OfRoute subject() {
    return new Subject.OfRoute(group.id(), key);
  }
}
