package dev.continuum.solver.exact;

import static dev.continuum.model.fixture.Scenario.app;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.BruteForce;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Search;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that choose among some of what they can be, against enumeration and against all of it. */
@Timeout(300)
class PatternGenerationTest {

  private static final RandomProblems.Size SIZE = new RandomProblems.Size(4, 4, 3, 3, 150, 0);
  private static final SolveOptions OPTIONS = SolveOptions.DEFAULT.withSteps(200);

  private static Optional<SiteProgram> program(CompiledProblem problem, NodeFunctions functions) {
    List<GroupBlocks> blocks = Configurations.blocks(problem, 1, false);
    return SiteProgram.of(problem, functions, blocks, () -> false);
  }

  @Test
  void boundsNeverExceedTheOptimumAndPlacementsNeverBeatIt() {
    int compared = 0;
    int tight = 0;
    int ways = 0;
    for (long seed = 7_000; seed < 8_500; seed++) {
      PlacementProblem problem = RandomProblems.random(SIZE, seed);
      CompiledProblem compiled = CompiledProblem.of(problem);
      NodeFunctions functions = new NodeFunctions(compiled, 1, true);
      Optional<Score> best = new BruteForce(problem).best();
      if (best.isEmpty()
          || best.get().unservedMicros() > 0
          || best.get().lateMicros() > 0
          || !functions.anyPatterns()
          || !compiled.groups().stream().allMatch(Configurations::applies)) {
        continue;
      }
      Optional<SiteProgram> made = program(compiled, functions);
      if (made.isEmpty()) {
        continue;
      }
      double optimum = best.get().costMicros();
      try (SiteProgram program = made.get()) {
        double proven = proven(compiled, program);
        assertThat(proven).as("seed %d, %s", seed, problem).isLessThanOrEqualTo(optimum + 0.5);
        Search search = Sites.search(compiled, OPTIONS);
        new Greedy().run(search);
        new SiteWork(program).place(search);
        assertThat(search.incumbent().orElseThrow().score())
            .as("seed %d", seed)
            .isGreaterThanOrEqualTo(best.get());
        tight += proven >= optimum - Math.abs(optimum) / 20 ? 1 : 0;
      }
      compared++;
      ways += manyWays(compiled) ? 1 : 0;
    }
    assertThat(compared).isGreaterThan(40);
    assertThat(ways).as("problems with several ways in a place").isGreaterThan(3);
    assertThat(tight).isGreaterThan(compared / 3);
  }

  private static boolean manyWays(CompiledProblem problem) {
    return problem.groups().stream()
        .anyMatch(
            group -> {
              for (int call = 0; call < group.routes.calls(); call++) {
                if (ProgramSize.ways(group.routes, call) > 1) {
                  return true;
                }
              }
              return false;
            });
  }

  /** At the program's prices, and after some steps from them. */
  private static double proven(CompiledProblem problem, SiteProgram program) {
    BlockDual dual =
        new BlockDual(
            problem,
            program.blocks(),
            program.functions(),
            program.links(),
            program.relaxation().worth());
    BlockAscent ascent = new BlockAscent(dual, PoolLimits.NONE, program.relaxation().prices());
    double most = ascent.look();
    for (int step = 0; step < 40 && !ascent.ended(); step++) {
      ascent.step(most + 1e5);
      most = Math.max(most, ascent.look());
    }
    return most;
  }

  @Test
  void someAreNearlyAsGoodAsAll() {
    for (long seed = 0; seed < 6; seed++) {
      CompiledProblem town =
          Sites.town(seed, 20, 30, app("ar").call("extract").entryBytes(40_000), g -> 3 + g % 4);
      try (SiteProgram all = program(town, new NodeFunctions(town)).orElseThrow();
          SiteProgram some = program(town, new NodeFunctions(town, 0, true)).orElseThrow()) {
        assertThat(some.functions().anyPatterns()).isTrue();
        assertThat(some.dive().micros())
            .as("seed %d", seed)
            .isBetween(0.99 * all.dive().micros(), 1.005 * all.dive().micros());
      }
    }
  }
}
