package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import java.time.Duration;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bounds of hosting follow from prices alone; none is above the optimum, found by enumeration. */
class HostingCertificateTest {

  private static final int PROBLEMS = 40;

  @Test
  void noPricesProveMoreThanTheOptimumNorRuleItOut() {
    int compared = 0;
    int tight = 0;
    int settled = 0;
    for (long seed = 0; seed < PROBLEMS; seed++) {
      RandomHosting random = new RandomHosting(seed % 2 == 1, seed);
      boolean[] best = random.best();
      if (best.length == 0) {
        continue;
      }
      double optimum = random.cost(best);
      HostingAscent ascent = new HostingAscent(new HostingDual(random.hosting, () -> false));
      for (int phase = 0; phase < 2; phase++) {
        for (int t = 0; t < 80; t++) {
          ascent.step(optimum);
          assertThat(ascent.bestValue).as("seed %d", seed).isLessThanOrEqualTo(optimum + 1e-3);
        }
        ascent.keepCpu();
        byte[] decided = ascent.settled(optimum);
        for (int pair = 0; pair < decided.length; pair++) {
          if (decided[pair] != HostingNode.FREE) {
            settled++;
            assertThat(random.bestWith(pair, decided[pair] == HostingNode.OUT))
                .as("seed %d, pair %d", seed, pair)
                .isGreaterThan(optimum - 1);
          }
        }
      }
      HostingDual afresh = new HostingDual(random.hosting, () -> false);
      assertThat(afresh.evaluateWithCpu(ascent.best.clone(), 0))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(optimum + 1e-3)
          .isCloseTo(ascent.bestValue, within(1e-3 * optimum + 1));
      compared++;
      tight += ascent.bestValue > 0.95 * optimum ? 1 : 0;
    }
    assertThat(compared).isGreaterThan(PROBLEMS / 2);
    assertThat(tight).isGreaterThan(compared / 2);
    assertThat(settled).isGreaterThan(compared);
  }

  @Test
  void aNodeEarnsWhatTheBestOfItsSetsDoes() {
    for (long seed = 0; seed < PROBLEMS; seed++) {
      RandomHosting random = new RandomHosting(false, seed);
      Hosting hosting = random.hosting;
      SplittableRandom prices = new SplittableRandom(seed);
      double[] pays = new double[hosting.groups()];
      for (int g = 0; g < pays.length; g++) {
        pays[g] = prices.nextDouble() * 60e6;
      }
      HostingNode node = new HostingNode(hosting, () -> false);
      for (int n = 0; n < hosting.nodes(); n++) {
        double most = 0;
        for (int set = 0; set < 1 << hosting.functions(); set++) {
          most = Math.max(most, earned(hosting, n, set, pays));
        }
        assertThat(node.solve(n, new byte[hosting.functions() * hosting.nodes()], pays, 1e6, 0))
            .as("seed %d, node %d", seed, n)
            .isGreaterThanOrEqualTo(most * (1 - 1e-9))
            .isCloseTo(most, within(1e-6 * most + 1));
      }
    }
  }

  @Test
  void noPartOfTheTreeProvesMoreThanItsBest() {
    int tight = 0;
    int compared = 0;
    for (long seed = 0; seed < PROBLEMS; seed++) {
      RandomHosting random = new RandomHosting(seed % 2 == 1, seed);
      if (random.best().length == 0) {
        continue;
      }
      HostingAscent ascent = new HostingAscent(new HostingDual(random.hosting, () -> false));
      int pairs = random.hosting.functions() * random.hosting.nodes();
      for (int pair = 0; pair < pairs; pair++) {
        byte[] decided = new byte[pairs];
        decided[pair] = seed % 3 == 0 ? HostingNode.IN : HostingNode.OUT;
        double least = random.bestWith(pair, decided[pair] == HostingNode.IN);
        ascent.pace(0, 1e-4);
        ascent.begin(new SiteVertex(decided, new BitSet(), ascent.best.clone(), 0, 0), 0.5);
        for (int t = 0; t < 60 && least < Double.POSITIVE_INFINITY; t++) {
          ascent.step(least);
        }
        double program =
            HostingProgram.solve(random.hosting, decided, random.best(), () -> false).bound();
        assertThat(ascent.bestValue).isLessThanOrEqualTo(least + 1e-3);
        assertThat(program).isLessThanOrEqualTo(least + 1e-3);
        assertThat(HostingProgram.solve(random.hosting, decided, random.best(), () -> true).bound())
            .as("interrupted at once, seed %d, pair %d", seed, pair)
            .isLessThanOrEqualTo(least + 1e-3);
        compared++;
        tight += program >= least - 1 ? 1 : 0;
      }
    }
    assertThat(tight).isEqualTo(compared);
  }

  /** What a node earns at most that hosts a set of functions; nothing if that does not fit. */
  static double earned(Hosting hosting, int n, int set, double[] pays) {
    int m = hosting.nodes();
    long memory = 0;
    for (int f = 0; f < hosting.functions(); f++) {
      memory += ((set >> f) & 1) == 1 ? hosting.host().memory()[f * m + n] : 0;
    }
    if (memory > hosting.host().memoryRoom()[n]) {
      return 0;
    }
    double left = hosting.host().cpuRoom()[n];
    double sum = 0;
    boolean[] done = new boolean[pays.length];
    while (left > 0) {
      int next = -1;
      double densest = 0;
      for (int g = 0; g < pays.length; g++) {
        double profit = pays[g] - hosting.use().micros()[g * m + n];
        double density = profit / hosting.use().nanocores()[g * m + n];
        if (!done[g] && ((set >> hosting.function()[g]) & 1) == 1 && density > densest) {
          densest = density;
          next = g;
        }
      }
      if (next < 0) {
        return sum;
      }
      done[next] = true;
      double taken = Math.min(left, hosting.use().nanocores()[next * m + n]);
      sum += taken * densest;
      left -= taken;
    }
    return sum;
  }

  @Test
  void solvesToTheOptimum() {
    int proven = 0;
    for (long seed = 0; seed < PROBLEMS; seed++) {
      RandomHosting random = new RandomHosting(seed % 2 == 1, seed);
      boolean[] best = random.best();
      SolveResult result =
          new PlacementSolver()
              .solve(random.problem, SolveOptions.DEFAULT.withTimeLimit(Duration.ofSeconds(20)));
      if (best.length == 0) {
        assertThat(result).as("seed %d", seed).isInstanceOf(SolveResult.Infeasible.class);
        continue;
      }
      proven += result instanceof SolveResult.Optimal ? 1 : 0;
      double cost = ((SolveResult.Placed) result).evaluation().score().costMicros();
      double optimum = random.cost(best);
      assertThat(cost).as("seed %d", seed).isCloseTo(optimum, within(1e-6 * optimum + 2));
    }
    assertThat(proven).isGreaterThan(PROBLEMS / 2);
  }
}
