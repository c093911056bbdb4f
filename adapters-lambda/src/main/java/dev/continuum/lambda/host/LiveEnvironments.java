package dev.continuum.lambda.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * All execution environments that run, until each is ended, and what is to be done with them later.
 * Ends their processes off the caller's thread. Guarded by the registry's lock, which callers hold.
 */
final class LiveEnvironments {

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fleet").factory());
  private final Set<Environment> all = new HashSet<>();
  private boolean closed;

  /** Whether everything ends: nothing is kept or begun any more. */
  boolean closed() {
    return closed;
  }

  void add(Environment environment) {
    all.add(environment);
  }

  /** Ends one that is not needed any more: now, or after its call. */
  void letGo(Environment environment) {
    environment.surplus = true;
    if (!environment.busy) {
      discard(environment);
    }
  }

  /** Ends one now. */
  void discard(Environment environment) {
    if (all.remove(environment)) {
      background(environment::close);
    }
  }

  /** Does something after a delay, on the timer's thread: it must be short. */
  void later(Duration delay, Runnable action) {
    if (!closed) {
      var unused = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Does something that takes its time. */
  static void background(Runnable action) {
    var unused = Thread.startVirtualThread(action);
  }

  /** Closes; returns what is still to be ended, without the lock. */
  List<Environment> close() {
    closed = true;
    timer.shutdownNow();
    List<Environment> rest = new ArrayList<>(all);
    all.clear();
    return rest;
  }
}
