package dev.continuum.openwhisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What answers tell of instances that nobody counts. */
class InstanceEstimateTest {

  private static final Instant START = Instant.EPOCH;
  private final InstanceEstimate estimate = new InstanceEstimate(Duration.ofSeconds(10));

  @Test
  void soManyWereReachedWhenTheEarliestOfTheLastAnswersCame() {
    saw("a", 1);
    saw("b", 2);
    saw("c", 3);
    saw("a", 4);

    assertThat(estimate.reached("f", at(5), 1)).contains(at(4));
    assertThat(estimate.reached("f", at(5), 2)).contains(at(3));
    assertThat(estimate.reached("f", at(5), 3)).contains(at(2));
    assertThat(estimate.reached("f", at(5), 4)).isEmpty();
    assertThat(estimate.reached("other", at(5), 1)).isEmpty();
  }

  @Test
  void anInstanceLongUncalledHasGone() {
    saw("a", 0);
    saw("b", 5);

    assertThat(estimate.warm("f", at(10))).isEqualTo(2);
    assertThat(estimate.warm("f", at(11))).isEqualTo(1);
    assertThat(estimate.reached("f", at(11), 2)).isEmpty();
  }

  private void saw(String instance, int second) {
    estimate.saw("f", instance, at(second));
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
