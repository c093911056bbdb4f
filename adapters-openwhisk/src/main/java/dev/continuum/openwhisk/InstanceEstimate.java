package dev.continuum.openwhisk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many instances of each action are warm, from the identities seen in answers: counting by
 * calls would disturb what it counts. Thread-safe.
 */
final class InstanceEstimate {

  private final Duration life;
  private final Map<String, Map<String, Instant>> seen = new HashMap<>();

  InstanceEstimate(Duration life) {
    this.life = life;
  }

  synchronized void saw(String action, String instance, Instant at) {
    seen.computeIfAbsent(action, each -> new HashMap<>()).put(instance, at);
  }

  /** Instances that have answered within the time, and so must still be there. */
  synchronized int within(String action, Instant now, Duration time) {
    Map<String, Instant> instances = seen.getOrDefault(action, Map.of());
    instances.values().removeIf(at -> at.plus(life).isBefore(now));
    return (int) instances.values().stream().filter(at -> !at.plus(time).isBefore(now)).count();
  }

  /** Instances that must still be there. */
  synchronized int warm(String action, Instant now) {
    return seen.containsKey(action) ? within(action, now, life) : 0;
  }
}
