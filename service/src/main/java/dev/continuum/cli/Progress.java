package dev.continuum.cli;

import dev.continuum.model.evaluation.Score;
import dev.continuum.solver.Bound;
import dev.continuum.solver.Level;
import dev.continuum.solver.SolveEvent;
import dev.continuum.solver.SolveListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Follows a solve: remembers when placements were found, and on a terminal keeps one line of stderr
 * up to date. Thread-safe.
 */
final class Progress implements SolveListener, AutoCloseable {

  private static final long TICK_MILLIS = 200;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final long startNanos = System.nanoTime();
  private final Optional<ScheduledExecutorService> ticker;
  private Optional<SolveEvent.IncumbentFound> first = Optional.empty();
  private Optional<SolveEvent.IncumbentFound> last = Optional.empty();
  private Optional<Bound> costBound = Optional.empty();
  private long steps;
  private boolean finished;

  private Progress(PrintWriter err, Optional<ScheduledExecutorService> ticker) {
    this.err = err;
    this.ticker = ticker;
    ticker.ifPresent(
        each -> {
          var unused =
              each.scheduleAtFixedRate(this::show, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        });
  }

  /** Draws on stderr if that is a terminal. */
  static Progress on(PrintWriter err) {
    return new Progress(
        err,
        Terminal.isStderr()
            ? Optional.of(
                Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("progress").factory()))
            : Optional.empty());
  }

  @Override
  public synchronized void on(SolveEvent event) {
    switch (event) {
      case SolveEvent.IncumbentFound found -> {
        first = first.or(() -> Optional.of(found));
        last = Optional.of(found);
      }
      case SolveEvent.BoundImproved improved -> {
        if (improved.bound().level() == Level.COST) {
          costBound = Optional.of(improved.bound());
        }
      }
      case SolveEvent.BackendFailed failed -> {
        // The log tells of it.
      }
      case SolveEvent.Finished finished -> steps = finished.steps();
    }
  }

  /** Since the call, until the first placement. */
  synchronized Optional<Duration> firstPlacement() {
    return first.map(SolveEvent.IncumbentFound::elapsed);
  }

  /** Since the call, until the last better placement. */
  synchronized Optional<Duration> lastPlacement() {
    return last.map(SolveEvent.IncumbentFound::elapsed);
  }

  /** What found the last better placement. */
  synchronized Optional<String> lastSource() {
    return last.map(SolveEvent.IncumbentFound::source);
  }

  /** Search steps taken. */
  synchronized long steps() {
    return steps;
  }

  /** Ends the line and removes it, so that the result can be printed. */
  void finish() {
    ticker.ifPresent(
        each -> {
          var unused = each.shutdownNow();
          synchronized (this) {
            finished = true;
            err.print(CLEAR);
            err.flush();
          }
        });
  }

  @Override
  public void close() {
    finish();
  }

  private synchronized void show() {
    if (finished) {
      return;
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    String line =
        Figures.seconds(elapsed)
            + last.map(found -> "  " + words(found.score())).orElse("  no placement yet")
            + costBound.map(bound -> "  bound " + Figures.cost(bound.micros())).orElse("")
            + last.map(found -> "  (" + found.source() + ")").orElse("");
    err.print(CLEAR + line.substring(0, Math.min(line.length(), 79)));
    err.flush();
  }

  private static String words(Score score) {
    return "cost "
        + Figures.cost(score.costMicros())
        + (score.unservedMicros() > 0 ? "  some unserved" : "")
        + (score.lateMicros() > 0 ? "  some late" : "");
  }
}
