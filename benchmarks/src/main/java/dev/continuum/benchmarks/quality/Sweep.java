package dev.continuum.benchmarks.quality;

import java.io.IOException;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Makes runs one after another and appends their rows. */
final class Sweep {

  /** How a run is made: here, or in a process of its own. */
  @FunctionalInterface
  interface Maker {
    Row make(Run run) throws IOException, InterruptedException;
  }

  private final Maker maker;
  private final boolean watched;

  /** With a progress bar on stderr if a person watches. */
  Sweep(Maker maker, boolean watched) {
    this.maker = maker;
    this.watched = watched;
  }

  /**
   * Makes the runs that the file does not hold.
   *
   * @return how many were made
   * @throws IOException if the file cannot be written
   * @throws InterruptedException if interrupted; rows so far are safe
   */
  int make(List<Run> runs, RowFile file) throws IOException, InterruptedException {
    List<Run> open = runs.stream().filter(run -> !file.holds(run.key())).toList();
    if (!watched) {
      for (Run run : open) {
        file.append(maker.make(run));
      }
      return open.size();
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("runs")
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(500)
            .setInitialMax(open.size())
            .build()) {
      for (Run run : open) {
        bar.setExtraMessage(run.instance().name() + " " + run.contender().name());
        file.append(maker.make(run));
        bar.step();
      }
    }
    return open.size();
  }
}
