package dev.continuum.model.validation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import java.util.List;

/**
 * Finds out whether a placement speaks of a problem at all: known ids, every call of a route once,
 * by one of its variants, counts that are counts, artifacts present where they are used. Which
 * rules it breaks is for the evaluator to say. Never throws on content.
 *
 * <p>Stateless and thread-safe; time grows with the size of both.
 */
public final class PlacementValidator {

  private PlacementValidator() {}

  /** Every issue of the placement, in order of path; those of the problem are not repeated. */
  public static List<Issue> validate(PlacementProblem problem, Placement placement) {
    Findings findings = new Findings();
    new PlacementChecks(findings, new Declared(problem), "", placement).check();
    return findings.sorted();
  }

  /**
   * Does nothing for a placement of this problem.
   *
   * @throws InvalidProblemException with every issue
   */
  public static void requireValid(PlacementProblem problem, Placement placement) {
    List<Issue> issues = validate(problem, placement);
    if (!issues.isEmpty()) {
      throw new InvalidProblemException(issues);
    }
  }
}
