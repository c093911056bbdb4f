package dev.continuum.cli;

import dev.continuum.simulator.SimulationListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** On a terminal keeps one line of stderr up to date, and hands rows on to files. */
final class VirtualProgress implements SimulationListener, AutoCloseable {

  private static final String CLEAR = "\r\u001b[K";
  private static final long LEAST_NANOS = 200_000_000;

  private final Optional<PrintWriter> err;
  private final double seconds;
  private final Optional<SeriesFiles> series;
  private long shown = System.nanoTime();
  private boolean drawn;

  private VirtualProgress(
      Optional<PrintWriter> err, double seconds, Optional<SeriesFiles> series) {
    this.err = err;
    this.seconds = seconds;
    this.series = series;
  }

  /** Draws on stderr if that is a terminal. */
  static VirtualProgress on(
      PrintWriter err, Duration measured, Optional<SeriesFiles> series) {
    return new VirtualProgress(
        Terminal.isStderr() ? Optional.of(err) : Optional.empty(),
        measured.toNanos() / 1e9 * 1.1,
        series);
  }

  @Override
  public void progress(Duration at, long events) {
    long now = System.nanoTime();
    if (err.isPresent() && now - shown >= LEAST_NANOS) {
      shown = now;
      drawn = true;
      double virtual = at.toNanos() / 1e9;
      err.get()
          .print(
              CLEAR
                  + String.format(
                      Locale.ROOT,
                      "simulated %.0f of %.0f s  %,d events",
                      virtual,
                      seconds,
                      events));
      err.get().flush();
    }
  }

  @Override
  public void sample(AppSample sample) {
    series.ifPresent(files -> files.add(sample));
  }

  @Override
  public void sample(FunctionSample sample) {
    series.ifPresent(files -> files.add(sample));
  }

  /** Removes the line. */
  void finish() {
    if (drawn) {
      drawn = false;
      err.ifPresent(
          each -> {
            each.print(CLEAR);
            each.flush();
          });
    }
  }

  @Override
  public void close() {
    finish();
  }
}
