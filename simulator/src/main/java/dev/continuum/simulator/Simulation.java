package dev.continuum.simulator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.simulator.engine.Engine;

/**
 * Runs a placement in virtual time.
 *
 * <p>The same problem, placement and scenario give the same result on every JVM that computes the
 * same elementary functions. Stateless and thread-safe. Memory grows with devices (some 100 bytes
 * each), routes and functions on nodes, not with requests or time.
 */
public final class Simulation {

  private Simulation() {}

  /** Runs a valid placement of a valid problem. */
  public static SimulationResult run(
      PlacementProblem problem, Placement placement, Scenario scenario) {
    return run(problem, placement, scenario, SimulationListener.NONE);
  }

  /**
   * Runs a valid placement of a valid problem.
   *
   * @throws IllegalArgumentException if the placement names what the problem does not declare, or a
   *     route that cannot be taken
   */
  public static SimulationResult run(
      PlacementProblem problem,
      Placement placement,
      Scenario scenario,
      SimulationListener listener) {
    return Engine.of(problem, placement, scenario, listener).run();
  }
}
