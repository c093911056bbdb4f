package dev.continuum.model.evaluation;

/**
 * Electrical power.
 *
 * @param nodeWatts of active nodes, W
 * @param deviceWatts of all devices, W; an unserved one idles
 */
public record EnergyEvaluation(double nodeWatts, double deviceWatts) {

  /** All of it. */
  public double totalWatts() {
    return nodeWatts + deviceWatts;
  }
}
