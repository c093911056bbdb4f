package dev.continuum.solver.natives;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Interrupts a native solver soon after a condition turns true; ends with the work it watches. */
public final class Watch {

  private static final long PERIOD_NANOS = 10_000_000;

  private final AtomicBoolean done = new AtomicBoolean();
  private final NativeCalls calls = NativeCalls.ofThisThread();
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
                      calls.due(this);
                      interrupt.run();
                    }
                    LockSupport.parkNanos(PERIOD_NANOS);
                  }
                });
  }

  /** Runs something while watching. */
  public static <T> T during(Supplier<T> work, BooleanSupplier condition, Runnable interrupt) {
    Watch watch = new Watch(condition, interrupt);
    try {
      return work.get();
    } finally {
      watch.close();
    }
  }

  private void close() {
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
    calls.ended(this);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
