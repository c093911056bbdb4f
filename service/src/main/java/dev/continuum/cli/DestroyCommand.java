package dev.continuum.cli;

import dev.continuum.actuation.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code destroy}: removes what apply made. */
@Command(
    name = "destroy",
    description = "Removes from the platforms of a targets file what its owner has there.",
    footer = {
      "",
      "Example:",
      "  ./continuum destroy --targets targets.yaml --yes",
      "",
      "Exit codes: 0 removed or nothing to do, 1 failed, 2 wrong usage, 5 changes pending",
      "(--dry-run)."
    })
final class DestroyCommand implements Callable<Integer> {

  @Mixin private Application application = new Application();

  DestroyCommand() {}

  @Override
  public Integer call() {
    TargetsFile file = application.targets();
    return application.run(file, Plan.nothing(file.owner(), file.nodes()), false);
  }
}
