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
        public Group start(String name, int aheadMinutes) {
          throw new IllegalArgumentException("There is no forecaster " + name + ".");
        }
      };

  /** What there is. */
  List<String> names();

  /**
   * Begins to follow a group of which nothing is known.
   *
   * @param aheadMinutes whole minutes between the last one seen and the one before the one that is
   *     foretold: 0 for the very next
   * @throws IllegalArgumentException if there is none of this name
   */
  Group start(String name, int aheadMinutes);

  /** Follows one group minute by minute. Not thread-safe. */
  interface Group {

    /** What a minute brought; minutes come in order, without gaps. */
    void observe(long requests);

    /** How many requests to expect in the minute that is foretold; empty before one was seen. */
    OptionalDouble next();
  }
}
