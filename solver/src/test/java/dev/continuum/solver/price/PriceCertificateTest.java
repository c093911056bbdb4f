package dev.continuum.solver.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.BruteForce;
import dev.continuum.solver.Level;
import dev.continuum.solver.SolveEvent;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.route.RoutePool;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What prices prove is true, and can be checked again from the prices alone. */
class PriceCertificateTest {

  private static final RandomProblems.Size SIZE = new RandomProblems.Size(4, 4, 3, 3, 150, 0);

  private static Optional<Score> servedOnTime(PlacementProblem problem) {
    return new BruteForce(problem)
        .best()
        .filter(best -> best.unservedMicros() == 0 && best.lateMicros() == 0);
  }

  @Test
  void noBoundIsAboveTheOptimum() {
    int proven = 0;
    int tight = 0;
    for (long seed = 0; seed < 600; seed++) {
      PlacementProblem problem = RandomProblems.random(SIZE, seed);
      Optional<Score> best = servedOnTime(problem);
      if (best.isEmpty()) {
        continue;
      }
      List<Long> bounds = new ArrayList<>();
      SolveListener listener =
          event -> {
            if (event instanceof SolveEvent.BoundImproved improved
                && improved.bound().level() == Level.COST) {
              bounds.add(improved.bound().micros());
            }
          };
      SolveOptions options = SolveOptions.DEFAULT.withSteps(400);
      CompiledProblem compiled = CompiledProblem.of(problem);
      Search search =
          new Search(
              compiled, options, new Budget(options, StopSignal.NEVER, System::nanoTime), listener);
      new Greedy().run(search);
      new PriceCore().run(search);
      long optimum = best.get().costMicros();
      assertThat(bounds).as("seed %d, %s", seed, problem).allMatch(bound -> bound <= optimum);
      proven += bounds.isEmpty() ? 0 : 1;
      tight += !bounds.isEmpty() && bounds.getLast() >= optimum - Math.abs(optimum) / 10 ? 1 : 0;
    }
    assertThat(proven).isGreaterThan(100);
    assertThat(tight).isGreaterThan(proven / 2);
  }

  @Test
  void theBoundFollowsFromThePricesAlone() {
    int compared = 0;
    for (long seed = 0; seed < 300; seed++) {
      PlacementProblem problem = RandomProblems.random(SIZE, seed);
      CompiledProblem compiled = CompiledProblem.of(problem);
      Items items = new Items(compiled);
      if (!items.servable) {
        continue;
      }
      Ascent ascent = new Ascent(items, new RoutePool(10));
      ascent.shiftTogether(() -> true);
      for (int i = 0; i < 60 && !ascent.exhausted(); i++) {
        ascent.step(OptionalDouble.empty());
      }
      if (ascent.bestValue() == Double.NEGATIVE_INFINITY) {
        continue;
      }
      compared++;
      Dual afresh = new Dual(items, new RoutePool(10));
      double again = afresh.evaluate(ascent.certificate());
      assertThat(again)
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(
              ascent.bestValue() - 1e-9 * Math.max(1, Math.abs(ascent.bestValue())));
    }
    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void anEvaluationThatIsNoLongerWantedProvesNothing() {
    int stopped = 0;
    for (long seed = 0; seed < 20; seed++) {
      CompiledProblem compiled = CompiledProblem.of(RandomProblems.random(SIZE, seed));
      Items items = new Items(compiled);
      int[] asked = new int[1];
      int groups = compiled.groups().size();
      Dual dual = new Dual(items, new RoutePool(10), () -> asked[0]++ >= groups);
      double value = dual.evaluate(Start.prices(items));
      assertThat(dual.evaluate(Start.prices(items))).isEqualTo(Double.NEGATIVE_INFINITY);
      stopped += value > Double.NEGATIVE_INFINITY ? 1 : 0;
    }
    assertThat(stopped).isGreaterThan(5);
  }

  @Test
  void theBoundRisesFromTheFirstPricesWhereGroupsHaveSeveralChoices() {
    RandomProblems.Size size = new RandomProblems.Size(8, 10, 6, 4, Double.MAX_VALUE, 0);
    int composed = 0;
    double rise = 0;
    for (long seed = 1; seed <= 150; seed++) {
      Items items = new Items(CompiledProblem.of(RandomProblems.random(size, seed)));
      if (!items.servable || IntStream.range(0, items.groups).allMatch(items::simple)) {
        continue;
      }
      Ascent ascent = new Ascent(items, new RoutePool(10));
      double before = ascent.step(OptionalDouble.empty());
      for (int i = 0; before > 0 && i < 300; i++) {
        ascent.step(OptionalDouble.of(before * 1.3));
      }
      // Prices without bound, where not all can be served, would drown the others.
      if (before > 0 && ascent.bestValue() < 10 * before) {
        composed++;
        rise += (ascent.bestValue() - before) / before;
      }
    }
    assertThat(composed).isGreaterThan(20);
    assertThat(rise / composed).as("mean rise").isGreaterThan(0.05);
  }
}
