package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is remembered is what was judged, of that group on those nodes. */
class RouteCostsTest {

  private static final int GROUPS = 7;
  private static final int NODES = 5;

  private static long judged(int group, int[] nodes) {
    long cost = group + 1L;
    for (int node : nodes) {
      cost = 31 * cost + node + 1;
    }
    return cost;
  }

  @Test
  void remembersWhatWasJudgedAndNothingElse() {
    RouteCosts costs = new RouteCosts(GROUPS, NODES, 1);
    SplittableRandom random = new SplittableRandom(1);
    int[] asked = {0};
    int looks = 20_000;
    for (int look = 0; look < looks; look++) {
      int group = random.nextInt(GROUPS);
      int[] nodes = random.ints(random.nextInt(4), 0, NODES).toArray();
      long cost =
          costs.of(
              group,
              nodes,
              () -> {
                asked[0]++;
                return judged(group, nodes);
              });
      assertThat(cost).isEqualTo(judged(group, nodes));
    }
    assertThat(asked[0]).isLessThan(looks);
  }

  @Test
  void judgesAnewWhereThereAreTooManyRoutesToNumber() {
    RouteCosts costs = new RouteCosts(1_000_000, 1_000_000, 1);
    int[] nodes = {999_999, 0, 999_999, 1};
    int[] asked = {0};
    for (int look = 0; look < 3; look++) {
      assertThat(costs.of(5, nodes, () -> ++asked[0])).isEqualTo(look + 1);
    }
  }
}
