package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Pieces are decided exactly: bounds, lists of sets and choices against enumeration. */
class ExactMovesTest {

  private static final int NODES = 3;
  private static final int JOBS = 8;
  private static final int COMBINATIONS = (int) Math.pow(NODES, JOBS);

  @Test
  void thePieceOfAllJobsIsDecidedAsEnumerationDoes() {
    int decided = 0;
    for (long seed = 0; seed < 60; seed++) {
      Instance instance = random(seed);
      double least = least(instance);
      int[] worst = worst(instance);
      if (worst.length == 0) {
        continue;
      }
      decided++;
      ExactMoves moves =
          new ExactMoves(
              instance,
              worst,
              new double[NODES],
              new double[JOBS],
              new boolean[instance.arcs()],
              seed);
      var unused = moves.improve(200, () -> false);
      assertThat(moves.bestCost).as("seed %d", seed).isEqualTo(least);
      Loads loads = new Loads(instance, moves.best);
      assertThat(loads.feasible()).isTrue();
      assertThat(loads.cost).isEqualTo(moves.bestCost);
    }
    assertThat(decided).isGreaterThan(40);
  }

  @Test
  void overfullNodesAreEmptiedWhereAFeasibleChoiceExists() {
    int repaired = 0;
    for (long seed = 0; seed < 60; seed++) {
      Instance instance = random(seed);
      Loads loads = new Loads(instance, choice(0));
      if (worst(instance).length == 0 || loads.feasible()) {
        continue;
      }
      repaired++;
      boolean[] removed = new boolean[instance.arcs()];
      ExactMoves moves =
          new ExactMoves(instance, choice(0), new double[NODES], new double[JOBS], removed, seed);
      assertThat(moves.bestCost).isInfinite();
      assertThat(moves.repair(400, () -> false)).as("seed %d", seed).isTrue();
      loads.set(moves.best);
      assertThat(loads.feasible()).isTrue();
      assertThat(loads.cost).isEqualTo(moves.bestCost);
    }
    assertThat(repaired).isGreaterThan(40);
  }

  @Test
  void noChoiceCostsLessThanThePricesOfAPieceSay() {
    for (long seed = 0; seed < 60; seed++) {
      Instance instance = random(seed);
      int[] worst = worst(instance);
      if (worst.length == 0) {
        continue;
      }
      Piece piece = whole(instance, worst);
      PieceDual dual = new PieceDual(piece, new PieceSets(piece));
      dual.climb(new double[JOBS], piece.now, Double.POSITIVE_INFINITY);
      assertThat(dual.value).as("seed %d", seed).isLessThanOrEqualTo(least(instance) + 1e-3);
    }
  }

  @Test
  void allSetsWithinABudgetAreListedAndNoOthers() {
    for (long seed = 0; seed < 60; seed++) {
      Instance instance = random(seed);
      int[] worst = worst(instance);
      if (worst.length == 0) {
        continue;
      }
      Piece piece = whole(instance, worst);
      PieceSets sets = new PieceSets(piece);
      double[] prices = new SplittableRandom(seed).doubles(JOBS, 5e6, 40e6).toArray();
      for (int x = 0; x < NODES; x++) {
        double most = sets.most(x, prices);
        assertThat(sets.list(x, prices, most, 12e6)).isTrue();
        Set<Long> listed = new HashSet<>();
        for (int e = 0; e < sets.count[x]; e++) {
          assertThat(listed.add(sets.set[x][e])).isTrue();
          assertThat(sets.loss[x][e]).isCloseTo(most - earned(piece, x, prices, e, sets), within());
        }
        assertThat(listed).as("seed %d node %d", seed, x).isEqualTo(expected(piece, x, prices));
      }
    }
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-3);
  }

  private static double earned(Piece piece, int x, double[] prices, int e, PieceSets sets) {
    return value(piece, x, prices, sets.set[x][e]);
  }

  private static double value(Piece piece, int x, double[] prices, long set) {
    double sum = set == 0 ? 0 : -piece.opening[x];
    long use = 0;
    for (int f = 0; f < JOBS; f++) {
      if ((set >> f & 1) != 0) {
        sum += prices[f] - piece.cost[x][f];
        use += piece.use[x][f];
      }
    }
    return use > piece.room[x] ? Double.NEGATIVE_INFINITY : sum;
  }

  private static Set<Long> expected(Piece piece, int x, double[] prices) {
    double most = 0;
    for (long set = 0; set < 1 << JOBS; set++) {
      most = Math.max(most, value(piece, x, prices, set));
    }
    Set<Long> wanted = new HashSet<>();
    for (long set = 0; set < 1 << JOBS; set++) {
      if (value(piece, x, prices, set) >= most - 12e6) {
        wanted.add(set);
      }
    }
    return wanted;
  }

  private static Piece whole(Instance instance, int[] choice) {
    Piece piece = new Piece();
    piece.jobs = JOBS;
    piece.nodes = NODES;
    Arrays.setAll(piece.job, f -> f < JOBS ? f : 0);
    Arrays.setAll(piece.node, x -> x < NODES ? x : 0);
    boolean[] removed = new boolean[instance.arcs()];
    piece.fill(
        new Loads(instance, choice), new Candidates(instance, new double[NODES], removed, 1));
    return piece;
  }

  private static double least(Instance instance) {
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < COMBINATIONS; c++) {
      Loads loads = new Loads(instance, choice(c));
      if (loads.feasible()) {
        least = Math.min(least, loads.cost);
      }
    }
    return least;
  }

  /** The dearest feasible choice; empty if there is none. */
  private static int[] worst(Instance instance) {
    double most = Double.NEGATIVE_INFINITY;
    int[] worst = new int[0];
    for (int c = 0; c < COMBINATIONS; c++) {
      Loads loads = new Loads(instance, choice(c));
      if (loads.feasible() && loads.cost > most) {
        most = loads.cost;
        worst = choice(c);
      }
    }
    return worst;
  }

  private static int[] choice(int combination) {
    return SmallInstances.choice(combination, JOBS, NODES);
  }

  /** Jobs on every node, some of them costing something to open. */
  private static Instance random(long seed) {
    return SmallInstances.random(seed, JOBS, NODES, false, 25, 60);
  }
}
