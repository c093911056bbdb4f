package dev.continuum.cli;

import com.google.gson.JsonElement;
import dev.continuum.datasets.file.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options --json and -o of every command, and the only way to its result. */
final class Output {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--json",
      description = "Print JSON instead of text; docs/cli.md lists every key.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Write to FILE, in one step and only on success; a name that ends in .json gets JSON.")
  private Optional<String> file = Optional.empty();

  /** Whether the result on stdout is JSON. */
  boolean json() {
    return json;
  }

  /** Where -o points, checked before any work is done for it. */
  Optional<Path> file() {
    return file.map(Output::writable);
  }

  /** Prints the result to stdout, or to -o if there is one. */
  void result(String text, JsonElement asJson) {
    Optional<Path> path = file();
    boolean wanted = json || path.map(each -> each.toString().endsWith(".json")).orElse(false);
    String result = wanted ? Json.text(asJson) : text;
    if (path.isPresent()) {
      write(path.get(), result);
    } else {
      print(result);
    }
  }

  /** Prints to stdout. */
  void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  /** Prints to stderr. */
  void note(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  /** Replaces a file in one step. */
  static void write(Path path, String text) {
    try {
      AtomicFile.write(path, text);
    } catch (IOException e) {
      throw new InvalidInputException(
          Finding.ofFile(
              "output.unwritable",
              path.toString(),
              "The file cannot be written: " + Failures.reason(e) + ".",
              "Maybe its disk or permissions."));
    }
  }

  static Path writable(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (java.nio.file.InvalidPathException e) {
      throw fault(name, "This is not the name of a file.", "Maybe quote it.");
    }
    if (name.isEmpty() || Files.isDirectory(path)) {
      throw fault(name, "This is a directory, not a file.", "Maybe name a file in it.");
    }
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw fault(name, "Its directory does not exist.", "Maybe create it first: mkdir -p.");
    }
    if (Files.exists(path) ? !Files.isWritable(path) : !Files.isWritable(parent)) {
      throw fault(name, "It cannot be written.", "Maybe change its permissions.");
    }
    return path;
  }

  private static InvalidInputException fault(String name, String message, String remedy) {
    return new InvalidInputException(Finding.ofFile("output.unwritable", name, message, remedy));
  }
}
