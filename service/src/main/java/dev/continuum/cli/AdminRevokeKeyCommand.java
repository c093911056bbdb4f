package dev.continuum.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code admin revoke-key}. */
@Command(
    name = "revoke-key",
    description = "Makes a key void, for good.",
    footer = {"", "Example:", "  ./continuum admin revoke-key 5f2d1c0a9b8e7f60"})
final class AdminRevokeKeyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "Of the key, as list-keys shows it.")
  private String id = "";

  @Mixin private AdminStore store = new AdminStore();
  @Mixin private Output output = new Output();

  AdminRevokeKeyCommand() {}

  @Override
  public Integer call() {
    boolean revoked =
        store.directory(
            directory -> {
              directory.revoke(id, AdminStore.ACTOR);
              return true;
            });
    JsonObject json = new JsonObject();
    json.addProperty("key", id);
    json.addProperty("revoked", revoked);
    output.result("Key " + id + " is void.\n", json);
    return Exit.OK;
  }
}
