package dev.continuum.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChangeBudgetTest {

  private final ChangeBudget budget = new ChangeBudget(10, Duration.ofMinutes(1));

  @Test
  void whatIsSpentComesBackAfterTheWindow() {
    List<ChangeBudget.Spent> spent = budget.after(List.of(), 1_000_000, 7);

    assertThat(budget.left(spent, 1_000_000)).isEqualTo(3);
    assertThat(budget.left(spent, 1_059_999)).isEqualTo(3);
    assertThat(budget.moreAtMillis(spent, 1_000_000).orElseThrow())
        .isBetween(1_060_000L, 1_063_000L);
    assertThat(budget.left(spent, 1_063_000)).isEqualTo(10);
    assertThat(budget.moreAtMillis(spent, 1_063_000)).isEmpty();
    assertThat(budget.after(spent, 1_063_000, 0)).isEmpty();
  }

  @Test
  void noWindowEverHoldsMoreAndFewStepsAreKept() {
    SplittableRandom random = new SplittableRandom(5);
    List<ChangeBudget.Spent> spent = List.of();
    List<double[]> made = new ArrayList<>();
    for (long now = 0; now < 600_000; now += 1 + random.nextLong(900)) {
      double changes = Math.min(random.nextInt(4), budget.left(spent, now));
      spent = budget.after(spent, now, changes);
      made.add(new double[] {now, changes});
      assertThat(spent).hasSizeLessThanOrEqualTo(22);
    }
    for (double[] first : made) {
      double inWindow =
          made.stream()
              .filter(each -> each[0] >= first[0] && each[0] < first[0] + 60_000)
              .mapToDouble(each -> each[1])
              .sum();
      assertThat(inWindow).isLessThanOrEqualTo(10);
    }
  }

  @Test
  void aBudgetThatCannotBeKeptIsRefused() {
    assertThatThrownBy(() -> new ChangeBudget(-1, Duration.ofMinutes(1)))
        .hasMessageContaining("0 or more");
    assertThatThrownBy(() -> new ChangeBudget(Double.NaN, Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
