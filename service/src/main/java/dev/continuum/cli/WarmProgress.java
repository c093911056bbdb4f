package dev.continuum.cli;

import java.io.PrintWriter;

/** Keeps one line of stderr up to date, on a terminal only. Not thread-safe. */
final class WarmProgress implements AutoCloseable {

  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean shown;
  private final int minutes;
  private String task = "";
  private int percent = -1;

  WarmProgress(PrintWriter err, int minutes) {
    this.err = err;
    this.minutes = minutes;
    shown = Terminal.isStderr();
  }

  /** Names what the next minutes belong to. */
  void start(String name) {
    task = name;
    percent = -1;
  }

  void minute(int done) {
    int now = done * 100 / minutes;
    if (shown && now != percent) {
      percent = now;
      err.print(CLEAR + task + "  " + now + " %");
      err.flush();
    }
  }

  @Override
  public void close() {
    if (shown) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
