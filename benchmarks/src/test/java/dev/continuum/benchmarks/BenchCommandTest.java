package dev.continuum.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every benchmark's command line answers. */
class BenchCommandTest {

  @Test
  void alone() {
    assertThat(version("--version")).matches("continuum \\S+\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quality", "replan", "suite", "micro"})
  void ofEachBenchmark(String name) {
    assertThat(version(name, "--version")).isEqualTo(version("--version"));
  }

  private static String version(String... args) {
    StringWriter out = new StringWriter();
    int exit = BenchCommand.commandLine().setOut(new PrintWriter(out, true)).execute(args);
    assertThat(exit).isZero();
    return out.toString();
  }
}
