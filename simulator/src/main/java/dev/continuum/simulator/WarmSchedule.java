package dev.continuum.simulator;

import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.WarmInstances;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many instances of each function are to be warm on each node, and when that changes. Immutable
 * and thread-safe.
 */
public interface WarmSchedule {

  /** The count that is asked for from a time on, until the next change. */
  long instances(Acquisition pair, Duration at);

  /** The first time after this one at which any count changes; empty if none does. */
  Optional<Duration> nextChange(Duration after);

  /** The counts of a placement, always. */
  static WarmSchedule of(Placement placement) {
    Map<Acquisition, Long> counts = new HashMap<>();
    for (WarmInstances warm : placement.warm()) {
      counts.merge(
          new Acquisition(warm.function(), warm.node()), warm.instances(), Long::sum);
    }
    Map<Acquisition, Long> fixed = Map.copyOf(counts);
    return new WarmSchedule() {
      @Override
      public long instances(Acquisition pair, Duration at) {
        return fixed.getOrDefault(pair, 0L);
      }

      @Override
      public Optional<Duration> nextChange(Duration after) {
        return Optional.empty();
      }
    };
  }
}
