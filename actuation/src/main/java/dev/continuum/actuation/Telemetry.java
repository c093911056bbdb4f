package dev.continuum.actuation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last calls, until somebody takes them; the oldest go first when there are too many.
 * Thread-safe.
 */
public final class Telemetry implements TelemetrySource {

  private final int most;
  private final Deque<CallRecord> records = new ArrayDeque<>();
  private long lost;

  /** Holds so many. */
  public Telemetry(int most) {
    this.most = most;
  }

  /** Takes note of a call. */
  public synchronized void record(CallRecord call) {
    if (records.size() == most) {
      records.removeFirst();
      lost++;
    }
    records.addLast(call);
  }

  /** How many records nobody took in time. */
  public synchronized long lost() {
    return lost;
  }

  @Override
  public synchronized List<CallRecord> drain() {
    List<CallRecord> all = List.copyOf(records);
    records.clear();
    return all;
  }
}
