package dev.continuum.service.api;

import dev.continuum.service.replica.ContinuumView;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells all watchers of one continuum, off its loop: views that come while they are being told
 * become one, the newest. Thread-safe.
 */
final class PlanFanout {

  private final WatchThreads threads;
  private final Set<PlanWatch> watches = ConcurrentHashMap.newKeySet();
  private final AtomicInteger untold = new AtomicInteger();
  private volatile ContinuumView latest;

  /** Begins with a view. */
  PlanFanout(WatchThreads threads, ContinuumView now) {
    this.threads = threads;
    this.latest = now;
  }

  void add(PlanWatch watch) {
    watches.add(watch);
  }

  void remove(PlanWatch watch) {
    watches.remove(watch);
  }

  /** There is something newer; returns at once. Called in order. */
  void changed(ContinuumView view) {
    latest = view;
    if (untold.getAndIncrement() == 0) {
      threads.threads().execute(this::tell);
    }
  }

  void drain() {
    watches.forEach(PlanWatch::drain);
  }

  private void tell() {
    int told;
    do {
      told = untold.get();
      ContinuumView view = latest;
      long begun = threads.nanoTime().getAsLong();
      watches.forEach(watch -> watch.changed(view));
      threads.told().accept(threads.nanoTime().getAsLong() - begun);
    } while (untold.addAndGet(-told) > 0);
  }
}
