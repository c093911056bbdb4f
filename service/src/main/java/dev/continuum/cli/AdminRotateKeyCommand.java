package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.access.Directory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code admin rotate-key}. */
@Command(
    name = "rotate-key",
    description = "Replaces the secret of a key and prints its new token; the old one is void.",
    footer = {"", "Example:", "  ./continuum admin rotate-key 5f2d1c0a9b8e7f60"})
final class AdminRotateKeyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "Of the key, as list-keys shows it.")
  private String id = "";

  @Mixin private AdminStore store = new AdminStore();
  @Mixin private Output output = new Output();

  AdminRotateKeyCommand() {}

  @Override
  public Integer call() {
    Directory.Issued issued = store.directory(directory -> directory.rotate(id, AdminStore.ACTOR));
    JsonObject json = new JsonObject();
    json.add("key", Wire.json(issued.key()));
    json.addProperty("token", issued.token());
    output.result(issued.token() + "\n", json);
    return Exit.OK;
  }
}
