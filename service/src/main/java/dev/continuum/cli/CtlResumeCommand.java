package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ctl resume}. */
@Command(
    name = "resume",
    description = {"Plans again after a pause or a rollback."},
    footer = {"", "Example:", "  ./continuum ctl resume city"})
final class CtlResumeCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlResumeCommand() {}

  @Override
  public Integer call() {
    return connection.continua(
        service -> {
          var unused =
              service.resumePlanning(ResumePlanningRequest.newBuilder().setName(name).build());
          JsonObject json = new JsonObject();
          json.addProperty("paused", false);
          output.result(name + " is planned again.\n", json);
          return Exit.OK;
        });
  }
}
