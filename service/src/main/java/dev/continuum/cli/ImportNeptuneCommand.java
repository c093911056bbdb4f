package dev.continuum.cli;

import dev.continuum.datasets.importer.Imported;
import dev.continuum.datasets.importer.Neptune;
import dev.continuum.datasets.importer.NeptuneObjective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import neptune}: a request to NEPTUNE. */
@Command(
    name = "neptune",
    description = {
      "Reads a request to NEPTUNE, the JSON of neptune-mip; comments are allowed.",
      "",
      "Its running allocation becomes the current placement."
    },
    footer = {
      "",
      "Example:",
      "  ./continuum import neptune request.json --objective delay -o request.yaml"
    })
final class ImportNeptuneCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The request.")
  private String file = "";

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      description = "delay, utilization, delay_and_utilization, or as_filed, the default.")
  private NeptuneObjective objective = NeptuneObjective.AS_FILED;

  @Option(
      names = "--alpha",
      paramLabel = "SHARE",
      converter = Shares.class,
      description = "Weight of nodes against delay. Default: the file's, else 0.5.")
  private Optional<Double> alpha = Optional.empty();

  @Option(
      names = "--max-delays",
      description = "Let function_max_delays bind, as in the paper and unlike the program.")
  private boolean maxDelays;

  @Mixin private Output output = new Output();

  ImportNeptuneCommand() {}

  @Override
  public Integer call() {
    if (alpha.orElse(0.0) > 1) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "The option --alpha must be at most 1.", "Try: ./continuum import neptune --help"));
    }
    Neptune importer = Neptune.minimising(objective);
    importer = alpha.isPresent() ? importer.withAlpha(alpha.get()) : importer;
    Neptune chosen = maxDelays ? importer.enforcingMaxDelays() : importer;
    List<String> warnings = new ArrayList<>();
    return ProblemOutput.imported(
        file,
        output,
        warnings,
        () -> {
          Imported imported = chosen.read(Source.existing(file));
          warnings.addAll(imported.warnings());
          return imported.problem();
        });
  }
}
