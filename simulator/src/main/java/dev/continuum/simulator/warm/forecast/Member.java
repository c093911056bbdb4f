package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;

/**
 * What a forecaster knows of each function and level, as numbers that a combination can weigh. Not
 * thread-safe.
 */
interface Member {

  /** Numbers of evidence per level; the first is the log-odds of its own forecast. */
  int width();

  /** Learns a minute; afterwards the forecast is for the minute after it, plus the lead. */
  void observe(int minute, Demand[] demands);

  /** Writes the evidence for a level of a function. */
  void evidence(int function, int level, double[] into, int at);
}
