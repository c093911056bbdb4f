package dev.continuum.cli;

import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import dev.continuum.service.proto.EvaluationProto.SolveBudget;
import dev.continuum.service.proto.PlacementServiceProto.WhatIfRequest;
import dev.continuum.service.proto.PlacementServiceProto.WhatIfResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ctl whatif}. */
@Command(
    name = "whatif",
    description = {
      "Plans a fork of a continuum with changes, and tells what would differ. Stores nothing.",
      "",
      "Exit code 3 if no placement of it exists, 4 if none was found in time."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum ctl whatif city --node edge=down",
      "  ./continuum ctl whatif city patches.yaml --time 2s --json",
      "  ./continuum ctl whatif city --node edge=down --repair"
    })
final class CtlWhatIfCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Patches, as of patch.")
  private Optional<String> file = Optional.empty();

  @Option(
      names = "--time",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Plan for at most this long. Default: 5s.")
  private Duration time = Duration.ofSeconds(5);

  @Option(
      names = "--repair",
      description =
          "Only repair the running plan, at once, and tell what that changes of it: what a large"
              + " continuum needs. What no repair covers is planned as without it.")
  private boolean repair;

  @Mixin private PatchOptions patches = new PatchOptions();

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlWhatIfCommand() {}

  @Override
  public Integer call() {
    List<Patch> changes = patches.patches(file);
    return connection.client(
        client -> {
          WhatIfResponse answer =
              client
                  .placement()
                  .withDeadlineAfter(connection.timeout().toMillis(), TimeUnit.MILLISECONDS)
                  .whatIf(
                      WhatIfRequest.newBuilder()
                          .setContinuum(name)
                          .addAllPatches(changes)
                          .setRepair(repair)
                          .setBudget(
                              SolveBudget.newBuilder().setTimeLimitMs((double) time.toMillis()))
                          .build());
          output.result(WhatIfText.of(answer), Wire.json(answer));
          if (answer.hasRepair()) {
            return answer.getRepair().getFeasible() ? Exit.OK : Exit.NOTHING_FOUND;
          }
          return switch (answer.getAnswer().getStatus()) {
            case SOLVE_STATUS_INFEASIBLE -> Exit.INFEASIBLE;
            case SOLVE_STATUS_UNKNOWN -> Exit.NOTHING_FOUND;
            default -> Exit.OK;
          };
        });
  }
}
