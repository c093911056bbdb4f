package dev.continuum.cli;

import dev.continuum.datasets.importer.EdgeUserAllocation;
import dev.continuum.model.PlacementProblem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code import eua}: sites and users of the EUA data sets around an application. */
@Command(
    name = "eua",
    description = {
      "Turns sites into edges and users into client groups, around an application.",
      "",
      "The application is a valid problem file with one edge node, the pattern of every site, and"
          + " groups that are patterns of users; datasets/apps/ar.yaml is one."
    },
    footer = {
      "",
      "Example:",
      "  ./continuum import eua --sites datasets/eua/site-optus-melbCBD.csv --users"
          + " datasets/eua/users-melbcbd-generated.csv --app datasets/apps/ar.yaml -o melbourne.yaml"
    })
final class ImportEuaCommand implements Callable<Integer> {

  @Option(
      names = "--sites",
      required = true,
      paramLabel = "CSV",
      description = "Sites, with SITE_ID, LATITUDE and LONGITUDE.")
  private String sites = "";

  @Option(
      names = "--users",
      required = true,
      paramLabel = "CSV",
      description = "Users, with Latitude and Longitude.")
  private String users = "";

  @Option(
      names = "--app",
      required = true,
      paramLabel = "FILE|NAME",
      description = "The application: " + Sketch.HELP)
  private String app = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the problem. Default: ${DEFAULT-VALUE}.",
      defaultValue = "eua")
  private String name = "eua";

  @Mixin private Output output = new Output();

  ImportEuaCommand() {}

  @Override
  public Integer call() {
    PlacementProblem pattern = Sketch.read(app);
    return ProblemOutput.imported(
        sites,
        output,
        List.of(),
        () ->
            EdgeUserAllocation.around(pattern)
                .read(name, Source.existing(sites), Source.existing(users)));
  }
}
