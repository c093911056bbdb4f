package dev.continuum.service.replica;

import dev.continuum.planner.Actuator;
import dev.continuum.planner.DemandForecast;
import dev.continuum.planner.PlanSolver;

/**
 * Everything a machine needs from outside.
 *
 * @param store way to the store
 * @param solver solves
 * @param forecast foretells demand
 * @param actuator applies plans
 * @param owner who this replica is: its address, and what tells this start from others
 * @param timing how fast it beats
 */
public record Surroundings(
    StorePort store,
    PlanSolver solver,
    DemandForecast forecast,
    Actuator actuator,
    Owner owner,
    Timing timing) {

  /**
   * Who holds a lease.
   *
   * @param address where it takes calls
   * @param incarnation tells this start from every other
   */
  public record Owner(String address, String incarnation) {

    /** As the store has it. */
    public String name() {
      return address + "#" + incarnation;
    }

    /** The address in a name. */
    public static String addressOf(String name) {
      int end = name.lastIndexOf('#');
      return end < 0 ? "" : name.substring(0, end);
    }
  }
}
