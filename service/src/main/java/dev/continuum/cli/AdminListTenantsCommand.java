package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.proto.AdminServiceProto.Quota;
import dev.continuum.service.proto.AdminServiceProto.Tenant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code admin list-tenants}. */
@Command(
    name = "list-tenants",
    description = "Lists tenants with their quotas.",
    footer = {"", "Example:", "  ./continuum admin list-tenants --json"})
final class AdminListTenantsCommand implements Callable<Integer> {

  @Mixin private AdminStore store = new AdminStore();
  @Mixin private Output output = new Output();

  AdminListTenantsCommand() {}

  @Override
  public Integer call() {
    List<Tenant> tenants = store.directory(directory -> directory.tenants());
    TextTable table =
        new TextTable(
            "tenant ", "continua", "nodes", "groups", "solver s/min", "calls/s", "streams");
    for (Tenant tenant : tenants) {
      Quota quota = tenant.getQuota();
      table.row(
          tenant.getName(),
          limit((double) quota.getContinua()),
          limit((double) quota.getNodes()),
          limit((double) quota.getGroups()),
          limit(quota.getSolverSecondsPerMinute()),
          limit(quota.getCallsPerS()),
          limit((double) quota.getStreams()));
    }
    JsonObject json = new JsonObject();
    json.add("tenants", Json.array(tenants, Wire::json));
    output.result(table.toString(), json);
    return Exit.OK;
  }

  private static String limit(double value) {
    return value == 0 ? "-" : Json.number(value).toString();
  }
}
