package dev.continuum.model.evaluation;

import dev.continuum.model.id.GroupId;
import java.util.Optional;

/**
 * How a group fares.
 *
 * @param group which
 * @param served devices that some route counts
 * @param unserved the others
 * @param late devices on late routes
 * @param worstWatts highest power of a device on any of its routes, W; 0 without a class of device
 * @param battery its batteries, if it has any
 */
public record GroupEvaluation(
    GroupId group,
    double served,
    double unserved,
    double late,
    double worstWatts,
    Optional<Battery> battery) {

  /**
   * The battery of a device on the route that drains it fastest.
   *
   * @param watts power, W
   * @param lifetimeSeconds how long it lasts; infinite where nothing is drawn
   * @param requiredSeconds how long it must last
   */
  public record Battery(double watts, double lifetimeSeconds, double requiredSeconds) {}
}
