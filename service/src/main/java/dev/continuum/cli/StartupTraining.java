package dev.continuum.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Runs the usual commands once, their output thrown away, so that the JVM can write its start-up
 * cache from what they loaded. Only the launcher calls this, after a build.
 */
final class StartupTraining {
  private StartupTraining() {}

  /**
   * Runs help and version, and a short solve if a problem is given.
   *
   * @param args the path of a small problem, or nothing
   */
  public static void main(String[] args) {
    List<List<String>> always = List.of(List.of("--version"), List.of("--help"));
    Stream.concat(
            always.stream(),
            Stream.of(args).map(problem -> List.of("solve", problem, "--time", "1s")))
        .forEach(StartupTraining::execute);
  }

  private static void execute(List<String> command) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    String[] args = command.toArray(String[]::new);
    CommandLine commandLine = ContinuumCommand.commandLineFor(args).setOut(nowhere).setErr(nowhere);
    int ignored = commandLine.execute(args);
  }
}
