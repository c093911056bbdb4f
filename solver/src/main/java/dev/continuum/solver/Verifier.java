package dev.continuum.solver;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.search.Search;

/** Holds every answer against the oracle before a caller sees it. */
final class Verifier {

  /** Relative difference that sums of real shares may have. */
  private static final double DIVISIBLE_TOLERANCE = 1e-9;

  private Verifier() {}

  static void requireAgreement(
      PlacementProblem problem, Search search, Placement placement, Evaluation evaluation) {
    Score judged = evaluation.score();
    Score claimed = search.incumbent().orElseThrow().score();
    boolean divisible = search.problem().anyDivisible();
    boolean agree =
        judged.feasible()
            && same(judged.unservedMicros(), claimed.unservedMicros(), divisible)
            && same(judged.lateMicros(), claimed.lateMicros(), divisible)
            && same(judged.costMicros(), claimed.costMicros(), divisible)
            && evaluation.constantMicros() == search.problem().constantMicros();
    if (!agree) {
      throw new InconsistentPlacementException(
          "The solver claims "
              + claimed
              + " with constant "
              + search.problem().constantMicros()
              + ", the oracle says "
              + judged
              + " with constant "
              + evaluation.constantMicros()
              + "; broken: "
              + evaluation.broken(),
          problem,
          placement);
    }
    for (Level level : Level.values()) {
      long bound = search.bound(level).micros();
      long value = Search.value(judged, level);
      boolean comparable = search.openLevel().map(open -> open.compareTo(level) >= 0).orElse(true);
      double slack = divisible ? Math.max(1, Math.abs((double) value)) * DIVISIBLE_TOLERANCE : 0;
      if (comparable && bound != Long.MIN_VALUE && bound - value > slack + (divisible ? 1 : 0)) {
        throw new InconsistentPlacementException(
            "The proven bound " + bound + " on " + level + " is above a placement's " + value,
            problem,
            placement);
      }
    }
  }

  private static boolean same(long a, long b, boolean divisible) {
    double slack =
        divisible
            ? 1 + Math.max(Math.abs((double) a), Math.abs((double) b)) * DIVISIBLE_TOLERANCE
            : 0;
    return Math.abs(a - b) <= slack;
  }
}
