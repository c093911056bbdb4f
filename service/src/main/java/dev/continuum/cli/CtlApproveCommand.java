package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ctl approve}. */
@Command(
    name = "approve",
    description = {"Approves a proposed plan: it is applied."},
    footer = {"", "Example:", "  ./continuum ctl approve city 3"})
final class CtlApproveCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "REVISION", description = "Of the plan, as plans shows it.")
  private long revision = 0;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlApproveCommand() {}

  @Override
  public Integer call() {
    return connection.continua(
        service -> {
          var unused =
              service.approvePlan(
                  ApprovePlanRequest.newBuilder().setName(name).setRevision(revision).build());
          JsonObject json = new JsonObject();
          json.addProperty("approved", revision);
          output.result("Plan " + revision + " is approved.\n", json);
          return Exit.OK;
        });
  }
}
