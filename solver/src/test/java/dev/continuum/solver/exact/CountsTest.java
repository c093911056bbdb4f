package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.exact.Counts.Count;
import dev.continuum.solver.exact.Counts.Counted;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import dev.continuum.solver.search.Search;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is counted of configurations, and what limits on counts do to the program. */
class CountsTest {

  private static final CompiledProblem TOWN = Sites.town(3, 12, 14);
  private static final NodeFunctions FUNCTIONS = new NodeFunctions(TOWN);
  private static final Counts COUNTS =
      new Counts(FUNCTIONS, TOWN.nodes().size, TOWN.pairs().functions);

  @Test
  void levelsCountTheAmountsThatANodeCarriesAndTheSumAddsThemUp() {
    int seen = 0;
    for (int n = 0; n < TOWN.nodes().size; n++) {
      List<Configuration> all = FUNCTIONS.configurations(n);
      for (int k = 0; all != null && k < all.size(); k++) {
        int[] here = FUNCTIONS.of(n);
        for (int i = 0; i < here.length; i++) {
          int sum = COUNTS.of(new Count(here[i], 0, Counts.ALL), n, k);
          assertThat(sum == 0).isEqualTo(all.get(k).carried()[i] == 0);
          for (int level = 1; level <= sum + 1; level++) {
            assertThat(COUNTS.of(new Count(here[i], level, n), n, k))
                .isEqualTo(level <= sum ? 1 : 0);
          }
          assertThat(COUNTS.of(new Count(here[i], 0, n + 1), n, k)).isZero();
          seen += sum;
        }
      }
    }
    assertThat(seen).isPositive();
  }

  @Test
  void limitsMoveTheSolutionAndAreForgottenAfterwards() {
    Search search = Sites.search(TOWN, SolveOptions.DEFAULT);
    try (SiteProgram program = Sites.program(search).orElseThrow()) {
      ConfigurationDive dive = program.dive();
      double before = dive.micros();
      List<Counted> broken = COUNTS.broken(dive.of(), dive.values(), 1e-5);
      assertThat(broken).isNotEmpty();
      Counted first = broken.getFirst();
      assertThat(first.fraction()).isBetween(1e-5, 0.5);
      List<BranchLimits> sides = Trial.sides(BranchLimits.NONE, first);
      for (BranchLimits side : sides) {
        if (dive.solve(side, COUNTS, () -> false)) {
          assertThat(dive.micros()).isGreaterThan(before - 1);
          double now = value(dive, first.count());
          PoolLimits.Range range = side.counts().get(first.count());
          assertThat(now).isBetween(range.least() - 1e-6, range.most() + 1e-6);
        } else {
          assertThat(dive.isInfeasible(() -> false)).isTrue();
        }
      }
      assertThat(dive.solve(BranchLimits.NONE, COUNTS, () -> false)).isTrue();
      assertThat(dive.micros()).isCloseTo(before, within(1.0));
      assertThat(dive.countPrices()).isEqualTo(Map.of());
    }
  }

  private static double value(ConfigurationDive dive, Count count) {
    double sum = 0;
    for (int n = 0; n < dive.of().chosen.length; n++) {
      for (int k = 0; k < dive.of().chosen[n].length; k++) {
        sum += COUNTS.of(count, n, k) * dive.value(dive.of().chosen[n][k]);
      }
    }
    return sum;
  }

  @Test
  void limitsOfAPoolNarrowAndCanBeEmpty() {
    BranchLimits few = BranchLimits.NONE.and(7, 0, 5);
    assertThat(few.and(7, 3, 9).pools().of(7)).isEqualTo(new PoolLimits.Range(3, 5));
    assertThat(few.and(7, 3, 9).isPossible()).isTrue();
    assertThat(few.and(7, 6, 9).isPossible()).isFalse();
  }
}
