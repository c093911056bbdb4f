package dev.continuum.cli;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.ReconfigurationEvaluation;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.validation.PlacementValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code diff}: what one placement does that another does not. */
@Command(
    name = "diff",
    description = {
      "Compares two placements of a problem, or two problems with a placement each.",
      "",
      "Prints what changes from the first to the second: cost by term, latency, nodes, warm"
          + " instances, batteries, rules broken or mended, and the steps from one to the other."
    },
    customSynopsis = {
      "continuum diff [--json] [-o FILE] PROBLEM BEFORE AFTER",
      "continuum diff [--json] [-o FILE] PROBLEM BEFORE PROBLEM AFTER"
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum diff datasets/tutorial.yaml monday.yaml tuesday.yaml",
      "  ./continuum diff small.yaml placed.yaml large.yaml placed.yaml --json",
      "",
      "Exit codes: 0 compared, equal or not; 2 wrong usage or invalid input."
    })
final class DiffCommand implements Callable<Integer> {

  @Parameters(
      arity = "3..4",
      paramLabel = "FILE",
      description = "Problem, placement before, placement after; or problem and placement twice.")
  private List<String> files = new ArrayList<>();

  @Mixin private Output output = new Output();

  DiffCommand() {}

  @Override
  public Integer call() {
    var unused = output.file();
    PlacementProblem problemBefore = Source.read(files.get(0)).validProblem();
    Placement before = Source.read(files.get(1)).placement(problemBefore);
    PlacementProblem problemAfter =
        files.size() == 4 ? Source.read(files.get(2)).validProblem() : problemBefore;
    Placement after = Source.read(files.getLast()).placement(problemAfter);
    Evaluation was = PlacementEvaluator.evaluate(problemBefore, before);
    Evaluation is = PlacementEvaluator.evaluate(problemAfter, after);
    Difference difference = new Difference(was, is, steps(problemAfter, before, after));
    output.result(difference.toString(), difference.json());
    return Exit.OK;
  }

  /** What leads from one placement to the other, if the new problem knows what the old one has. */
  private static Optional<ReconfigurationEvaluation> steps(
      PlacementProblem problem, Placement before, Placement after) {
    return PlacementValidator.validate(problem, before).isEmpty()
        ? Optional.of(
            PlacementEvaluator.evaluate(problem.withCurrent(before), after).reconfiguration())
        : Optional.empty();
  }
}
