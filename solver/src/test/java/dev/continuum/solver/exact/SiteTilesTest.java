package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.BruteForce;
import dev.continuum.solver.Level;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Programs over sites in tiles: who is where, what they prove, and what they place. */
class SiteTilesTest {

  private static final RandomProblems.Size SIZE = new RandomProblems.Size(4, 4, 3, 3, 150, 0);
  private static final SolveOptions ONE = SolveOptions.DEFAULT;

  @Test
  void everySiteIsInOneTileOfAboutTheSameSizeAndGroupsAreWhereTheyCostLeast() {
    CompiledProblem town = Sites.town(3, 50, 40);
    List<GroupBlocks> blocks = Configurations.blocks(town, 1, false);

    Tiling tiling = Tiling.of(town, blocks, 8);

    int[] sites = new int[tiling.count()];
    for (int n = 0; n < tiling.ofNode().length; n++) {
      boolean shared = town.nodes().hasEndlessMemory(n);
      assertThat(tiling.ofNode()[n]).isBetween(shared ? -1 : 0, shared ? -1 : sites.length - 1);
      sites[shared ? 0 : tiling.ofNode()[n]] += shared ? 0 : 1;
      for (int tile = 0; tile < sites.length; tile++) {
        assertThat(tiling.open(tile)[n]).isEqualTo(shared || tiling.ofNode()[n] == tile);
      }
    }
    assertThat(sites).hasSize(8).containsOnly(6, 7);
    for (GroupBlocks of : blocks) {
      boolean[] open = tiling.open(tiling.ofGroup()[of.group.index]);
      double least = least(of, town, null);
      assertThat(least(of, town, open)).isEqualTo(least);
    }
    assertThat(tiling.groups(blocks).stream().mapToInt(List::size).sum()).isEqualTo(40);
  }

  private static double least(GroupBlocks of, CompiledProblem town, boolean[] open) {
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < town.nodes().size; n++) {
      if (!town.nodes().hasEndlessMemory(n) && (open == null || open[n])) {
        least = Math.min(least, Region.leastMicros(of, n));
      }
    }
    return least;
  }

  @Test
  void sitesOfATileAreNearEachOther() {
    CompiledProblem town = Sites.town(3, 64, 60);
    List<GroupBlocks> blocks = Configurations.blocks(town, 1, false);
    Tiling tiling = Tiling.of(town, blocks, 8);
    double inside = 0;
    double outside = 0;
    for (GroupBlocks of : blocks) {
      boolean[] open = tiling.open(tiling.ofGroup()[of.group.index]);
      double least = least(of, town, null);
      for (int n = 0; n < open.length; n++) {
        if (!town.nodes().hasEndlessMemory(n)) {
          double dearer = Region.leastMicros(of, n) - least;
          inside += open[n] ? dearer / 8 : 0;
          outside += open[n] ? 0 : dearer / 56;
        }
      }
    }
    // A random division would have as much inside as outside.
    assertThat(inside).isLessThan(0.75 * outside);
  }

  @Test
  void oneTileTellsWhatTheWholeTells() {
    CompiledProblem town = Sites.town(5, 20, 24);
    NodeFunctions functions = new NodeFunctions(town);
    Search search = Sites.search(town, ONE);
    List<GroupBlocks> blocks = Configurations.blocks(town, 1, false);
    try (SiteProgram whole = Sites.program(search).orElseThrow();
        SiteProgram one =
            new SiteTiles(search, functions, blocks, 20).program(() -> false).orElseThrow()) {
      assertThat(one.isTiled()).isFalse();
      assertThat(one.dive().micros()).isCloseTo(whole.dive().micros(), within(1e3));
      assertThat(proven(town, one)).isCloseTo(proven(town, whole), within(1e4));
    }
  }

  @Test
  void tilesTogetherProveAndPlaceNearlyWhatTheWholeDoes() {
    double proven = 0;
    double placed = 0;
    double relaxed = 0;
    for (long seed = 0; seed < 8; seed++) {
      CompiledProblem town = Sites.town(seed, 40, 60);
      NodeFunctions functions = new NodeFunctions(town);
      Search search = Sites.search(town, ONE);
      List<GroupBlocks> blocks = Configurations.blocks(town, 1, false);
      try (SiteProgram whole = Sites.program(search).orElseThrow();
          SiteProgram tiled =
              new SiteTiles(search, functions, blocks, 12).program(() -> false).orElseThrow()) {
        assertThat(tiled.dives()).hasSize(4);
        assertThat(tiled.relaxation().prices()).hasSameSizeAs(whole.relaxation().prices());
        SiteWork work = new SiteWork(tiled);
        work.place(search);
        Score score = search.incumbent().orElseThrow().score();
        assertThat(score.unservedMicros()).isZero();
        assertThat(proven(town, tiled)).isLessThanOrEqualTo((double) score.costMicros());
        work.prove(search, search::over);
        proven += (double) search.bound(Level.COST).micros();
        placed += (double) score.costMicros();
        relaxed += whole.dive().micros();
      }
    }
    assertThat(proven).isGreaterThan(0.97 * relaxed);
    // In these towns one tile has too much to do, and the next has room.
    assertThat(placed).isLessThan(1.25 * relaxed);
  }

  private static double proven(CompiledProblem town, SiteProgram program) {
    BlockDual dual =
        new BlockDual(
            town,
            program.blocks(),
            program.functions(),
            program.links(),
            program.relaxation().worth());
    return dual.evaluate(program.relaxation().prices(), PoolLimits.NONE);
  }

  @Test
  void whatTilesProveHolds() {
    int compared = 0;
    for (long seed = 4_000; seed < 4_300; seed++) {
      PlacementProblem problem = RandomProblems.random(SIZE, seed);
      CompiledProblem compiled = CompiledProblem.of(problem);
      Optional<Score> best = new BruteForce(problem).best();
      if (best.isEmpty()
          || best.get().unservedMicros() > 0
          || best.get().lateMicros() > 0
          || best.get().brokenPpm() > 0
          || !compiled.groups().stream().allMatch(Configurations::applies)) {
        continue;
      }
      Search search = Sites.search(compiled, ONE);
      NodeFunctions functions = new NodeFunctions(compiled);
      List<GroupBlocks> blocks = Configurations.blocks(compiled, 1, false);
      Optional<SiteProgram> tiled =
          new SiteTiles(search, functions, blocks, 1).program(() -> false);
      if (tiled.isPresent()) {
        try (SiteProgram program = tiled.get()) {
          assertThat(proven(compiled, program))
              .as("seed %d", seed)
              .isLessThanOrEqualTo((double) best.get().costMicros());
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  @Test
  void withoutTimeThereAreNoTiles() {
    CompiledProblem town = Sites.town(5, 20, 24);
    Budget budget = new Budget(ONE, () -> true, () -> 0);
    Search over = new Search(town, ONE, budget, SolveListener.NONE);
    List<GroupBlocks> blocks = Configurations.blocks(town, 1, false);
    assertThat(new SiteTiles(over, new NodeFunctions(town), blocks, 8).program(over::over))
        .isEmpty();
  }
}
