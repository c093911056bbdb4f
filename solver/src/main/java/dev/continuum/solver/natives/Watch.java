package dev.continuum.solver.natives;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Interrupts a native solver soon after a condition turns true; ends with the work it watches. */
public final class Watch {

  private static final long PERIOD_NANOS = 10_000_000;

  /** Of this process, those whose condition has turned true. */
  private static final Set<Watch> DUE = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean done = new AtomicBoolean();
  private final Thread thread;
  private volatile long dueNanos;

  private Watch(BooleanSupplier condition, Runnable interrupt) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("continuum-watch")
            .start(
                () -> {
                  while (!done.get()) {
                    if (condition.getAsBoolean()) {
                      due();
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

  /** How long a solver of this process has not ended since it was interrupted first. */
  public static Duration longestOverdue() {
    long now = System.nanoTime();
    return Duration.ofNanos(DUE.stream().mapToLong(watch -> now - watch.dueNanos).max().orElse(0));
  }

  private void due() {
    if (!DUE.contains(this)) {
      dueNanos = System.nanoTime();
      DUE.add(this);
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
    DUE.remove(this);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
