package dev.continuum.planner;

import java.util.List;
import java.util.OptionalDouble;

/** Ways to foretell how many requests a group of clients will send, from the minutes before. */
public interface DemandForecast {

  /** Foretells nothing. */
  DemandForecast NONE =
      new DemandForecast() {
        @Override
        public List<String> names() {
          return List.of();
        }

        @Override
        public Group start(String name) {
          throw new IllegalArgumentException("There is no forecaster " + name + ".");
        }
      };

  /** What there is. */
  List<String> names();

  /**
   * Begins to follow a group of which nothing is known.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  Group start(String name);

  /** Follows one group minute by minute. Not thread-safe. */
  interface Group {

    /** What a minute brought; minutes come in order, without gaps. */
    void observe(long requests);

    /** How many requests to expect in the minute after the last one; empty before there is one. */
    OptionalDouble next();
  }
}
