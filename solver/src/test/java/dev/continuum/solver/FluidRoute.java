package dev.continuum.solver;

import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.RouteAssignment;
import java.util.Map;
import java.util.SortedMap;

/**
 * A route with what the oracle says of one device on it.
 *
 * @param group index of the group
 * @param one the route, with one device
 * @param micros cost of a device, micro-units per hour
 * @param late whether its devices are late
 * @param takes what a device takes of each thing that is limited
 * @param ratePerSecond load of a device by function and node, requests per second
 */
record FluidRoute(
    int group,
    RouteAssignment one,
    double micros,
    boolean late,
    Map<String, Take> takes,
    SortedMap<Acquisition, Double> ratePerSecond) {

  /** What one device takes of something limited. */
  record Take(double use, double limit) {}
}
