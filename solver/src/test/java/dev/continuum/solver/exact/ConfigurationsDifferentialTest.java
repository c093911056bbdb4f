package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.BoundKind;
import dev.continuum.solver.BruteForce;
import dev.continuum.solver.Level;
import dev.continuum.solver.SolveEvent;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Improver;
import dev.continuum.solver.search.Search;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Node configurations against exhaustive enumeration. */
class ConfigurationsDifferentialTest {

  private static final RandomProblems.Size SIZE = new RandomProblems.Size(4, 4, 3, 3, 150, 0);
  private static final SolveOptions OPTIONS = SolveOptions.DEFAULT.withSteps(300);
  private static final Improver NO_KICKS = (search, on, stream) -> {};

  private static Search search(PlacementProblem problem, SolveListener listener) {
    CompiledProblem compiled = CompiledProblem.of(problem);
    return new Search(
        compiled, OPTIONS, new Budget(OPTIONS, StopSignal.NEVER, System::nanoTime), listener);
  }

  @Test
  void boundsNeverExceedTheOptimumAndPlacementsNeverBeatIt() {
    int proven = 0;
    int tight = 0;
    int placed = 0;
    for (long seed = 0; seed < 1_700; seed++) {
      PlacementProblem problem = RandomProblems.random(SIZE, seed);
      Optional<Score> best = new BruteForce(problem).best();
      if (best.isEmpty()) {
        continue;
      }
      List<Long> bounds = new ArrayList<>();
      List<Score> offers = new ArrayList<>();
      Search search =
          search(
              problem,
              event -> {
                if (event instanceof SolveEvent.BoundImproved improved
                    && improved.bound().level() == Level.COST) {
                  bounds.add(improved.bound().micros());
                }
                if (event instanceof SolveEvent.IncumbentFound found
                    && found.source().equals("configurations")) {
                  offers.add(found.score());
                }
              });
      new Configurations(
              new Greedy(), on -> nothing -> {}, it -> NO_KICKS, it -> {}, new Greedy(), 0, 0)
          .run(search);
      long optimum = best.get().costMicros();
      assertThat(bounds).as("seed %d, %s", seed, problem).allMatch(bound -> bound <= optimum);
      assertThat(offers)
          .as("seed %d, %s", seed, problem)
          .allMatch(score -> score.compareTo(best.get()) >= 0);
      proven += bounds.isEmpty() ? 0 : 1;
      placed += offers.isEmpty() ? 0 : 1;
      tight += !bounds.isEmpty() && bounds.getLast() >= optimum - Math.abs(optimum) / 20 ? 1 : 0;
    }
    assertThat(proven).isGreaterThan(100);
    assertThat(placed).isPositive();
    assertThat(tight).isGreaterThan(proven / 2);
  }

  @Test
  void theWholeProgramProvesWhatIsBest() {
    int proven = 0;
    int tight = 0;
    for (long seed = 3_000; seed < 3_500; seed++) {
      PlacementProblem problem = RandomProblems.random(SIZE, seed);
      Optional<Score> best = new BruteForce(problem).best();
      if (best.isEmpty()
          || !CompiledProblem.of(problem).groups().stream().allMatch(Configurations::applies)) {
        continue;
      }
      List<Long> bounds = new ArrayList<>();
      Search search =
          search(
              problem,
              event -> {
                if (event instanceof SolveEvent.BoundImproved improved
                    && improved.bound().kind() == BoundKind.TREE) {
                  bounds.add(improved.bound().micros());
                }
              });
      new Greedy().run(search);
      Sites.program(search).ifPresent(program -> prove(search, program));
      long optimum = best.get().costMicros();
      assertThat(bounds).as("seed %d, %s", seed, problem).allMatch(bound -> bound <= optimum);
      proven += bounds.isEmpty() ? 0 : 1;
      tight += !bounds.isEmpty() && bounds.getLast() >= optimum - Math.abs(optimum) / 1_000 ? 1 : 0;
    }
    assertThat(proven).isGreaterThan(25);
    assertThat(tight).isGreaterThan(proven / 4);
  }

  private static void prove(Search search, SiteProgram program) {
    try (program) {
      ConfigurationTree tree = new ConfigurationTree(search, program);
      if (tree.applies()) {
        tree.run("tree");
      }
    }
  }

  @Test
  void theBoundFollowsFromThePricesAlone() {
    int compared = 0;
    for (long seed = 0; seed < 300; seed++) {
      CompiledProblem compiled = CompiledProblem.of(RandomProblems.random(SIZE, seed));
      if (!compiled.groups().stream().allMatch(Configurations::applies)) {
        continue;
      }
      BlockAscent ascent =
          new BlockAscent(
              dual(compiled), PoolLimits.NONE, new double[dual(compiled).devices.length]);
      for (int step = 0; step < 60 && !ascent.ended(); step++) {
        ascent.step(ascent.look() + 1e6);
      }
      assertThat(dual(compiled).evaluate(ascent.certificate().micros(), PoolLimits.NONE))
          .as("seed %d", seed)
          .isEqualTo(ascent.value());
      compared++;
    }
    assertThat(compared).isGreaterThan(50);
  }

  @Test
  void underAStepLimitTheSameSeedGivesTheSameEventsTwice() {
    int offered = 0;
    for (long seed = 0; seed < 60; seed++) {
      PlacementProblem problem = RandomProblems.random(SIZE, seed);
      List<String> once = events(problem);
      assertThat(events(problem)).as("seed %d", seed).isEqualTo(once);
      offered += once.stream().anyMatch(each -> each.contains("configurations")) ? 1 : 0;
    }
    assertThat(offered).isGreaterThanOrEqualTo(3);
  }

  /** Every incumbent and bound with its source, and the routes in the end; not when. */
  private static List<String> events(PlacementProblem problem) {
    List<String> events = new ArrayList<>();
    Search search =
        search(
            problem,
            event -> {
              switch (event) {
                case SolveEvent.IncumbentFound it -> events.add(it.source() + " " + it.score());
                case SolveEvent.BoundImproved it -> events.add(it.source() + " " + it.bound());
                case SolveEvent.BackendFailed it -> events.add(it.reason());
                case SolveEvent.Finished it -> events.add("finished");
              }
            });
    new Configurations(
            new Greedy(), on -> nothing -> {}, it -> NO_KICKS, it -> {}, new Greedy(), 0, 0)
        .run(search);
    search
        .incumbent()
        .ifPresent(
            best ->
                best.shares().stream()
                    .flatMap(List::stream)
                    .forEach(
                        share -> events.add(Arrays.toString(share.route()) + share.devices())));
    return events;
  }

  private static BlockDual dual(CompiledProblem compiled) {
    List<GroupBlocks> blocks = Configurations.blocks(compiled, 0, false);
    NodeFunctions functions = new NodeFunctions(compiled);
    return new BlockDual(
        compiled,
        blocks,
        functions,
        Link.all(compiled, blocks, functions),
        NodeWorth.unknown(compiled.nodes().size));
  }
}
