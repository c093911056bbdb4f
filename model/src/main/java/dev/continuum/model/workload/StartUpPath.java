package dev.continuum.model.workload;

import java.time.Duration;

/**
 * The steps from nothing to a served call, on a class of processor.
 *
 * @param install from a downloaded artifact to one that can start
 * @param coldStart boot of an instance and initialisation of the function in it
 * @param unpause from a paused warm instance to a running one
 */
public record StartUpPath(Duration install, Duration coldStart, Duration unpause) {

  /** Takes no time. */
  public static final StartUpPath INSTANT =
      new StartUpPath(Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
