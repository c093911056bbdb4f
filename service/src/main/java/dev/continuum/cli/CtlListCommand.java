package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.proto.ContinuumProto.Continuum;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ctl list}. */
@Command(
    name = "list",
    description = {"Lists the continua of the tenant."},
    footer = {"", "Example:", "  ./continuum ctl list"})
final class CtlListCommand implements Callable<Integer> {

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlListCommand() {}

  @Override
  public Integer call() {
    return connection.continua(
        service -> {
          List<Continuum> all = new ArrayList<>();
          String page = "";
          do {
            var answer =
                service.listContinua(ListContinuaRequest.newBuilder().setPageToken(page).build());
            all.addAll(answer.getContinuaList());
            page = answer.getNextPageToken();
          } while (!page.isEmpty());
          TextTable table =
              new TextTable("name ", "nodes", "groups", "declared", "plan", "applied", "state ");
          for (Continuum each : all) {
            table.row(
                each.getName(),
                Integer.toString(each.getNodes()),
                Integer.toString(each.getGroups()),
                Long.toString(each.getRevisions().getDeclared()),
                Long.toString(each.getRevisions().getPlan()),
                Long.toString(each.getAppliedPlan()),
                ContinuumText.state(each));
          }
          JsonObject json = new JsonObject();
          json.add("continua", Json.array(all, Wire::json));
          output.result(table.toString(), json);
          return Exit.OK;
        });
  }
}
