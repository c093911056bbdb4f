package dev.continuum.simulator.client;

import java.time.Duration;
import java.util.List;

/** When the devices of a group send requests. */
public sealed interface Arrivals {

  /** A renewal stream of each device with the group's own rate and SCV; 1 is Poisson. */
  record Renewal() implements Arrivals {}

  /**
   * All devices are Poisson at a rate that a hidden state of the group switches between two values
   * (a Markov-modulated Poisson process); the group's own rate stays the mean.
   *
   * @param burstFactor rate in the high state over the mean rate, above 1
   * @param meanHigh mean time in the high state
   * @param meanLow mean time in the low state
   */
  record Modulated(double burstFactor, Duration meanHigh, Duration meanLow) implements Arrivals {

    /** Checks that the low rate is not negative. */
    public Modulated {
      if (!(burstFactor > 1) || lowFactor(burstFactor, meanHigh, meanLow) < 0) {
        throw new IllegalArgumentException(
            "The burst factor ("
                + burstFactor
                + ") must be above 1 and leave the low state a rate that is not negative.");
      }
    }

    private static double lowFactor(double high, Duration meanHigh, Duration meanLow) {
      double up = meanHigh.toNanos();
      double down = meanLow.toNanos();
      return (up + down - high * up) / down;
    }

    /** Rate in the low state over the mean rate. */
    public double lowFactor() {
      return lowFactor(burstFactor, meanHigh, meanLow);
    }
  }

  /**
   * Each device waits for its answer, thinks, and sends again.
   *
   * @param thinkSeconds mean of the exponential time it thinks; 0 sends at once
   * @param requests after how many requests a device stops
   */
  record Closed(double thinkSeconds, long requests) implements Arrivals {}

  /**
   * Exactly so many requests of the whole group in each minute, at uniform times, from random
   * devices; nothing after the last minute.
   *
   * @param perMinute counts
   */
  record Trace(List<Integer> perMinute) implements Arrivals {

    /** Copies the list. */
    public Trace {
      perMinute = List.copyOf(perMinute);
    }
  }
}
