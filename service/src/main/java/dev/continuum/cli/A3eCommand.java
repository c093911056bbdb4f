package dev.continuum.cli;

import dev.continuum.model.PlacementProblem;
import dev.continuum.simulator.a3e.A3eEvaluation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code a3e}: A3-E's evaluation, repeated in simulation. */
@Command(
    name = "a3e",
    description = {
      "Repeats the evaluation of A3-E in simulation: a page and its plots.",
      "",
      "Latency against clients at once, two thousand requests of one phone, and deployment from",
      "nothing; beside each published finding stands what came out."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum a3e datasets/a3e-testbed.yaml --directory docs",
      "",
      "Exit codes: 0 done, 2 wrong usage or invalid input."
    })
final class A3eCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PROBLEM", description = "The testbed: datasets/a3e-testbed.yaml.")
  private String problem = "";

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Write the page and its plots to DIR. Default: the page only, to stdout.")
  private Optional<String> directory = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all chance. Default: 1.")
  private long seed = 1;

  @Mixin private Output output = new Output();

  A3eCommand() {}

  @Override
  public Integer call() {
    var unused = output.file();
    Optional<Path> into = directory.map(SeriesFiles::directory);
    PlacementProblem testbed = Source.read(problem).validProblem();
    output.note("Three experiments; this takes about a minute.");
    Map<String, String> files = new A3eEvaluation(testbed, seed).run();
    into.ifPresent(
        path -> files.forEach((name, text) -> Output.write(path.resolve(name), text)));
    JsonArray names = new JsonArray();
    files.keySet().forEach(names::add);
    JsonObject json = new JsonObject();
    json.add("files", names);
    output.result(
        into.isPresent()
            ? String.join("\n", files.keySet()) + "\n"
            : files.getOrDefault("a3e-evaluation.md", ""),
        json);
    return Exit.OK;
  }
}
