package dev.continuum.cli;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.Platform;
import dev.continuum.actuation.StateDirectory;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The option {@code --targets}: which platform serves each node. */
final class TargetOption {

  @Option(
      names = "--targets",
      paramLabel = "FILE",
      required = true,
      description = "Targets file: which platform serves each node; docs/actuation.md.")
  private String targets = "";

  TargetsFile file() {
    return TargetsFile.read(targets);
  }

  /** Asks each platform; false, and a note why, if one cannot be asked. */
  static boolean ask(TargetsFile file, Output output, Consumer<Platform> question) {
    try (Platforms platforms = new Platforms(file, StateDirectory.at(file.state()))) {
      platforms.all().forEach(question);
      return true;
    } catch (ActuationException e) {
      output.note(e.getMessage() + "\n  " + e.remedy());
      return false;
    }
  }
}
