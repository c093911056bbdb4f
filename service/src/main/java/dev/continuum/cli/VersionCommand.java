package dev.continuum.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code version}: what a bug report needs. */
@Command(
    name = "version",
    description = "Prints the version of this program, of Java and of the system.",
    footer = {"", "Example:", "  ./continuum version --json"})
final class VersionCommand implements Callable<Integer> {

  @Mixin private Output output = new Output();

  VersionCommand() {}

  @Override
  public Integer call() {
    JsonObject json = new JsonObject();
    json.addProperty("version", BuildVersion.number());
    json.addProperty("java", System.getProperty("java.version"));
    json.addProperty("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    output.result(BuildVersion.line() + "\n", json);
    return Exit.OK;
  }
}
