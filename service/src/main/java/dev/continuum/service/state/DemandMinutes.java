package dev.continuum.service.state;

import dev.continuum.service.proto.RecordProto.ContinuumSnapshot;
import dev.continuum.service.proto.RecordProto.DemandHistory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Requests of each group by the minute of event time: what forecasters saw, so that whoever leads
 * next can show it to theirs. At most a million minutes are kept in all, of each group its share of
 * them, from a quarter of an hour to two days. A group that was silent for an hour begins anew.
 * Mutable; confined to its machine.
 */
public final class DemandMinutes {

  private static final int MOST = 1_000_000;
  private static final int LEAST_OF_GROUP = 15;
  private static final int MOST_OF_GROUP = 2_880;
  private static final int LONGEST_SILENCE = 60;

  private final Map<String, History> groups = new TreeMap<>();

  private static final class History {
    private long first;
    private long[] requests = new long[4];
    private int size;

    History(long first) {
      this.first = first;
    }

    long last() {
      return first + size - 1;
    }
  }

  DemandMinutes() {}

  /** Replaces what is known of the groups of a snapshot. */
  void restore(List<DemandHistory> kept) {
    for (DemandHistory each : kept) {
      History history = new History(each.getFirstMinute());
      history.requests = each.getRequestsList().stream().mapToLong(Long::longValue).toArray();
      history.size = history.requests.length;
      groups.put(each.getGroup(), history);
    }
  }

  /** Takes requests in. Those of a minute that is forgotten are passed over. */
  void add(String group, long startMs, long requests) {
    long minute = Math.floorDiv(startMs, Measured.MINUTE_MS);
    History history = groups.get(group);
    if (history == null || (history.size > 0 && minute - history.last() > LONGEST_SILENCE)) {
      history = new History(minute);
      groups.put(group, history);
    }
    if (minute < history.first) {
      return;
    }
    int index = (int) (minute - history.first);
    if (index >= history.requests.length) {
      history.requests = Arrays.copyOf(history.requests, index + 1 + index / 2);
    }
    history.size = Math.max(history.size, index + 1);
    history.requests[index] += requests;
    trim(history);
  }

  /** Now and then, so that a minute costs constant time. */
  private void trim(History history) {
    int most = Math.clamp(MOST / groups.size(), LEAST_OF_GROUP, MOST_OF_GROUP);
    int over = history.size - most;
    if (over > most / 4) {
      history.requests = Arrays.copyOfRange(history.requests, over, over + most + most / 4);
      history.first += over;
      history.size = most;
    }
  }

  /** Groups of which there is anything, by name. */
  public List<String> names() {
    return List.copyOf(groups.keySet());
  }

  /** The first minute that is kept of a group, since 1970; empty without one. */
  public OptionalLong firstMinute(String group) {
    History history = groups.get(group);
    return history == null ? OptionalLong.empty() : OptionalLong.of(history.first);
  }

  /** The latest minute that was told of, since 1970; empty without one. */
  public OptionalLong lastMinute(String group) {
    History history = groups.get(group);
    return history == null ? OptionalLong.empty() : OptionalLong.of(history.last());
  }

  /** Requests in a minute since 1970; 0 where nothing is kept. */
  public long requests(String group, long minute) {
    History history = groups.get(group);
    long index = history == null ? -1 : minute - history.first;
    return history != null && index >= 0 && index < history.size
        ? history.requests[(int) index]
        : 0;
  }

  /** Writes everything into a snapshot. */
  void into(ContinuumSnapshot.Builder snapshot) {
    groups.forEach(
        (group, history) -> {
          DemandHistory.Builder wire =
              DemandHistory.newBuilder().setGroup(group).setFirstMinute(history.first);
          for (int i = 0; i < history.size; i++) {
            wire.addRequests(history.requests[i]);
          }
          snapshot.addHistories(wire);
        });
  }
}
