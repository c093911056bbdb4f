package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.coding.Decoder;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NearOpeningTest {

  @Test
  void offersWhatTheOracleScoresAlike() {
    for (long seed = 0; seed < 3; seed++) {
      PlacementProblem problem = Town.drawn(seed);
      Search search = searched(problem, SolveOptions.DEFAULT);
      CompiledPlacement found = search.incumbent().orElseThrow();
      assertThat(
              PlacementEvaluator.evaluate(problem, Decoder.decode(search.problem(), found)).score())
          .isEqualTo(found.score());
      assertThat(found.score().unservedMicros()).isZero();
    }
  }

  @Test
  void withoutTimeServesNobody() {
    SolveOptions none = SolveOptions.DEFAULT.withTimeLimit(Duration.ofNanos(1));
    assertThat(searched(Town.drawn(0), none).incumbent())
        .hasValueSatisfying(found -> assertThat(found.score().unservedMicros()).isPositive());
  }

  private static Search searched(PlacementProblem problem, SolveOptions options) {
    Search search =
        new Search(
            CompiledProblem.of(problem),
            options,
            new Budget(options, StopSignal.NEVER, System::nanoTime),
            SolveListener.NONE);
    new NearOpening().run(search);
    return search;
  }
}
