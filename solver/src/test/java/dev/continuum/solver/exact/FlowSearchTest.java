package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.coding.Decoder;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.volume.Town;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Local search over instances. */
class FlowSearchTest {

  private static final SolveOptions OPTIONS = SolveOptions.DEFAULT.withSteps(60);

  private static Search search(CompiledProblem problem) {
    Search search =
        new Search(
            problem, OPTIONS, new Budget(OPTIONS, StopSignal.NEVER, System::nanoTime), event -> {});
    Greedy.constructionOnly().run(search);
    return search;
  }

  @Test
  void itBettersPlacementsAsTheOracleSees() {
    int improved = 0;
    for (long seed = 0; seed < 10; seed++) {
      PlacementProblem problem = Town.hamlet(seed);
      CompiledProblem compiled = CompiledProblem.of(problem);
      Search search = search(compiled);
      long before = search.incumbent().orElseThrow().score().costMicros();
      new FlowSearch(new FlowModels(0, 0), 1).run(search);
      CompiledPlacement after = search.incumbent().orElseThrow();
      assertThat(PlacementEvaluator.evaluate(problem, Decoder.decode(compiled, after)).score())
          .as("seed %d", seed)
          .isEqualTo(after.score());
      improved += after.score().costMicros() < before - before / 1_000 ? 1 : 0;
    }
    assertThat(improved).isGreaterThan(7);
  }

  @Test
  void disturbancesStayWithinMemoryAndExchangesAreTakenBack() {
    int changed = 0;
    for (long seed = 0; seed < 20; seed++) {
      CompiledProblem problem = CompiledProblem.of(Town.hamlet(seed));
      List<Column> columns = Columns.enumerate(problem, 10_000).orElseThrow();
      FlowModel model = new FlowModel(problem, AlikeGroups.of(problem, columns));
      FlowMoves moves = new FlowMoves(problem, model);
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 50 && moves.any(); i++) {
        int[] before = moves.instances();
        moves.disturb(random);
        changed += Arrays.equals(before, moves.instances()) ? 0 : 1;
        fits(problem, model, moves.instances());
      }
      int[] all = moves.instances();
      if (all.length > 1) {
        FlowMoves.Exchange some = new FlowMoves.Exchange(0, 2, 1, 1, 0);
        moves.make(some);
        assertThat(moves.instances()[0]).isEqualTo(all[0] + 2);
        moves.takeBack(some);
        assertThat(moves.instances()).isEqualTo(all);
      }
    }
    assertThat(changed).isGreaterThan(500);
  }

  private static void fits(CompiledProblem problem, FlowModel model, int[] instances) {
    PairTable pairs = problem.pairs();
    double[] bytes = new double[problem.nodes().size];
    List<FlowPool> pools = new ArrayList<>(model.pools.values());
    for (int p = 0; p < instances.length; p++) {
      assertThat(instances[p]).isBetween(0, pools.get(p).steps.size());
      int pair = pools.get(p).pair;
      bytes[pairs.node(pair)] += instances[p] * (double) pairs.memoryBytes[pairs.function(pair)];
    }
    for (int n = 0; n < bytes.length; n++) {
      assertThat(bytes[n]).isLessThanOrEqualTo((double) problem.nodes().memoryBytes[n]);
    }
  }

  @Test
  void itTakesInstancesOfAPlacement() {
    int taken = 0;
    for (long seed = 0; seed < 20; seed++) {
      Search search = search(CompiledProblem.of(Town.hamlet(seed)));
      Optional<FlowModel> model = new FlowModels(0, 0).of(search);
      if (model.isEmpty()) {
        continue;
      }
      CompiledPlacement placement = search.incumbent().orElseThrow();
      FlowMoves moves = new FlowMoves(search.problem(), model.get());
      moves.take(placement);
      int sum = 0;
      for (int instances : moves.instances()) {
        sum += instances;
      }
      long warm = placement.warm().stream().mapToLong(Long::longValue).sum();
      assertThat((long) sum).isLessThanOrEqualTo(warm);
      taken += sum > 0 ? 1 : 0;
    }
    assertThat(taken).isPositive();
  }
}
