package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ctl delete}. */
@Command(
    name = "delete",
    description = {"Forgets a continuum. What it runs stays as it is."},
    footer = {"", "Example:", "  ./continuum ctl delete city"})
final class CtlDeleteCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlDeleteCommand() {}

  @Override
  public Integer call() {
    return connection.continua(
        service -> {
          var unused =
              service.deleteContinuum(DeleteContinuumRequest.newBuilder().setName(name).build());
          JsonObject json = new JsonObject();
          json.addProperty("deleted", name);
          output.result("Deleted " + name + ".\n", json);
          return Exit.OK;
        });
  }
}
