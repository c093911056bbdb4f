package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.volume.Town;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One model for all who ask. */
class FlowModelsTest {

  private static final SolveOptions OPTIONS = SolveOptions.DEFAULT.withSteps(400);

  private static Search search(long seed, StopSignal stop) {
    return new Search(
        CompiledProblem.of(Town.hamlet(seed)),
        OPTIONS,
        new Budget(OPTIONS, stop, System::nanoTime),
        event -> {});
  }

  @Test
  void whoAskAtOnceGetTheSame() {
    Search search = search(1, StopSignal.NEVER);
    Greedy.constructionOnly().run(search);
    FlowModels models = new FlowModels(0, 0);
    List<Optional<FlowModel>> made =
        Stream.generate(() -> models).limit(8).parallel().map(each -> each.of(search)).toList();
    assertThat(made).allMatch(Optional::isPresent);
    assertThat(made.stream().map(Optional::orElseThrow).distinct()).hasSize(1);
  }

  @Test
  void whoAsksTooEarlyMayAskAgainAndLateNobodyGetsOne() {
    AtomicBoolean stopped = new AtomicBoolean();
    Search search = search(1, stopped::get);
    FlowModels models = new FlowModels(0, 0);
    assertThat(models.of(search)).as("nothing is placed").isEmpty();
    Greedy.constructionOnly().run(search);
    assertThat(models.of(search)).isPresent();
    stopped.set(true);
    assertThat(models.of(search)).isEmpty();
  }

  @Test
  void programsOfInstancesLeaveCutsOut() {
    int lower = 0;
    for (long seed = 0; seed < 10; seed++) {
      Search search = search(seed, StopSignal.NEVER);
      Greedy.constructionOnly().run(search);
      Optional<FlowModel> model = new FlowModels(0, 0).of(search);
      if (model.isPresent() && model.get().uncut < model.get().model.rows().size()) {
        try (FlowProgram all = FlowProgram.relaxation(model.get(), "GLOP");
            FlowProgram some = FlowProgram.ofInstances(model.get())) {
          assertThat(all.solve(() -> false)).isTrue();
          assertThat(some.solve(() -> false)).isTrue();
          lower += some.value() < all.value() * (1 - 1e-6) ? 1 : 0;
        }
      }
    }
    assertThat(lower).isPositive();
  }
}
