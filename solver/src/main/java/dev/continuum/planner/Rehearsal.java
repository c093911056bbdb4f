package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.workload.ClientGroup;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Repairs a copy of what runs, for practice: a JVM that has just started interprets what it does
 * for the first times, and a first change would wait for that. Changes nothing. Thread-safe.
 */
public final class Rehearsal {

  /** On larger problems even one repair would take long, and compiles itself. */
  private static final int MOST_GROUPS = 5_000;

  private Rehearsal() {}

  /**
   * Repairs one group's coming and going again and again.
   *
   * @param problem with a current placement; without, nothing is done
   * @param time after which no further repair begins
   * @param stop asked before each repair
   * @return how many repairs there were
   */
  public static int of(
      PlacementProblem problem, Duration time, LongSupplier nanoTime, BooleanSupplier stop) {
    if (problem.current().isEmpty()
        || problem.groups().isEmpty()
        || problem.groups().size() > MOST_GROUPS
        || stop.getAsBoolean()) {
      return 0;
    }
    long end = nanoTime.getAsLong() + time.toNanos();
    PlacementProblem busier = busier(problem);
    WarmRepair repair = new WarmRepair(nanoTime);
    repair.follow(problem);
    Placement from = problem.current().get();
    int repairs = 0;
    while (nanoTime.getAsLong() - end < 0 && !stop.getAsBoolean()) {
      Optional<PlanRepairer.Repaired> repaired =
          repair.repair(repairs % 2 == 0 ? busier : problem, from);
      repairs++;
      if (repaired.isEmpty()) {
        break;
      }
      from = repaired.get().placed().placement();
    }
    return repairs;
  }

  /** The same with one device more in the first group. */
  private static PlacementProblem busier(PlacementProblem problem) {
    ClientGroup first = problem.groups().getFirst();
    return problem.toBuilder()
        .eachGroup(each -> each.equals(first) ? each.withDevices(each.devices() + 1) : each)
        .build();
  }
}
