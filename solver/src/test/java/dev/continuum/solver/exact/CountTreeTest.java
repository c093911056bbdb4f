package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.BoundKind;
import dev.continuum.solver.BruteForce;
import dev.continuum.solver.Level;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Search;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Branches on counts against enumeration, and against what the program over sites says alone. */
@Timeout(300)
class CountTreeTest {

  private static final RandomProblems.Size SIZE = new RandomProblems.Size(4, 4, 3, 3, 150, 0);

  private static final SolveOptions OPTIONS = SolveOptions.DEFAULT.withSteps(200);

  private static void grow(Search search) {
    Optional<SiteProgram> written = Sites.program(search);
    if (written.isPresent()) {
      try (SiteProgram program = written.get()) {
        new CountTree(search, program, dual(search, program)).run(search::over);
      }
    }
  }

  private static BlockDual dual(Search search, SiteProgram program) {
    return new BlockDual(
        search.problem(),
        program.blocks(),
        program.functions(),
        program.links(),
        program.relaxation().worth());
  }

  @Test
  void whatLeavesProveTogetherHolds() {
    int compared = 0;
    int tight = 0;
    for (long seed = 5_000; seed < 6_200; seed++) {
      PlacementProblem problem = RandomProblems.random(SIZE, seed);
      CompiledProblem compiled = CompiledProblem.of(problem);
      Optional<Score> best = new BruteForce(problem).best();
      if (best.isEmpty() || !compiled.groups().stream().allMatch(Configurations::applies)) {
        continue;
      }
      Search search = Sites.search(compiled, OPTIONS);
      new Greedy().run(search);
      if (!search.allOnTime()) {
        continue;
      }
      grow(search);
      long optimum = best.get().costMicros();
      long bound = search.bound(Level.COST).micros();
      assertThat(bound).as("seed %d, %s", seed, problem).isLessThanOrEqualTo(optimum);
      assertThat(search.incumbent().orElseThrow().score())
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(best.get());
      compared += search.bound(Level.COST).kind() == BoundKind.TREE ? 1 : 0;
      tight += bound >= optimum - Math.abs(optimum) / 1_000 ? 1 : 0;
    }
    assertThat(compared).isGreaterThan(25);
    assertThat(tight).isGreaterThan(compared / 3);
  }

  @Test
  void countsProveMoreThanTheProgramSays() {
    double relaxedAll = 0;
    double proven = 0;
    for (long seed = 0; seed < 6; seed++) {
      CompiledProblem town = Sites.town(seed, 12, 14);
      Search search = Sites.search(town, OPTIONS);
      new Greedy().run(search);
      try (SiteProgram program = Sites.program(search).orElseThrow()) {
        double relaxed =
            dual(search, program).evaluate(program.relaxation().prices(), PoolLimits.NONE);
        new CountTree(search, program, dual(search, program)).run(search::over);
        relaxedAll += relaxed;
        proven += (double) search.bound(Level.COST).micros();
      }
    }
    assertThat(proven).isGreaterThan(1.015 * relaxedAll);
  }
}
