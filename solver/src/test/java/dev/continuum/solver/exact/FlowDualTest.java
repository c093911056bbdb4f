package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.SolveEvent;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.volume.Town;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Duals of linear programs, by three solvers, as certificates. */
class FlowDualTest {

  private static final SolveOptions OPTIONS = SolveOptions.DEFAULT.withSteps(400);

  /** OR-Tools 9.15 gives values of rows for HiGHS's duals: a bound all the same, if a low one. */
  private static final Set<String> HAVE_DUALS = Set.of("GLOP", "PDLP");

  @ParameterizedTest
  @ValueSource(strings = {"GLOP", "PDLP", "HIGHS_LP"})
  void theirCertificateHoldsAndIsWorthTheProgram(String solver) {
    for (long seed = 0; seed < 6; seed++) {
      CompiledProblem problem = CompiledProblem.of(Town.hamlet(seed));
      List<Long> bounds = new ArrayList<>();
      Search search =
          new Search(
              problem,
              OPTIONS,
              new Budget(OPTIONS, StopSignal.NEVER, System::nanoTime),
              event -> {
                if (event instanceof SolveEvent.BoundImproved improved
                    && improved.bound().kind() == BoundKind.DUAL) {
                  bounds.add(improved.bound().micros());
                }
              });
      Greedy.constructionOnly().run(search);
      FlowModels models = new FlowModels(0, 0);
      FlowModel model = models.of(search).orElseThrow();
      double value;
      try (FlowProgram program = FlowProgram.relaxation(model, "GLOP")) {
        assertThat(program.solve(() -> false)).isTrue();
        value = program.value();
      }
      new FlowSearch(models, 0.5).run(search);
      new FlowDual(models, solver).run(search);
      assertThat(bounds).isNotEmpty();
      if (HAVE_DUALS.contains(solver)) {
        assertThat((double) bounds.getFirst()).isGreaterThan(0.999 * value);
      }
      assertThat((double) bounds.getLast())
          .isLessThanOrEqualTo((double) search.incumbent().orElseThrow().score().costMicros());
    }
  }
}
