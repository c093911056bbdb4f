package dev.continuum.model.validation;

import dev.continuum.model.PlacementProblem;
import java.util.List;

/**
 * Finds everything that is wrong with a declared problem, whatever its records hold: numbers that
 * are not numbers, ids that lead nowhere, cycles, units that cannot be meant, calls that no place
 * may serve, sums that the integers of the model cannot hold. Never throws on content.
 *
 * <p>A problem without issues may still be infeasible; that is for a solver to say.
 *
 * <p>Stateless and thread-safe. Time grows with the size of the problem, not with groups × nodes.
 */
public final class ProblemValidator {

  private ProblemValidator() {}

  /** Every issue, in order of path; empty for a valid problem. */
  public static List<Issue> validate(PlacementProblem problem) {
    Findings findings = new Findings();
    Declared declared = new Declared(problem);
    new NodeChecks(findings, declared).check(problem.topology());
    new NetworkChecks(findings, declared).check(problem.topology());
    new FunctionChecks(findings, declared).check(problem.functions());
    new ApplicationChecks(findings, declared).check(problem.apps());
    new GroupChecks(findings, declared).check(problem.groups());
    new RuleChecks(findings, declared, problem).check(problem.rules());
    new ObjectiveChecks(findings, declared).check(problem);
    problem
        .current()
        .ifPresent(running -> new PlacementChecks(findings, declared, "current.", running).check());
    new FitChecks(findings, problem).check(problem.functions());
    new ServingChecks(findings, declared, problem).check();
    new MagnitudeChecks(findings, declared, problem).check();
    return findings.sorted();
  }

  /**
   * Does nothing for a valid problem.
   *
   * @throws InvalidProblemException with every issue
   */
  public static void requireValid(PlacementProblem problem) {
    List<Issue> issues = validate(problem);
    if (!issues.isEmpty()) {
      throw new InvalidProblemException(issues);
    }
  }

  /**
   * How much of what the integers of the model can hold the sums of a problem take: at most 1 for a
   * valid one, and for two problems that share nothing but their groups' surroundings at most the
   * sum of theirs for all their groups together.
   */
  public static double magnitude(PlacementProblem problem) {
    return new MagnitudeChecks(new Findings(), new Declared(problem), problem).share();
  }
}
