package dev.continuum.cli;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.FunctionEvaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The library's quick start; README.md shows the marked region. */
final class QuickStart {

  private static final List<String> LINES = new ArrayList<>();

  private QuickStart() {}

  static List<String> lines() {
    return LINES;
  }

  static double run(Path root) throws IOException {
    // tag::quick-start[]
    PlacementProblem problem = ProblemFiles.read(root.resolve("datasets/tutorial.yaml"));
    SolveOptions options = SolveOptions.DEFAULT.withTimeLimit(Duration.ofSeconds(5)).withGap(0.01);

    SolveResult result = new PlacementSolver().solve(problem, options);

    return switch (result) {
      case SolveResult.Placed placed -> {
        Evaluation evaluation = placed.evaluation();
        for (FunctionEvaluation each : evaluation.functions()) {
          log(each.function() + " on " + each.node() + ": " + each.warmInstances() + " warm");
        }
        // What if nodes had half the memory? Any placement of any problem can be judged.
        PlacementProblem smaller = problem.toBuilder().eachNode(QuickStart::halved).build();
        Evaluation whatIf = PlacementEvaluator.evaluate(smaller, placed.placement());
        log(whatIf.since(evaluation).toString());
        yield evaluation.score().costMicros() / 1e6;
      }
      case SolveResult.Infeasible infeasible ->
          throw new IllegalStateException(infeasible.conflict().remedies().toString());
      case SolveResult.Unknown unknown ->
          throw new IllegalStateException("Nothing was found: " + unknown.limit());
    };
    // end::quick-start[]
  }

  private static Node halved(Node node) {
    Capacity capacity = node.capacity();
    return node.withCapacity(
        Capacity.of(capacity.cpu(), Memory.mebibytes(capacity.memory().mebibytes() / 2)));
  }

  private static void log(String line) {
    LINES.add(line);
  }
}
