package dev.continuum.datasets.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.model.validation.InvalidProblemException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WarmPlanCsvTest {

  private static final String PLAN =
      """
      node,function,minute,instances
      edge,"a, b",5,2
      edge,"a, b",9,0
      cloud,c,7,1
      cloud,c,9,0
      """;

  private static final List<String> PIECES =
      List.of("-1", "1e400", "NaN", "\"", ",", "\n", "\r", "\u0000", "9.5", "99999999999", "");

  @Test
  void aPlanEndsWhereNothingIsKeptAnyMore() {
    WarmPlanCsv plan = WarmPlanCsv.read(PLAN, "plan.csv");

    assertThat(plan.message().getFromMinute()).isEqualTo(5);
    assertThat(plan.message().getToMinute()).isEqualTo(9);
    assertThat(plan.message().getSchedules(0).getFunction()).isEqualTo("a, b");
    assertThat(plan.message().getSchedules(1).getSteps(0).getInstances()).isEqualTo(1);
    assertThat(plan.lines()).containsExactly(2, 4);
  }

  @Test
  void aPlanThatKeepsSomethingInItsLastLineHolds() {
    WarmPlanCsv plan = WarmPlanCsv.read("node,function,minute,instances\nedge,a,0,3\n", "plan.csv");

    assertThat(plan.message().getToMinute()).isGreaterThan(1_000_000);
  }

  @Test
  void minutesMustRiseAndNumbersMustBeWhole() {
    assertThatThrownBy(
            () ->
                WarmPlanCsv.read(
                    "node,function,minute,instances\nedge,a,5,3\nedge,a,4,1\nedge,a,6,1.5\n", "p"))
        .isInstanceOfSatisfying(
            InvalidProblemException.class,
            e ->
                assertThat(e.issues())
                    .extracting(issue -> issue.path())
                    .containsExactly("p:3", "p:4"));
  }

  @Test
  void mutatedTablesEndInAPlanOrInIssues() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      int at = random.nextInt(PLAN.length());
      String text =
          PLAN.substring(0, at)
              + PIECES.get(random.nextInt(PIECES.size()))
              + PLAN.substring(Math.min(PLAN.length(), at + random.nextInt(4)));
      try {
        assertThat(WarmPlanCsv.read(text, "plan.csv").message().getToMinute()).isNotNegative();
      } catch (InvalidProblemException e) {
        assertThat(e.issues()).isNotEmpty();
      }
    }
  }
}
