package dev.continuum.service.replica;

import dev.continuum.planner.DemandForecast;
import dev.continuum.service.state.DemandMinutes;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Forecasts of the groups of one continuum, from the whole minutes of event time that are in the
 * log: a replica that begins to lead shows its forecasters what the one before saw. A forecast
 * counts once some minutes were seen; a group that was silent for long begins anew. Confined to its
 * machine.
 */
final class Forecasts {

  private static final int LEAST_MINUTES = 5;

  private final DemandForecast forecast;
  private final String name;
  private final Map<String, Integer> leads;
  private final Map<String, Followed> groups = new HashMap<>();
  private final Deque<String> behind = new ArrayDeque<>();

  private static final class Followed {
    private final DemandForecast.Group group;
    private long nextMinute;
    private int seen;

    Followed(DemandForecast.Group group, long firstMinute) {
      this.group = group;
      this.nextMinute = firstMinute;
    }
  }

  /**
   * By a forecaster's name; none for an empty one, or one that this release does not know.
   *
   * @param leads minutes until what is started now serves, by group, where that is not the next
   */
  Forecasts(DemandForecast forecast, String name, Map<String, Integer> leads) {
    this.forecast = forecast;
    this.name = forecast.names().contains(name) ? name : "";
    this.leads = Map.copyOf(leads);
  }

  /** Whether these are forecasts by this name and these leads. */
  boolean are(String wanted, Map<String, Integer> otherLeads) {
    return name.equals(forecast.names().contains(wanted) ? wanted : "") && leads.equals(otherLeads);
  }

  /** Everything in the log is to be seen, in {@link #catchUp}. */
  void begin(DemandMinutes demand) {
    if (!name.isEmpty()) {
      behind.addAll(demand.names());
    }
  }

  /** Sees some of what is in the log, at least so many minutes or all there are. */
  void catchUp(DemandMinutes demand, int minutes) {
    int seen = 0;
    while (seen < minutes && !behind.isEmpty()) {
      seen += 1 + follow(behind.remove(), demand);
    }
  }

  /** Telemetry of groups was taken in. */
  void observed(Collection<String> changed, DemandMinutes demand) {
    if (!name.isEmpty()) {
      changed.forEach(group -> follow(group, demand));
    }
  }

  /** How many minutes there were to see. */
  private int follow(String group, DemandMinutes demand) {
    if (demand.firstMinute(group).isEmpty()) {
      return 0;
    }
    long first = demand.firstMinute(group).getAsLong();
    Followed followed = groups.get(group);
    if (followed == null || followed.nextMinute < first) {
      // The first minute may have begun before anyone listened: the next is the first whole.
      followed = new Followed(forecast.start(name, leads.getOrDefault(group, 0)), first + 1);
      groups.put(group, followed);
    }
    int before = followed.seen;
    long underWay = demand.lastMinute(group).orElse(first);
    while (followed.nextMinute < underWay) {
      followed.group.observe(demand.requests(group, followed.nextMinute));
      followed.nextMinute++;
      followed.seen++;
    }
    return followed.seen - before;
  }

  /** Requests per second to expect of a group when its lead is over; empty where nobody knows. */
  OptionalDouble ratePerSecond(String group) {
    Followed followed = groups.get(group);
    if (followed == null || followed.seen < LEAST_MINUTES) {
      return OptionalDouble.empty();
    }
    OptionalDouble next = followed.group.next();
    return next.isPresent() ? OptionalDouble.of(next.getAsDouble() / 60) : next;
  }
}
