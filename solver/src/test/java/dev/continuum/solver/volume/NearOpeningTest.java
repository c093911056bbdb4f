package dev.continuum.solver.volume;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.cloud;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.group;
import static dev.continuum.model.fixture.Scenario.link;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.fixture.Scenario;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.coding.Decoder;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
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

  @Test
  void farServesInTheRegionWhatIsOnTimeThere() {
    PlacementProblem problem =
        Scenario.shuffledBy(1)
            .with(cloud("region"), edge("edge").cores(4).memoryMib(4096))
            .with(link("edge", "region").ms(40))
            .with(function("detect").memoryMib(256).workMs(10).erlang(5, 0.01))
            .with(
                app("patient").call("detect").entryBytes(1_000).softMs(300),
                app("eager").call("detect").entryBytes(1_000).softMs(60))
            .with(
                group("one").uses("patient").at("edge").devices(3).perSecond(1),
                group("two").uses("eager").at("edge").devices(3).perSecond(1))
            .problem();
    Search search = search(problem, SolveOptions.DEFAULT);
    NearOpening.offer(search, NearConstruction::serveFar);
    CompiledPlacement found = search.incumbent().orElseThrow();
    assertThat(found.score().lateMicros()).isZero();
    Map<String, String> places = new TreeMap<>();
    for (RouteAssignment route : Decoder.decode(search.problem(), found).routes()) {
      places.put(route.group().value(), route.calls().getFirst().place().toString());
    }
    assertThat(places.get("one")).contains("region");
    assertThat(places.get("two")).contains("edge");
  }

  private static Search searched(PlacementProblem problem, SolveOptions options) {
    Search search = search(problem, options);
    new NearOpening().run(search);
    return search;
  }

  private static Search search(PlacementProblem problem, SolveOptions options) {
    return new Search(
        CompiledProblem.of(problem),
        options,
        new Budget(options, StopSignal.NEVER, System::nanoTime),
        SolveListener.NONE);
  }
}
