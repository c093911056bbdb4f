package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.compiled.CompiledProblem;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who can leave a node: the least loss first, and places with room for everyone who has any. */
class LeaversTest {

  private static final int WIDTH = 8;

  private final Demands demands =
      Demands.of(CompiledProblem.of(Square.of(200, 12, 3))).orElseThrow();
  private final Candidates candidates = new Candidates(demands.size, WIDTH);

  @Test
  void listsAreInOrderAndNameTheCheapestPlaceWithRoom() {
    Assignment made = assignment();
    Leavers leavers = new Leavers(made, candidates, unused -> {});
    int named = 0;
    for (int n = 0; n < demands.nodes; n++) {
      Leavers.Places list = leavers.of(n);
      for (int e = 0; e < list.target().length; e++) {
        int candidate = list.candidate()[e];
        int group = candidate / WIDTH;
        assertThat(made.node(group)).isEqualTo(n);
        assertThat(list.target()[e])
            .isEqualTo(demands.node(group, candidates.option[candidate]))
            .isNotEqualTo(n);
        assertThat(list.loss()[e]).isEqualTo((float) loss(made, candidate));
        assertThat(e == 0 || list.loss()[e] >= list.loss()[e - 1]).isTrue();
        named++;
      }
      for (int h = made.first(n); h != Assignment.NONE; h = made.next(h)) {
        assertThat(leastNamed(made, list, h)).isEqualTo(leastOfAll(made, h, n));
      }
    }
    assertThat(named).isGreaterThan(demands.size);
  }

  @Test
  void aListIsMadeAnewOnceItsGroupsChanged() {
    Assignment made = assignment();
    Leavers leavers = new Leavers(made, candidates, unused -> {});
    int node = made.node(0);
    Leavers.Places before = leavers.of(node);
    assertThat(leavers.of(node)).isSameAs(before);
    for (int h = made.first(node); h != Assignment.NONE; h = made.first(node)) {
      made.remove(h);
    }
    assertThat(before.target()).isNotEmpty();
    assertThat(leavers.of(node).target()).isEmpty();
  }

  private Assignment assignment() {
    CandidateFinder finder = new CandidateFinder(demands, WIDTH);
    SplittableRandom random = new SplittableRandom(5);
    Assignment made = new Assignment(demands);
    for (int g = 0; g < demands.size; g++) {
      finder.find(g, new double[demands.nodes], 0, candidates);
      int i = g * WIDTH + random.nextInt(candidates.count[g]);
      made.put(g, candidates.option[i], candidates.micros[i]);
    }
    return made;
  }

  private double loss(Assignment made, int candidate) {
    return Math.max(0, candidates.micros[candidate] - made.micros[candidate / WIDTH]);
  }

  private float leastNamed(Assignment made, Leavers.Places list, int group) {
    for (int e = 0; e < list.target().length; e++) {
      int candidate = list.candidate()[e];
      if (candidate / WIDTH == group && made.fits(group, candidates.option[candidate])) {
        return list.loss()[e];
      }
    }
    return Float.POSITIVE_INFINITY;
  }

  private float leastOfAll(Assignment made, int group, int node) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = group * WIDTH; i < group * WIDTH + candidates.count[group]; i++) {
      int option = candidates.option[i];
      if (demands.node(group, option) != node && made.fits(group, option)) {
        least = Math.min(least, loss(made, i));
      }
    }
    return (float) least;
  }
}
