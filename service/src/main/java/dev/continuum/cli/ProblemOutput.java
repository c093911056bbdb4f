package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.ProblemValidator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How import and generate hand over a problem: to stdout, or to -o with a word on what it is. */
final class ProblemOutput {

  private ProblemOutput() {}

  /** What makes the problem; reads a file or nothing. */
  @FunctionalInterface
  interface Maker {
    PlacementProblem make() throws IOException;
  }

  /**
   * Makes the problem of a file and hands it over.
   *
   * @throws InvalidInputException if the file is at fault, or what comes of it is not valid
   */
  static int imported(String source, Output output, List<String> warnings, Maker maker) {
    var unused = output.file();
    PlacementProblem problem;
    try {
      problem = maker.make();
      ProblemValidator.requireValid(problem);
    } catch (InvalidProblemException e) {
      throw new InvalidInputException(
          e.issues().stream().map(issue -> Finding.of(issue, "")).toList());
    } catch (IOException e) {
      throw new InvalidInputException(
          Finding.ofFile(
              "file.unreadable",
              source,
              "The file cannot be read: " + Failures.reason(e) + ".",
              "Maybe its disk or permissions."));
    }
    warnings.forEach(output::note);
    return handedOver(problem, output, warnings);
  }

  /** Hands over a problem. */
  static int handedOver(PlacementProblem problem, Output output, List<String> warnings) {
    Optional<Path> file = output.file();
    if (file.isEmpty()) {
      output.print(output.json() ? ProblemFiles.toJson(problem) : ProblemFiles.toYaml(problem));
      return Exit.OK;
    }
    Path path = file.get();
    Output.write(
        path,
        path.toString().endsWith(".json")
            ? ProblemFiles.toJson(problem)
            : ProblemFiles.toYaml(problem));
    if (output.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("file", path.toString());
      json.add("problem", Summary.json(problem));
      json.add("warnings", Json.strings(warnings));
      output.print(Json.text(json));
    } else {
      output.print("Wrote " + path + ". " + Summary.of(problem) + "\n");
    }
    return Exit.OK;
  }
}
