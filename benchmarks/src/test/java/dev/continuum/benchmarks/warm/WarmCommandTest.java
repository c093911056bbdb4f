package dev.continuum.benchmarks.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.benchmarks.BenchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WarmCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aTraceIsARowOfShares() {
    assertThat(run("--kinds", "timers,bursty", "--functions", "4", "--minutes", "240")).isZero();

    assertThat(out.toString())
        .contains("| trace | fixed 2 min |", "| timers, 1 | ", "| bursty, 1 | ");
    assertThat(out.toString().lines()).hasSize(4);
  }

  @Test
  void whatIsOutOfRangeIsNamedWithItsValue() {
    assertThat(run("--functions", "0")).isEqualTo(2);
    assertThat(run("--minutes", "7")).isEqualTo(2);

    assertThat(err.toString())
        .contains("--functions (0) must be from 1 to 10000.", "--minutes (7) must be from 120 to")
        .doesNotContain("Exception");
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... options) {
    String[] line = new String[options.length + 1];
    line[0] = "warm";
    System.arraycopy(options, 0, line, 1, options.length);
    return BenchCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(line);
  }
}
