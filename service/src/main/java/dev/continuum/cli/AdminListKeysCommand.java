package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.proto.AdminServiceProto.Key;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code admin list-keys}. */
@Command(
    name = "list-keys",
    description = "Lists keys of a tenant, or of admins, without their secrets.",
    footer = {"", "Example:", "  ./continuum admin list-keys --tenant acme"})
final class AdminListKeysCommand implements Callable<Integer> {

  @Option(names = "--tenant", paramLabel = "NAME", description = "Whose. Default: admins'.")
  private String tenant = "";

  @Mixin private AdminStore store = new AdminStore();
  @Mixin private Output output = new Output();

  AdminListKeysCommand() {}

  @Override
  public Integer call() {
    List<Key> keys = store.directory(directory -> directory.keys(tenant));
    TextTable table = new TextTable("id ", "role ", "subject ", "state ");
    for (Key key : keys) {
      table.row(
          key.getId(),
          Roles.text(key.getRole()),
          key.getSubject(),
          key.getRevoked() ? "void" : "valid");
    }
    JsonObject json = new JsonObject();
    json.add("keys", Json.array(keys, Wire::json));
    output.result(table.toString(), json);
    return Exit.OK;
  }
}
