package dev.continuum.solver.search;

import dev.continuum.solver.Limit;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time, steps and the caller's patience. Thread-safe. */
public final class Budget {

  private final LongSupplier nanoTime;
  private final long startNanos;
  private final long limitNanos;
  private final long mostSteps;
  private final StopSignal stop;
  private final AtomicLong steps = new AtomicLong();

  /** Starts counting now. */
  public Budget(SolveOptions options, StopSignal stop, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.limitNanos = saturated(options.timeLimit());
    this.mostSteps = options.steps().orElse(Long.MAX_VALUE);
    this.stop = stop;
  }

  /** Counts one search step. */
  public void step() {
    var unused = steps.incrementAndGet();
  }

  /** Search steps counted. */
  public long steps() {
    return steps.get();
  }

  /** Search steps left. */
  public long stepsLeft() {
    return Math.max(0, mostSteps - steps.get());
  }

  /** Whether answers must depend on steps alone. */
  public boolean stepLimited() {
    return mostSteps != Long.MAX_VALUE;
  }

  /** Since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
  }

  /** Until time runs out; zero if it has. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, limitNanos - (nanoTime.getAsLong() - startNanos)));
  }

  /** The limit that is reached, or NONE. */
  public Limit reached() {
    if (stop.stopped()) {
      return Limit.CANCELLED;
    }
    if (steps.get() >= mostSteps) {
      return Limit.STEPS;
    }
    return nanoTime.getAsLong() - startNanos >= limitNanos ? Limit.TIME : Limit.NONE;
  }

  private static long saturated(Duration duration) {
    return duration.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE / 4 : duration.toNanos();
  }
}
