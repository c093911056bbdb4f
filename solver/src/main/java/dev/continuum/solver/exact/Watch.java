package dev.continuum.solver.exact;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Interrupts a native solver soon after a condition turns true; ends with the block it watches. */
final class Watch implements AutoCloseable {

  private static final long PERIOD_NANOS = 10_000_000;

  private final AtomicBoolean done = new AtomicBoolean();
  private final Thread thread;

  private Watch(BooleanSupplier condition, Runnable interrupt) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("continuum-watch")
            .start(
                () -> {
                  while (!done.get()) {
                    if (condition.getAsBoolean()) {
                      interrupt.run();
                    }
                    LockSupport.parkNanos(PERIOD_NANOS);
                  }
                });
  }

  static Watch over(BooleanSupplier condition, Runnable interrupt) {
    return new Watch(condition, interrupt);
  }

  @Override
  public void close() {
    done.set(true);
    LockSupport.unpark(thread);
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
  }
}
