package dev.continuum.simulator.warm.forecast;

/**
 * What a forecaster learns from, and how far it looks.
 *
 * @param fitMinutes minutes from the start whose end freezes everything that is fitted; what is
 *     merely counted goes on being counted
 * @param aheadMinutes whole minutes between the last one seen and the one before the forecast one:
 *     0 forecasts the very next minute
 */
public record Horizon(int fitMinutes, int aheadMinutes) {

  /** Rejects negative times. */
  public Horizon {
    if (fitMinutes < 0 || aheadMinutes < 0) {
      throw new IllegalArgumentException("A horizon must not be negative: " + fitMinutes);
    }
  }
}
