package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.WarmInstances;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Brings platforms to a plan. */
@FunctionalInterface
public interface Actuator {

  /**
   * Begins to apply a plan. Before each step the lease is asked for again; without it no step is
   * made, and steps take less time than a lease lasts.
   *
   * @param done called once, from any thread
   */
  void apply(Order order, Consumer<Report> done);

  /**
   * What to do.
   *
   * @param continuum of which continuum
   * @param plan which plan
   * @param problem what was planned for: functions and nodes as declared
   * @param before what ran before, if anything did
   * @param target what is to run
   * @param leaseHeld whether the one who orders may still do so
   */
  record Order(
      String continuum,
      long plan,
      PlacementProblem problem,
      Optional<Placement> before,
      Placement target,
      BooleanSupplier leaseHeld) {}

  /**
   * What was done.
   *
   * @param fault what went wrong; empty if the plan was applied
   * @param observed instances as they are
   */
  record Report(Optional<String> fault, List<WarmInstances> observed) {

    /** Copies the list. */
    public Report {
      observed = List.copyOf(observed);
    }
  }
}
