package dev.continuum.cli;

import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ctl rollback}. */
@Command(
    name = "rollback",
    description = {"Publishes an earlier plan again and pauses planning until resumed."},
    footer = {"", "Example:", "  ./continuum ctl rollback city 2"})
final class CtlRollbackCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "REVISION", description = "Of the earlier plan.")
  private long revision = 0;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlRollbackCommand() {}

  @Override
  public Integer call() {
    return connection.continua(
        service -> {
          RollbackPlanResponse answer =
              service.rollbackPlan(
                  RollbackPlanRequest.newBuilder().setName(name).setRevision(revision).build());
          output.result(
              "Plan " + answer.getPlanRevision() + " repeats plan " + revision + "; paused.\n",
              Wire.json(answer));
          return Exit.OK;
        });
  }
}
