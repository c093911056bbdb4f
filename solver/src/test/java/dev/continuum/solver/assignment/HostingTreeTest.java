package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What looking ahead decides and proves, prices that support a placement, and the tree as a whole,
 * held against all choices of small problems.
 */
class HostingTreeTest {

  private static final int PROBLEMS = 60;
  private static final double MARGIN = 4e6;

  /** Everything below the limit stays possible, and no part is worth less than its bound. */
  @Test
  void lookingAheadLosesNothingBelowTheLimit() {
    int branched = 0;
    int settled = 0;
    for (long seed = 0; seed < PROBLEMS; seed++) {
      RandomHosting random = new RandomHosting(seed % 2 == 1, seed);
      if (random.best().length == 0) {
        continue;
      }
      double optimum = random.cost(random.best());
      double limit = optimum + (seed % 3) * MARGIN;
      int pairs = random.hosting.functions() * random.hosting.nodes();
      HostingAscent ascent = new HostingAscent(new HostingDual(random.hosting, () -> false));
      HostingForesight foresight = new HostingForesight(ascent, new HostingGains(pairs));
      ascent.pace(0, 1e-4);
      double[] prices = ascent.best.clone();
      ascent.begin(new SiteVertex(new byte[pairs], new BitSet(), prices, 0, 0), 0.5);
      for (int t = 0; t < seed % 40; t++) {
        ascent.step(limit);
      }
      HostingForesight.Branch branch =
          foresight.choose(new byte[pairs], limit, seed % 2 == 0 ? 0.02 : 0, () -> false);
      assertThat(foresight.bound)
          .as("seed %d", seed)
          .isLessThan(Math.max(optimum, limit) + 1e-3 * limit);
      if (foresight.bound < limit) {
        assertThat(foresight.bound).as("seed %d", seed).isLessThanOrEqualTo(optimum + 1e-3);
      }
      for (int pair = 0; pair < pairs && foresight.bound < limit; pair++) {
        if (foresight.decided[pair] != HostingNode.FREE) {
          settled++;
          assertThat(random.bestWith(pair, foresight.decided[pair] == HostingNode.OUT))
              .as("seed %d, pair %d", seed, pair)
              .isGreaterThan(limit - 1e-3);
        }
      }
      if (branch != null && branch.in() != null && branch.out() != null) {
        branched++;
        assertThat(branch.in().bound())
            .as("seed %d", seed)
            .isLessThanOrEqualTo(Math.max(limit, random.bestWith(branch.pair(), true)) + 1e-3);
        assertThat(branch.out().bound())
            .as("seed %d", seed)
            .isLessThanOrEqualTo(Math.max(limit, random.bestWith(branch.pair(), false)) + 1e-3);
      }
    }
    assertThat(branched).isGreaterThan(PROBLEMS / 10);
    assertThat(settled).isGreaterThan(PROBLEMS / 10);
  }

  @Test
  void aNodeWithOneMorePairDecidedEarnsNoMoreThanItsBound() {
    for (long seed = 0; seed < PROBLEMS; seed++) {
      RandomHosting random = new RandomHosting(false, seed);
      Hosting hosting = random.hosting;
      SplittableRandom draws = new SplittableRandom(seed);
      double[] pays = new double[hosting.groups() + hosting.nodes()];
      for (int g = 0; g < hosting.groups(); g++) {
        pays[g] = draws.nextDouble() * 60e6;
      }
      double[] ofGroups = Arrays.copyOf(pays, hosting.groups());
      byte[] free = new byte[hosting.functions() * hosting.nodes()];
      HostingNode node = new HostingNode(hosting, () -> false);
      for (int n = 0; n < hosting.nodes(); n++) {
        node.look(n, free, pays, draws.nextDouble() * 20e6);
        for (int f = 0; f < hosting.functions(); f++) {
          byte decision = draws.nextBoolean() ? HostingNode.IN : HostingNode.OUT;
          byte[] decided = free.clone();
          decided[f * hosting.nodes() + n] = decision;
          double most = Double.NEGATIVE_INFINITY;
          for (int set = 0; set < 1 << hosting.functions(); set++) {
            boolean in = ((set >> f) & 1) == 1;
            if (in == (decision == HostingNode.IN) && fits(hosting, n, set)) {
              most = Math.max(most, HostingCertificateTest.earned(hosting, n, set, ofGroups));
            }
          }
          double enough = draws.nextDouble() * 60e6;
          double given = node.given(f, decision, enough);
          assertThat(Math.max(given, enough))
              .as("seed %d, node %d, function %d", seed, n, f)
              .isGreaterThanOrEqualTo(most * (1 - 1e-9) - 1e-3);
          assertThat(new HostingNode(hosting, () -> false).solve(n, decided, pays, 1e6, 0))
              .as("seed %d, node %d, function %d", seed, n, f)
              .isGreaterThanOrEqualTo(most * (1 - 1e-9) - 1e-3);
        }
      }
    }
  }

  private static boolean fits(Hosting hosting, int n, int set) {
    long memory = 0;
    for (int f = 0; f < hosting.functions(); f++) {
      memory += ((set >> f) & 1) == 1 ? hosting.host().memory()[f * hosting.nodes() + n] : 0;
    }
    return memory <= hosting.host().memoryRoom()[n];
  }

  @Test
  void supportingPricesProveNoMoreThanTheOptimum() {
    int exact = 0;
    int compared = 0;
    for (long seed = 0; seed < PROBLEMS; seed++) {
      RandomHosting random = new RandomHosting(seed % 2 == 1, seed);
      boolean[] best = random.best();
      if (best.length == 0) {
        continue;
      }
      double optimum = random.cost(best);
      HostingAscent ascent = new HostingAscent(new HostingDual(random.hosting, () -> false));
      ascent.keepCpu();
      for (int t = 0; t < 60; t++) {
        ascent.step(optimum);
      }
      double before = ascent.bestValue;
      double[] prices = placer(random, incumbent(random)).supporting(best, ascent.best);
      assertThat(prices).hasSize(ascent.best.length);
      ascent.offer(prices);
      assertThat(ascent.bestValue)
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(before)
          .isLessThanOrEqualTo(optimum + 1e-3);
      compared++;
      exact += ascent.bestValue > optimum - 1 ? 1 : 0;
    }
    assertThat(exact).isGreaterThan(compared / 4);
  }

  @Test
  void theTreeEndsAtTheOptimumAndNeverProvesMore() {
    assertThat(vertices(new HostingBranching.Programs(0, 0, () -> false)))
        .as("it branches")
        .isGreaterThan(PROBLEMS * 3 / 2);
  }

  @Test
  void programsEndWhatPricesAreStuckAt() {
    assertThat(vertices(new HostingBranching.Programs(60, 20_000, () -> false)))
        .isLessThan(vertices(new HostingBranching.Programs(0, 0, () -> false)));
  }

  /** Programs that have no time left prove nothing: the tree branches on, as without them. */
  @Test
  void theTreeBranchesWhereAProgramHasNoTime() {
    assertThat(vertices(new HostingBranching.Programs(60, 20_000, () -> true)))
        .isGreaterThan(PROBLEMS * 3 / 2);
  }

  /** Vertices that are looked at until all trees have ended. */
  private static int vertices(HostingBranching.Programs programs) {
    int ended = 0;
    int vertices = 0;
    for (long seed = 0; seed < PROBLEMS; seed++) {
      RandomHosting random = new RandomHosting(seed % 2 == 1, seed);
      boolean[] best = random.best();
      if (best.length == 0) {
        continue;
      }
      double optimum = random.cost(best);
      HostingIncumbent incumbent = incumbent(random);
      HostingPlacer placer = placer(random, incumbent);
      boolean[] poor = poor(random, seed);
      assertThat(
              placer.supporting(poor, new double[random.hosting.groups() + random.hosting.nodes()]))
          .isNotEmpty();
      HostingAscent ascent = new HostingAscent(new HostingDual(random.hosting, () -> false));
      ascent.keepCpu();
      int pairs = poor.length;
      SiteTree tree =
          new SiteTree(
              new SiteVertex(new byte[pairs], new BitSet(), ascent.best, ascent.bestValue, 0), 0);
      HostingBranching branching =
          new HostingBranching(
              random.hosting, placer, incumbent, new HostingGains(pairs), programs, () -> false);
      boolean more = true;
      while (more) {
        vertices++;
        more = tree.step(branching, incumbent.cost(), () -> false);
        assertThat(Math.min(tree.bound(), incumbent.cost()))
            .as("seed %d", seed)
            .isLessThanOrEqualTo(optimum + 1);
      }
      assertThat(incumbent.cost())
          .as("seed %d", seed)
          .isCloseTo(optimum, within(1e-6 * optimum + 2));
      ended += tree.bound() > optimum - 2 - 1e-8 * optimum ? 1 : 0;
    }
    assertThat(ended).isGreaterThan(PROBLEMS / 2);
    return vertices;
  }

  /** A choice that serves all, the n-th of a random order. */
  private static boolean[] poor(RandomHosting random, long seed) {
    SplittableRandom draws = new SplittableRandom(seed);
    int pairs = random.hosting.functions() * random.hosting.nodes();
    while (true) {
      boolean[] hosted = random.hosted(draws.nextInt(1 << pairs));
      if (hosted.length > 0 && random.cost(hosted) < Double.POSITIVE_INFINITY) {
        return hosted;
      }
    }
  }

  private static HostingIncumbent incumbent(RandomHosting random) {
    SolveOptions options = SolveOptions.DEFAULT.withTimeLimit(Duration.ofHours(1));
    Budget budget = new Budget(options, StopSignal.NEVER, System::nanoTime);
    CompiledProblem problem = CompiledProblem.of(random.problem);
    return new HostingIncumbent(
        new Search(problem, options, budget, SolveListener.NONE), random.hosting);
  }

  private static HostingPlacer placer(RandomHosting random, HostingIncumbent incumbent) {
    return new HostingPlacer(random.hosting, incumbent, 1, () -> false);
  }
}
