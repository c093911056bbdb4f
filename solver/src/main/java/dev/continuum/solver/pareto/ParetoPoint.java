package dev.continuum.solver.pareto;

import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.placement.Placement;

/**
 * A placement that no other found beats in latency, energy and money.
 *
 * @param measures what it takes
 * @param latencyBound no placement that takes at most its energy and money, and serves as many
 *     devices on time, has less latency than this; certified; -infinity where nothing is proven
 * @param placement the placement
 * @param evaluation what the oracle says of it under the problem's own weights
 */
public record ParetoPoint(
    Measures measures, double latencyBound, Placement placement, Evaluation evaluation) {

  /** How far the latency is from its bound, as a share; infinite where nothing is proven. */
  public double gap() {
    double gap = (measures.latency() - latencyBound) / Math.max(1e-9, Math.abs(measures.latency()));
    return Math.max(0, gap);
  }
}
