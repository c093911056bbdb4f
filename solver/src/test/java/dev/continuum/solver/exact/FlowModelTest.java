package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Shared flows hold every placement, with all rows that the relaxation breaks. */
class FlowModelTest {

  private static final RandomProblems.Size SIZE = new RandomProblems.Size(4, 4, 8, 3, 1e6, 0);
  private static final SolveOptions OPTIONS = SolveOptions.DEFAULT.withSteps(30);
  private static final int MOST_COLUMNS = 3_000;

  private static Optional<CompiledPlacement> placed(CompiledProblem problem) {
    Search search =
        new Search(
            problem, OPTIONS, new Budget(OPTIONS, StopSignal.NEVER, System::nanoTime), event -> {});
    Greedy.constructionOnly().run(search);
    return search.allOnTime() ? search.incumbent() : Optional.empty();
  }

  private static double[] relaxed(FlowModel model) {
    try (FlowProgram program = FlowProgram.relaxation(model, "GLOP")) {
      return program.solve(() -> false) ? program.values() : new double[0];
    }
  }

  private static void holds(LinearModel model, double[] values, String what) {
    for (LinearModel.Row row : model.rows()) {
      double sum = 0;
      double size = 1;
      for (int i = 0; i < row.variables().length; i++) {
        sum += row.coefficients()[i] * values[row.variables()[i]];
        size = Math.max(size, Math.abs(row.coefficients()[i] * values[row.variables()[i]]));
      }
      assertThat(sum).as("%s, %s", what, row).isLessThanOrEqualTo(row.limit() + 1e-9 * size);
      if (row.equality()) {
        assertThat(sum).as("%s, %s", what, row).isGreaterThanOrEqualTo(row.limit() - 1e-9 * size);
      }
    }
  }

  @Test
  void placementsKeepAllRowsAndCostNoLess() {
    int cut = 0;
    int raised = 0;
    int started = 0;
    for (long seed = 0; seed < 1_000; seed++) {
      CompiledProblem problem = CompiledProblem.of(RandomProblems.random(SIZE, seed));
      Optional<List<Column>> columns = Columns.enumerate(problem, MOST_COLUMNS);
      Optional<CompiledPlacement> placement = placed(problem);
      if (columns.isEmpty() || placement.isEmpty() || problem.anyDivisible()) {
        continue;
      }
      FlowModel model = new FlowModel(problem, AlikeGroups.of(problem, columns.get()));
      double first = Double.NaN;
      double last = Double.NaN;
      for (int round = 0; round < 4; round++) {
        double[] relaxed = relaxed(model);
        if (relaxed.length == 0) {
          break;
        }
        last = Terms.product(model.objective(), relaxed);
        first = round == 0 ? last : first;
        cut += model.cut(relaxed);
      }
      double[] start = FlowStart.of(model, placement.get());
      if (start.length > 0) {
        started++;
        holds(model.model, start, "seed " + seed);
        double cost = placement.get().score().costMicros();
        assertThat(Terms.product(model.objective(), start)).isLessThanOrEqualTo(cost + 1e-3);
        assertThat(last).isLessThanOrEqualTo(cost * (1 + 1e-6) + 1);
        raised += last > first * (1 + 1e-6) ? 1 : 0;
      }
    }
    assertThat(started).isGreaterThan(100);
    assertThat(cut).isGreaterThan(30);
    assertThat(raised).isGreaterThan(10);
  }
}
