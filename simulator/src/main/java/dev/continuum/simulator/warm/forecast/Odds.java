package dev.continuum.simulator.warm.forecast;

/** Probabilities and their log-odds, both kept off the ends. Stateless. */
final class Odds {

  private static final double LEAST = 1e-6;

  private Odds() {}

  static double log(double probability) {
    double p = Math.max(LEAST, Math.min(1 - LEAST, probability));
    return Math.log(p / (1 - p));
  }

  static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
