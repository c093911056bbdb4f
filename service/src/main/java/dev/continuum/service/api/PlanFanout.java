package dev.continuum.service.api;

import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.replica.ContinuumView;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells all watchers of one continuum, off its loop: views that come while they are being told
 * become one, the newest. A new plan is told at once; how far it is in its life waits a little, so
 * that steps that follow each other are one message. Thread-safe.
 */
final class PlanFanout {

  /** How long steps in a plan's life wait for the next, ms. */
  static final long LIFE_MS = 50;

  private final WatchThreads threads;
  private final Set<PlanWatch> watches = ConcurrentHashMap.newKeySet();
  private final AtomicInteger untold = new AtomicInteger();
  private final AtomicBoolean waiting = new AtomicBoolean();
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
    boolean same = view.state().present() && revision(view) == revision(latest);
    latest = view;
    if (!same) {
      begin();
    } else if (waiting.compareAndSet(false, true)) {
      var unused = threads.later().schedule(LIFE_MS, this::waited);
    }
  }

  private void waited() {
    waiting.set(false);
    begin();
  }

  private void begin() {
    if (untold.getAndIncrement() == 0) {
      threads.threads().execute(this::tell);
    }
  }

  /** Of the newest plan; 0 for none. */
  private static long revision(ContinuumView view) {
    List<Plan> plans = view.state().content().getPlansList();
    return plans.isEmpty() ? 0 : plans.getLast().getRevision();
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
