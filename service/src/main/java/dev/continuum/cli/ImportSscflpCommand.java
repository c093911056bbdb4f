package dev.continuum.cli;

import dev.continuum.datasets.importer.SingleSourceLocation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code import sscflp}: single-source facility location. */
@Command(
    name = "sscflp",
    description = "Reads single-source location instances of Holmberg, Ronnqvist and Yuan.",
    footer = {"", "Example:", "  ./continuum import sscflp p1.txt -o p1.yaml"})
final class ImportSscflpCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The instance.")
  private String file = "";

  @Mixin private Output output = new Output();

  ImportSscflpCommand() {}

  @Override
  public Integer call() {
    return ProblemOutput.imported(
        file, output, List.of(), () -> SingleSourceLocation.read(Source.existing(file)));
  }
}
