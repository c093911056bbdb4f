package dev.continuum.solver.natives;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The native calls of one solve: of a thread and of those that it starts. Knows which of them have
 * not ended since they were interrupted. Thread-safe.
 */
public final class NativeCalls {

  private static final InheritableThreadLocal<NativeCalls> CURRENT =
      new InheritableThreadLocal<>() {
        @Override
        protected NativeCalls initialValue() {
          return new NativeCalls();
        }
      };

  /** Engines that were left behind. */
  private static final Set<Thread> LEFT = ConcurrentHashMap.newKeySet();

  /** When each was interrupted first, ns. */
  private final Map<Watch, Long> due = new ConcurrentHashMap<>();

  /** Runs the work of a solve, which may start threads, on its engine. */
  public void within(Runnable work) {
    CURRENT.set(this);
    try {
      work.run();
    } finally {
      CURRENT.remove();
      LEFT.remove(Thread.currentThread());
    }
  }

  /** How long a call has not ended since it was interrupted. */
  public Duration longestOverdue() {
    long now = System.nanoTime();
    return Duration.ofNanos(due.values().stream().mapToLong(since -> now - since).max().orElse(0));
  }

  /** An engine is left behind. */
  public static void leave(Thread engine) {
    LEFT.add(engine);
  }

  /** Engines of this process that were left behind and have not ended. */
  public static int left() {
    LEFT.removeIf(engine -> !engine.isAlive());
    return LEFT.size();
  }

  static NativeCalls ofThisThread() {
    return CURRENT.get();
  }

  void due(Watch watch) {
    due.putIfAbsent(watch, System.nanoTime());
  }

  void ended(Watch watch) {
    due.remove(watch);
  }
}
