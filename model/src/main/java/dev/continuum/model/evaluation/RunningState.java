package dev.continuum.model.evaluation;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The running x°, y°, w°. What it names may no longer be declared; that is never asked for.
 *
 * @param devices x° by group, call and node
 * @param acquired the pairs with y° = 1
 * @param warm w°
 */
record RunningState(
    SortedMap<PlacedLoads.Marginal, Double> devices,
    SortedSet<Acquisition> acquired,
    SortedMap<Acquisition, Long> warm) {

  static RunningState of(Placement placement) {
    SortedMap<PlacedLoads.Marginal, Double> devices = new TreeMap<>(PlacedLoads.Marginal.ORDER);
    for (RouteAssignment route : placement.routes()) {
      for (CallPlacement call : route.calls()) {
        if (call.place() instanceof Place.OnNode(NodeId node)) {
          devices.merge(
              new PlacedLoads.Marginal(route.group(), call.call(), node),
              route.devices(),
              Double::sum);
        }
      }
    }
    return new RunningState(
        Collections.unmodifiableSortedMap(devices),
        placement.acquired(),
        Collections.unmodifiableSortedMap(PlacedLoads.warm(placement)));
  }

  double devices(PlacedLoads.Marginal marginal) {
    return devices.getOrDefault(marginal, 0.0);
  }

  long warm(Acquisition pair) {
    return warm.getOrDefault(pair, 0L);
  }
}
