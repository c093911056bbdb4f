package dev.continuum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code validate}: every issue of a file, or none. */
@Command(
    name = "validate",
    description = {
      "Lists everything that is wrong with a problem, or with a placement of it.",
      "",
      "Each issue has its place in the file, a stable code, and what would probably help."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum validate datasets/tutorial.yaml",
      "  ./continuum validate datasets/tutorial.yaml placement.yaml --json",
      "",
      "Exit codes: 0 valid, 2 invalid."
    })
final class ValidateCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "PROBLEM", description = "Problem file; - for stdin.")
  private String problem = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PLACEMENT",
      description = "A placement of it.")
  private Optional<String> placement = Optional.empty();

  @Mixin private Output output = new Output();

  ValidateCommand() {}

  @Override
  public Integer call() {
    var unused = output.file();
    PlacementProblem asked = Source.read(problem).validProblem();
    Optional<Placement> of = placement.map(each -> Source.read(each).placement(asked));
    String words =
        Summary.of(asked)
            + of.map(each -> " " + Figures.count(each.routes().size(), "route") + ".").orElse("");
    JsonObject json = new JsonObject();
    json.add("issues", new JsonArray());
    json.add("problem", Summary.json(asked));
    output.result("Valid. " + words + "\n", json);
    return Exit.OK;
  }
}
