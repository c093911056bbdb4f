package dev.continuum.planner;

import dev.continuum.solver.SolveOptions;
import java.time.Duration;

/**
 * When and how hard to plan.
 *
 * @param debounce how long to gather changes before planning
 * @param solve how long, how well and how to search
 * @param leastSaving a plan that saves less than this share of the running plan's cost is not worth
 *     a change, as long as the running plan holds and serves as well
 */
public record PlannerPolicy(Duration debounce, SolveOptions solve, double leastSaving) {

  /** A twentieth of a second of gathering, two seconds of search, 1 % of saving. */
  public static final PlannerPolicy DEFAULT =
      new PlannerPolicy(
          Duration.ofMillis(50),
          SolveOptions.DEFAULT.withTimeLimit(Duration.ofSeconds(2)).withGap(0.001),
          0.01);
}
