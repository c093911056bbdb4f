package dev.continuum.solver.assignment;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Two works side by side, the second on a thread of its own; a failure of either is rethrown. */
final class Parallel {

  private Parallel() {}

  /** Runs both; the alarm goes off when one fails. */
  static void both(Runnable here, Runnable there, Runnable alarm) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("continuum-assignment")
            .start(() -> guard(there, failure, alarm));
    guard(here, failure, alarm);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (failure.get()) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalStateException(failure.get());
    }
  }

  private static void guard(
      Runnable work, AtomicReference<@Nullable Throwable> failure, Runnable alarm) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      alarm.run();
    }
  }
}
