package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.Level;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.coding.Decoder;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
import org.junit.jupiter.api.Test;

/** Opening and improvement call by call, as backends of a search. */
class CallOpeningTest {

  private static final Backend NOBODY =
      search -> {
        throw new AssertionError("Left to another");
      };

  @Test
  void stepsAndSeedGiveTheSameAnswerAndABoundBelowIt() {
    for (long seed = 0; seed < 3; seed++) {
      PlacementProblem problem = Town.drawn(seed);
      Search once = searched(problem, seed);
      Search again = searched(problem, seed);
      CompiledPlacement found = once.incumbent().orElseThrow();
      Placement placement = Decoder.decode(once.problem(), found);
      assertThat(placement)
          .isEqualTo(Decoder.decode(again.problem(), again.incumbent().orElseThrow()));
      assertThat(once.bound(Level.COST)).isEqualTo(again.bound(Level.COST));
      assertThat(once.bound(Level.COST).micros())
          .isPositive()
          .isLessThanOrEqualTo(found.score().costMicros());
      Evaluation evaluation = PlacementEvaluator.evaluate(problem, placement);
      assertThat(evaluation.score()).isEqualTo(found.score());
    }
  }

  private static Search searched(PlacementProblem problem, long seed) {
    SolveOptions options = SolveOptions.DEFAULT.withSteps(400).withSeed(seed);
    Search search =
        new Search(
            CompiledProblem.of(problem),
            options,
            new Budget(options, StopSignal.NEVER, System::nanoTime),
            SolveListener.NONE);
    new CallOpening(NOBODY).run(search);
    new CallImprovement(NOBODY).run(search);
    return search;
  }
}
