package dev.continuum.model.evaluation;

/**
 * Money per hour at the declared prices, without any weight and with that of pinned calls.
 *
 * @param requests for calls served
 * @param run for GB·s run
 * @param kept for GB·s kept warm
 * @param sent for GB sent
 * @param active for active nodes
 */
public record MoneyEvaluation(
    double requests, double run, double kept, double sent, double active) {

  /** All of it. */
  public double total() {
    return requests + run + kept + sent + active;
  }
}
