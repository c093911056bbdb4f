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
  private final LatencyLaws laws;
  private final PlacementProblem problem;

  /** An evaluator of placements of a valid problem. */
  public PlacementEvaluator(PlacementProblem problem) {
    this(problem, new DeclaredNetwork(problem.topology()), new LatencyLaws());
  }

  private PlacementEvaluator(PlacementProblem problem, DeclaredNetwork network, LatencyLaws laws) {
    this.problem = problem;
    this.catalogue = new Catalogue(problem);
    this.network = network;
    this.sizing = new FunctionSizing(catalogue);
    this.laws = laws;
  }

  /**
   * An evaluator of a problem that differs little from this one's: what of the network and the laws
   * of latencies stays the same is not worked out again. This one is not to be used any more.
   */
  public PlacementEvaluator next(PlacementProblem changed) {
    boolean sameNetwork = changed.topology().equals(problem.topology());
    boolean sameApps = changed.apps().equals(problem.apps());
    return new PlacementEvaluator(
        changed,
        sameNetwork ? network : new DeclaredNetwork(changed.topology()),
        sameApps ? laws : new LatencyLaws());
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
