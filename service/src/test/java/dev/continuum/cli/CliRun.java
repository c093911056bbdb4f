package dev.continuum.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** One run of the command line inside this JVM. */
record CliRun(int exit, String out, String err) {

  static final Path DATASETS = Path.of("..", "datasets").toAbsolutePath().normalize();
  static final String TUTORIAL = DATASETS.resolve("tutorial.yaml").toString();
  static final String TESTBED = DATASETS.resolve("a3e-testbed.yaml").toString();

  static CliRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exit =
        ContinuumCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words);
    return new CliRun(exit, out.toString(), err.toString());
  }

  JsonObject json() {
    return JsonParser.parseString(out).getAsJsonObject();
  }
}
