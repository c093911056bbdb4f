package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ctl pause}. */
@Command(
    name = "pause",
    description = {"Keeps the plan as it is, whatever changes, until resumed."},
    footer = {"", "Example:", "  ./continuum ctl pause city"})
final class CtlPauseCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlPauseCommand() {}

  @Override
  public Integer call() {
    return connection.continua(
        service -> {
          var unused =
              service.pausePlanning(PausePlanningRequest.newBuilder().setName(name).build());
          JsonObject json = new JsonObject();
          json.addProperty("paused", true);
          output.result(name + " is paused.\n", json);
          return Exit.OK;
        });
  }
}
