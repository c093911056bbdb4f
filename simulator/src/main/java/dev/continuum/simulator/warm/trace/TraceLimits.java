package dev.continuum.simulator.warm.trace;

/**
 * How much a trace reader takes before it gives up, so that a hostile file cannot exhaust the
 * process.
 *
 * @param lineCharacters longest line
 * @param functions most rows
 * @param minutes most minute columns
 * @param callsPerMinute most calls of one function in a minute
 */
public record TraceLimits(int lineCharacters, int functions, int minutes, int callsPerMinute) {

  /** 4 M characters, 100,000 functions, four weeks, a hundred million calls. */
  public static final TraceLimits DEFAULT =
      new TraceLimits(4_000_000, 100_000, 28 * 1440, 100_000_000);

  /** Most cells that one trace may have in all: functions times minutes. */
  long cells() {
    return 200_000_000L;
  }
}
