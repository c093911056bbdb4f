package dev.continuum.solver;

import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.placement.Placement;
import java.time.Duration;

/** What a solver answers. It never throws for infeasible problems or for lack of time. */
public sealed interface SolveResult {

  /** From the call to the answer: validation, compilation and verification included. */
  Duration elapsed();

  /** An answer with a placement that the oracle accepted. */
  sealed interface Placed extends SolveResult {

    /** The placement. */
    Placement placement();

    /** What the oracle says of it. */
    Evaluation evaluation();

    /** What is proven. */
    Bound bound();

    /** (value - bound)/max(|value|, 1 unit) on the first level that is not closed. */
    double gap();
  }

  /**
   * No placement is better: every level equals its bound.
   *
   * @param placement the placement
   * @param evaluation what the oracle says of it
   * @param bound equals the cost
   * @param elapsed how long it took
   */
  record Optimal(Placement placement, Evaluation evaluation, Bound bound, Duration elapsed)
      implements Placed {
    @Override
    public double gap() {
      return 0;
    }
  }

  /**
   * A placement with a proven distance from the best.
   *
   * @param placement the placement
   * @param evaluation what the oracle says of it
   * @param bound on the first level that is not closed
   * @param gap relative distance on that level; infinite where nothing is proven
   * @param limit what ended the search
   * @param elapsed how long it took
   */
  record Feasible(
      Placement placement,
      Evaluation evaluation,
      Bound bound,
      double gap,
      Limit limit,
      Duration elapsed)
      implements Placed {}

  /**
   * No placement exists.
   *
   * @param conflict rules that cannot hold together
   * @param elapsed how long it took
   */
  record Infeasible(Conflict conflict, Duration elapsed) implements SolveResult {}

  /**
   * Neither a placement nor a proof that there is none.
   *
   * @param limit what ended the search
   * @param elapsed how long it took
   */
  record Unknown(Limit limit, Duration elapsed) implements SolveResult {}
}
