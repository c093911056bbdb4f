package dev.continuum.cli;

import dev.continuum.datasets.importer.GeneralisedAssignment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import gap}: generalised assignment. */
@Command(
    name = "gap",
    description = {
      "Reads generalised assignment instances, to be minimised.",
      "",
      "A file holds one instance, or as in OR-Library their number and then each of them."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum import gap a05100.txt -o a05100.yaml",
      "  ./continuum import gap gap1.txt --instance 3 -o gap1-3.yaml"
    })
final class ImportGapCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The instance.")
  private String file = "";

  @Option(
      names = "--instance",
      paramLabel = "N",
      description = "Which one of a file of several. Default: the first.")
  private Optional<Integer> instance = Optional.empty();

  @Mixin private Output output = new Output();

  ImportGapCommand() {}

  @Override
  public Integer call() {
    if (instance.orElse(1) < 1) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "The option --instance must be at least 1.", "Try: ./continuum import gap --help"));
    }
    GeneralisedAssignment importer =
        instance.map(GeneralisedAssignment::instance).orElseGet(GeneralisedAssignment::first);
    return ProblemOutput.imported(
        file, output, List.of(), () -> importer.read(Source.existing(file)));
  }
}
