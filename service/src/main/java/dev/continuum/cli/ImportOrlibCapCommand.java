package dev.continuum.cli;

import dev.continuum.datasets.importer.OrLibraryCap;
import dev.continuum.model.workload.Splitting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import orlib-cap}: warehouse location of OR-Library. */
@Command(
    name = "orlib-cap",
    description =
        "Reads warehouse location instances of OR-Library (cap41 to cap134, capa to capc).",
    footer = {
      "",
      "Examples:",
      "  ./continuum import orlib-cap cap41.txt -o cap41.yaml",
      "  ./continuum import orlib-cap capa.txt --capacity 8000 --single-source -o capa.yaml"
    })
final class ImportOrlibCapCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The instance.")
  private String file = "";

  @Option(
      names = "--single-source",
      description = "One warehouse for each customer. Default: customers may be split.")
  private boolean singleSource;

  @Option(
      names = "--capacity",
      paramLabel = "N",
      description = "What the word \"capacity\" in the file stands for.")
  private Optional<Double> capacity = Optional.empty();

  @Mixin private Output output = new Output();

  ImportOrlibCapCommand() {}

  @Override
  public Integer call() {
    OrLibraryCap importer = OrLibraryCap.of(singleSource ? Splitting.WHOLE : Splitting.DIVISIBLE);
    double given = capacity.orElse(1.0);
    if (!(given > 0) || Double.isInfinite(given)) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "The option --capacity (" + given + ") must be positive.",
              "Try: ./continuum import orlib-cap --help"));
    }
    OrLibraryCap chosen = capacity.isPresent() ? importer.withCapacity(given) : importer;
    return ProblemOutput.imported(
        file, output, List.of(), () -> chosen.read(Source.existing(file)));
  }
}
