package dev.continuum.solver;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;

/** Our fault: the oracle disagrees with the solver. Holds what is needed to report it. */
public final class InconsistentPlacementException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient PlacementProblem problem;
  private final transient Placement placement;

  /** With what was solved and what was answered. */
  public InconsistentPlacementException(
      String message, PlacementProblem problem, Placement placement) {
    super(message);
    this.problem = problem;
    this.placement = placement;
  }

  /** What was solved. */
  public PlacementProblem problem() {
    return problem;
  }

  /** What was answered. */
  public Placement placement() {
    return placement;
  }
}
