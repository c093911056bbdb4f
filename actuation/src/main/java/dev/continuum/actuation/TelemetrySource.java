package dev.continuum.actuation;

import java.util.List;

/** Where a continuous planner gets the facts that were observed. Thread-safe. */
@FunctionalInterface
public interface TelemetrySource {

  /** The calls recorded since the last time, oldest first. */
  List<CallRecord> drain();
}
