package dev.continuum.model.evaluation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;

/**
 * The oracle: says what a placement is worth and which rules it breaks, directly from the declared
 * form. It shares with solvers only the rounding class and the queueing functions.
 *
 * <p>An instance judges many placements of one problem and keeps what does not depend on the
 * placement: shortest paths, sizing thresholds, latency quantiles. It is not thread-safe; the
 * static method is.
 *
 * <p>Time grows with routes, not with devices: one pass over routes, nodes and rules, one
 * shortest-path tree for each node that is used, one latency quantile for each different law. The
 * laws at the actual load differ from node to node and cost most at scale; see {@link
 * #evaluateWithoutEstimates}.
 *
 * <p>Every method throws {@link IllegalArgumentException} if a placement names something that is
 * not declared, if a route does not give each call of its application one of its variants exactly
 * once, or if a number is negative or not finite: what {@code PlacementValidator} reports in full.
 */
public final class PlacementEvaluator {

  private final Catalogue catalogue;
  private final DeclaredNetwork network;
  private final FunctionSizing sizing;
  private final LatencyLaws laws = new LatencyLaws();

  /** An evaluator of placements of a valid problem. */
  public PlacementEvaluator(PlacementProblem problem) {
    this.catalogue = new Catalogue(problem);
    this.network = new DeclaredNetwork(problem.topology());
    this.sizing = new FunctionSizing(catalogue);
  }

  /** Evaluates one placement of a problem. */
  public static Evaluation evaluate(PlacementProblem problem, Placement placement) {
    return new PlacementEvaluator(problem).evaluate(placement);
  }

  /** Evaluates a placement. */
  public Evaluation evaluate(Placement placement) {
    return judge(placement, Judgement.Detail.ALL);
  }

  /** The same but for the latencies at the actual load, which are empty. */
  public Evaluation evaluateWithoutEstimates(Placement placement) {
    return judge(placement, Judgement.Detail.NO_ESTIMATES);
  }

  /** The score alone. */
  public Score score(Placement placement) {
    return evaluateWithoutEstimates(placement).score();
  }

  private Evaluation judge(Placement placement, Judgement.Detail detail) {
    laws.begin();
    return new Judgement(catalogue, network, sizing, laws, placement, detail).evaluate();
  }
}
