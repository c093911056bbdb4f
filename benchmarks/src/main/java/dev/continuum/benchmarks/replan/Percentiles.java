package dev.continuum.benchmarks.replan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Durations that were measured. Not thread-safe. */
final class Percentiles {

  private final List<Duration> measured = new ArrayList<>();

  void add(Duration duration) {
    measured.add(duration);
  }

  int count() {
    return measured.size();
  }

  /** The duration that a share of all does not exceed, ms. */
  String millis(double share) {
    if (measured.isEmpty()) {
      return "-";
    }
    List<Duration> sorted = new ArrayList<>(measured);
    Collections.sort(sorted);
    int at = (int) Math.ceil(share * sorted.size()) - 1;
    return String.format(
        Locale.ROOT, "%.3f", sorted.get(Math.clamp(at, 0, sorted.size() - 1)).toNanos() / 1e6);
  }
}
