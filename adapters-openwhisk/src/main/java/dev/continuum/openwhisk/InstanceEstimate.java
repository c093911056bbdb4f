package dev.continuum.openwhisk;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /**
   * Since when so many instances have all answered: the earliest last answer among those that
   * answered last. Empty if fewer must still be there.
   */
  synchronized Optional<Instant> reached(String action, Instant now, int count) {
    return alive(action, now).stream()
        .sorted(Comparator.reverseOrder())
        .skip(count - 1L)
        .findFirst();
  }

  /** Instances that must still be there. */
  synchronized int warm(String action, Instant now) {
    return alive(action, now).size();
  }

  private Collection<Instant> alive(String action, Instant now) {
    Map<String, Instant> instances = seen.get(action);
    if (instances == null) {
      return List.of();
    }
    instances.values().removeIf(at -> at.plus(life).isBefore(now));
    return instances.values();
  }
}
