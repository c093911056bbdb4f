package dev.continuum.benchmarks;

import java.io.IOException;
import org.openjdk.jmh.Main;

/** The command {@code ./continuum bench}: runs the micro benchmarks that its arguments select. */
public final class BenchCommand {
  private BenchCommand() {}

  /**
   * Hands the arguments to JMH.
   *
   * @param args JMH's own, for example a regular expression over benchmark names
   * @throws IOException if JMH cannot write its result
   */
  public static void main(String[] args) throws IOException {
    Main.main(args);
  }
}
