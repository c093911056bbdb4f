package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.proto.AdminServiceProto.Tenant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code admin create-tenant}. */
@Command(
    name = "create-tenant",
    description = "Adds a tenant, without limits until a quota is set.",
    footer = {"", "Example:", "  ./continuum admin create-tenant acme"})
final class AdminCreateTenantCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "Letters, digits, dots, hyphens, underscores.")
  private String name = "";

  @Mixin private AdminStore store = new AdminStore();
  @Mixin private Output output = new Output();

  AdminCreateTenantCommand() {}

  @Override
  public Integer call() {
    boolean made =
        store.directory(
            directory -> {
              directory.create(Tenant.newBuilder().setName(name).build(), AdminStore.ACTOR);
              return true;
            });
    JsonObject json = new JsonObject();
    json.addProperty("tenant", name);
    json.addProperty("created", made);
    output.result("Tenant " + name + " is there.\n", json);
    return Exit.OK;
  }
}
