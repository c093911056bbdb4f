package dev.continuum.planner;

/**
 * Runs tasks one at a time and knows the time. Everything that is handed to one loop is confined to
 * it: no two of its tasks overlap, and each sees what the ones before did.
 */
public interface Loop {

  /** Wall clock, ms since 1970. Never used for order. */
  long nowMillis();

  /** Runs a task after those that wait. */
  void execute(Runnable task);

  /** Runs a task once some time has passed. */
  Timer schedule(long delayMillis, Runnable task);

  /** A task that waits. */
  @FunctionalInterface
  interface Timer {

    /** Forgets the task, unless it has begun. */
    void cancel();
  }
}
