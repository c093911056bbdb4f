package dev.continuum.actuation;

import java.time.Duration;

/** How to wait. */
@FunctionalInterface
public interface Sleeper {

  /** Waits as the thread it is called from. */
  Sleeper THREAD =
      time -> {
        try {
          Thread.sleep(time);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new ActuationException(
              ActuationException.Fault.UNAVAILABLE, "Interrupted while waiting.", "", e);
        }
      };

  /** Waits this long. */
  void sleep(Duration time);
}
