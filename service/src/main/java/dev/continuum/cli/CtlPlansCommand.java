package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ctl plans}. */
@Command(
    name = "plans",
    description = {"Lists the plans that are kept, newest first."},
    footer = {"", "Example:", "  ./continuum ctl plans city"})
final class CtlPlansCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlPlansCommand() {}

  @Override
  public Integer call() {
    return connection.continua(
        service -> {
          List<Plan> all = new ArrayList<>();
          String page = "";
          do {
            var answer =
                service.listPlans(
                    ListPlansRequest.newBuilder().setName(name).setPageToken(page).build());
            all.addAll(answer.getPlansList());
            page = answer.getNextPageToken();
          } while (!page.isEmpty());
          JsonObject json = new JsonObject();
          json.add("plans", Json.array(all, Wire::json));
          output.result(PlanText.table(all), json);
          return Exit.OK;
        });
  }
}
