package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PoolChangeTest {

  private static final int[] POOLS = {1, 4, 6};
  private static final long[] WARM = {9, 2, 9, 9, 14, 9, 3};

  @Test
  void smallPoolsCloseAloneOrTogetherAndLargeOnesChangeByOne() {
    SplittableRandom random = new SplittableRandom(1);
    boolean alone = false;
    boolean together = false;
    boolean larger = false;
    for (int draw = 0; draw < 200; draw++) {
      PoolChange change = PoolChange.draw(POOLS, WARM, random);
      boolean first = change.instances(1, WARM[1]) == 0;
      boolean last = change.instances(6, WARM[6]) == 0;
      assertThat(change.closes(1)).isEqualTo(first);
      assertThat(change.closes(4)).isFalse();
      assertThat(change.instances(4, WARM[4])).isIn(13L, 14L, 15L);
      assertThat(change.instances(0, WARM[0])).isEqualTo(9);
      alone |= first != last;
      together |= first && last;
      larger |= change.instances(4, WARM[4]) > 14;
    }
    assertThat(alone).isTrue();
    assertThat(together).isTrue();
    assertThat(larger).isTrue();
  }

  @Test
  void wherePoolsAreLargeNoneCloses() {
    SplittableRandom random = new SplittableRandom(2);
    for (int draw = 0; draw < 50; draw++) {
      PoolChange change = PoolChange.draw(new int[] {4}, WARM, random);
      assertThat(change.instances(4, WARM[4])).isGreaterThanOrEqualTo(13);
    }
  }
}
