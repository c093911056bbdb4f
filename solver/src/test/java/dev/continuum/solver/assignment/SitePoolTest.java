package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class SitePoolTest {

  private final SitePool pool = new SitePool();

  @Test
  void theCheapestComesFirstAndEachOnce() {
    pool.offer(new boolean[] {true, false}, 3);
    pool.offer(new boolean[] {false, true}, 2);
    pool.offer(new boolean[] {true, false}, 1);

    assertThat(Objects.requireNonNull(pool.take()).open()).containsExactly(false, true);
    assertThat(Objects.requireNonNull(pool.take()).cost()).isEqualTo(3);
    assertThat(pool.take()).isNull();
  }

  @Test
  void whatWasGivenBackCountsAsDearer() {
    pool.offer(new boolean[] {true, false}, 3);
    pool.offer(new boolean[] {false, true}, 2);
    pool.giveBack(Objects.requireNonNull(pool.take()), 1.5);

    assertThat(Objects.requireNonNull(pool.take()).tries()).isZero();
    SitePool.Choice again = Objects.requireNonNull(pool.take());
    assertThat(again.open()).containsExactly(false, true);
    assertThat(again.cost()).isEqualTo(3.5);
    assertThat(again.tries()).isEqualTo(1);
  }

  @Test
  void theDearestGoWhereThereAreTooMany() {
    for (int k = 0; k < 100; k++) {
      boolean[] open = new boolean[100];
      open[k] = true;
      pool.offer(open, 100 - k);
    }
    int taken = 0;
    SitePool.Choice choice = pool.take();
    while (choice != null) {
      assertThat(choice.cost()).isEqualTo(++taken);
      choice = pool.take();
    }
    assertThat(taken).isEqualTo(64);
  }
}
