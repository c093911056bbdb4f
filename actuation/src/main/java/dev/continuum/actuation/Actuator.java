package dev.continuum.actuation;

/** What a continuous planner hands its plans to. */
@FunctionalInterface
public interface Actuator {

  /**
   * Makes the world like the plan, and says how far it came. Not concurrently with itself.
   *
   * @throws ActuationException if it cannot even begin: lease held, journal unwritable
   */
  Applied apply(Plan plan);
}
