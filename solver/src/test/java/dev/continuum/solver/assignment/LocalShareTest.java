package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LocalShareTest {

  @Test
  void theTreeGetsNothingWhileLocalSearchFindsSomething() {
    LocalShare share = new LocalShare(0.1);
    assertThat(share.searched(5, true)).isZero();
    assertThat(share.searched(5, true)).isZero();
  }

  @Test
  void theTreeGetsNearlyAllWhereLocalSearchFindsNothing() {
    LocalShare share = new LocalShare(0.1);
    double tree = 0;
    for (int t = 0; t < 1000; t++) {
      double turn = share.searched(1, false);
      share.proved(turn);
      tree += turn;
    }
    assertThat(tree).isCloseTo(9 * 1000, within(150.0));
  }

  @Test
  void whatTheTreeTookTooMuchIsMadeUpFor() {
    LocalShare share = new LocalShare(0.5);
    double turn = 0;
    while (turn < 1) {
      turn = share.searched(1, false);
    }
    share.proved(turn + 3);
    assertThat(share.searched(1, false)).isNegative();
  }
}
