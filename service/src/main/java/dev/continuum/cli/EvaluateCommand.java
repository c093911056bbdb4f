package dev.continuum.cli;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.placement.Placement;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evaluate}: what the oracle says of a placement. */
@Command(
    name = "evaluate",
    description = {
      "Judges a placement: rules, latency, batteries, loads and cost.",
      "",
      "The judge is independent of every solver, so placements from anywhere are judged alike.",
      "Broken rules come first."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum evaluate datasets/tutorial.yaml placement.yaml",
      "  ./continuum evaluate datasets/tutorial.yaml placement.yaml --json -o evaluation.json",
      "",
      "Exit codes: 0 every rule holds, 2 wrong usage or invalid input, 3 a rule is broken."
    })
final class EvaluateCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "PROBLEM", description = "Problem file; - for stdin.")
  private String problem = "";

  @Parameters(index = "1", paramLabel = "PLACEMENT", description = "Placement file; - for stdin.")
  private String placement = "";

  @Option(
      names = "--current",
      paramLabel = "PLACEMENT",
      description = "The running placement, against which changes count.")
  private Optional<String> current = Optional.empty();

  @Mixin private Output output = new Output();

  EvaluateCommand() {}

  @Override
  public Integer call() {
    var unused = output.file();
    PlacementProblem asked = Source.read(problem).validProblem();
    Placement judged = Source.read(placement).placement(asked);
    if (current.isPresent()) {
      asked = asked.withCurrent(Source.read(current.get()).placement(asked));
    }
    Evaluation evaluation = PlacementEvaluator.evaluate(asked, judged);
    String title = Summary.title(asked);
    String verdict =
        evaluation.score().feasible()
            ? "every rule holds"
            : evaluation.broken().size() + " of its rules broken";
    output.result(
        title
            + ": "
            + verdict
            + ", "
            + EvaluationText.headline(asked, evaluation)
            + "\n\n"
            + EvaluationText.broken(evaluation.broken())
            + new EvaluationText(asked, evaluation),
        EvaluationJson.of(asked, evaluation));
    return evaluation.score().feasible() ? Exit.OK : Exit.INFEASIBLE;
  }
}
