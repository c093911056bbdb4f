package dev.continuum.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many changes plans may make in any window of time. A change is what rule 8 counts: an
 * artifact newly acquired, an instance started, a device of a call moved onto a node. What was
 * spent is kept in steps of a twentieth of the window and counts until the window has gone by since
 * the step's end, so that it may come back a twentieth late, never early. Immutable.
 *
 * @param most changes in any window; 0 or more
 * @param window its length; at least a millisecond
 */
public record ChangeBudget(double most, Duration window) {

  private static final int STEPS = 20;

  /** Requires a budget that can be kept. */
  public ChangeBudget {
    if (!(most >= 0) || window.toMillis() < 1) {
      throw new IllegalArgumentException(
          "The budget (" + most + " in " + window + ") must be 0 or more in at least 1 ms.");
    }
  }

  /**
   * Changes of one step of time.
   *
   * @param untilMillis until when they count, ms
   * @param changes how many
   */
  public record Spent(long untilMillis, double changes) {}

  /** How many changes are left now. */
  public double left(List<Spent> spent, long nowMillis) {
    double counted =
        spent.stream()
            .filter(each -> each.untilMillis() > nowMillis)
            .mapToDouble(Spent::changes)
            .sum();
    return Math.max(0, most - counted);
  }

  /** When the next of what was spent comes back; empty if nothing is spent. */
  public OptionalLong moreAtMillis(List<Spent> spent, long nowMillis) {
    return spent.stream().mapToLong(Spent::untilMillis).filter(until -> until > nowMillis).min();
  }

  /** What is spent once changes were made now; what came back is left out. */
  public List<Spent> after(List<Spent> spent, long nowMillis, double changes) {
    long step = Math.max(1, window.toMillis() / STEPS);
    long until = nowMillis - Math.floorMod(nowMillis, step) + step + window.toMillis();
    List<Spent> next = new ArrayList<>();
    double now = changes;
    for (Spent each : spent) {
      if (each.untilMillis() == until) {
        now += each.changes();
      } else if (each.untilMillis() > nowMillis) {
        next.add(each);
      }
    }
    if (now > 0) {
      next.add(new Spent(until, now));
    }
    return List.copyOf(next);
  }
}
