package dev.continuum.service.replica;

import dev.continuum.planner.DemandForecast;
import dev.continuum.service.state.Measured;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Forecasts of the groups of one continuum, from the minutes of event time that this replica saw
 * since it leads. A forecast counts once some minutes were seen; a group that was silent for long
 * begins anew. Confined to its machine.
 */
final class Forecasts {

  private static final long MINUTE_MS = 60_000;
  private static final int LEAST_MINUTES = 5;
  private static final int LONGEST_SILENCE = 60;

  private final DemandForecast forecast;
  private final String name;
  private final Map<String, Followed> groups = new HashMap<>();

  private static final class Followed {
    private final DemandForecast.Group group;
    private long nextMinute;
    private int seen;

    Followed(DemandForecast.Group group, long firstMinute) {
      this.group = group;
      this.nextMinute = firstMinute;
    }
  }

  /** By a forecaster's name; none for an empty one, or one that this release does not know. */
  Forecasts(DemandForecast forecast, String name) {
    this.forecast = forecast;
    this.name = forecast.names().contains(name) ? name : "";
  }

  /** Telemetry of groups was taken in. */
  void observed(Collection<String> changed, Measured measured) {
    if (name.isEmpty()) {
      return;
    }
    for (String each : changed) {
      long now = Math.floorDiv(measured.latestMillis(each).orElse(0), MINUTE_MS);
      Followed followed = groups.get(each);
      if (followed == null || now - followed.nextMinute > LONGEST_SILENCE) {
        // The minute under way may have begun before anyone listened: the next is the first whole.
        groups.put(each, new Followed(forecast.start(name), now + 1));
        continue;
      }
      while (followed.nextMinute < now) {
        followed.group.observe(
            measured.requestsBetween(
                each, followed.nextMinute * MINUTE_MS, (followed.nextMinute + 1) * MINUTE_MS));
        followed.nextMinute++;
        followed.seen++;
      }
    }
  }

  /** Requests per second to expect of a group in the minute to come; empty where nobody knows. */
  OptionalDouble ratePerSecond(String group) {
    Followed followed = groups.get(group);
    if (followed == null || followed.seen < LEAST_MINUTES) {
      return OptionalDouble.empty();
    }
    OptionalDouble next = followed.group.next();
    return next.isPresent() ? OptionalDouble.of(next.getAsDouble() / 60) : next;
  }
}
