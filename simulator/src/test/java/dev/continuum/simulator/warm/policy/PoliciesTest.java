package dev.continuum.simulator.warm.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.simulator.warm.Fixtures;
import dev.continuum.simulator.warm.forecast.Forecasters;
import dev.continuum.simulator.warm.trace.Fleet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each policy on a trace small enough to follow by hand. */
class PoliciesTest {

  @Test
  void fixedKeepAliveKeepsTheMostNeededOfLate() {
    Fleet fleet = Fixtures.fleet(60, 3, 0, 0, 0, 0, 0);
    assertThat(kept(new FixedKeepAlive(2), fleet)).startsWith(0, 3).endsWith(0, 0);
  }

  @Test
  void hybridHistogramStaysForItsRangeUntilItKnowsBetter() {
    int[] calls = new int[10];
    calls[0] = 1;
    assertThat(kept(new HybridHistogram(5), Fixtures.fleet(1, calls)))
        .containsExactly(0, 1, 1, 1, 1, 1, 0, 0, 0, 0);
  }

  @Test
  void hybridHistogramComesBackBeforeAPeriodicCall() {
    List<Integer> kept = kept(new HybridHistogram(240), Fixtures.fleet(1, Fixtures.every(30, 600)));
    assertThat(kept.subList(511, 541)).startsWith(0, 0, 0).endsWith(1);
  }

  @Test
  void greedyDualEvictsWhatIsCalledLeast() {
    Fleet fleet =
        Fleet.of(
            new dev.continuum.simulator.warm.trace.Trace(
                4,
                List.of(
                    Fixtures.function("often", 1, 9, 0, 0, 0),
                    Fixtures.function("seldom", 1, 1, 0, 0, 0),
                    Fixtures.function("late", 1, 0, 1, 0, 0))));
    WarmPolicy.Session session = new GreedyDual(0.2).start(fleet.profiles(), 0);
    session.observe(fleet.minute(0));
    session.observe(fleet.minute(1));
    assertThat(session.keep()).containsExactly(1, 0, 1);
  }

  @Test
  void targetTrackingGrowsAfterThreeMinutesAndShrinksAfterFifteen() {
    int[] calls = new int[40];
    Arrays.fill(calls, 0, 10, 7);
    List<Integer> kept = kept(new LambdaTargetTracking(0.7, 1, 0), Fixtures.fleet(60, calls));
    assertThat(kept.subList(0, 3)).containsOnly(1);
    assertThat(kept.get(6)).isEqualTo(10);
    assertThat(kept.get(24)).isEqualTo(10);
    assertThat(kept.getLast()).isEqualTo(1);
  }

  @Test
  void kpaAimsAtItsTargetAndHalvesAtMost() {
    int[] calls = {7, 7, 7, 0, 0, 0, 0, 0, 0};
    List<Integer> kept = kept(new KnativeKpa(0.7, 0), Fixtures.fleet(60, calls));
    assertThat(kept.get(3)).isEqualTo(10);
    assertThat(kept.getLast()).isLessThan(10);
    for (int minute = 3; minute < kept.size(); minute++) {
      assertThat(kept.get(minute)).isGreaterThanOrEqualTo(kept.get(minute - 1) / 2);
    }
  }

  @Test
  void openWhiskStartsMoreForCallsThatWaitTooLong() {
    int[] calls = {4, 0, 0, 0, 0, 0};
    List<Integer> kept = kept(new OpenWhiskScheduler(2), Fixtures.fleet(1, calls));
    assertThat(kept).containsExactly(0, 4, 4, 0, 0, 0);
  }

  @Test
  void femuxLeavesAForecasterThatWastesMemory() {
    List<Integer> kept = kept(new FemuxSwitching(0.001), Fixtures.fleet(1, Fixtures.every(9, 600)));
    assertThat(kept.subList(20, 500)).containsOnly(1);
    assertThat(kept.subList(520, 600)).contains(0);
  }

  @Test
  void oursKeepsATimerOnlyForTheMinuteInWhichItFires() {
    Fleet fleet = Fixtures.fleet(1, Fixtures.every(30, 900));
    ExpectedCost ours =
        new ExpectedCost(Forecasters.combination(), WarmCost.FEMUX, Double.POSITIVE_INFINITY);
    List<Integer> kept = kept(ours, fleet);
    for (int minute = 600; minute < 900; minute++) {
      assertThat(kept.get(minute)).as("minute " + minute).isEqualTo(minute % 30 == 0 ? 1 : 0);
    }
  }

  @Test
  void oursOrdersAsEarlyAsTheStartUpPathIsLong() {
    Fleet fleet = Fixtures.fleet(1, Fixtures.every(30, 900));
    WarmCost slow = new WarmCost(500, 150);
    assertThat(slow.leadMinutes()).isEqualTo(2);
    List<Integer> kept =
        kept(new ExpectedCost(Forecasters.combination(), slow, Double.POSITIVE_INFINITY), fleet);
    for (int minute = 600; minute < 900; minute += 30) {
      assertThat(kept.get(minute)).as("minute " + minute).isEqualTo(1);
    }
    assertThat(kept.subList(600, 900).stream().mapToInt(Integer::intValue).sum()).isLessThan(40);
  }

  @Test
  void oursStaysWithinMemoryAndTellsItsPrice() {
    int[] always = new int[120];
    Arrays.fill(always, 5);
    Fleet fleet =
        Fleet.of(
            new dev.continuum.simulator.warm.trace.Trace(
                120,
                List.of(Fixtures.function("a", 1, always), Fixtures.function("b", 1, always))));
    WarmPolicy.Session session =
        new ExpectedCost(Forecasters.combination(), WarmCost.FEMUX, 0.15)
            .start(fleet.profiles(), 60);
    for (int minute = 0; minute < 120; minute++) {
      session.observe(fleet.minute(minute));
    }
    assertThat(Arrays.stream(session.keep()).sum()).isEqualTo(1);
    assertThat(session.memoryPrice()).isPositive();
  }

  private static List<Integer> kept(WarmPolicy policy, Fleet fleet) {
    WarmPolicy.Session session = policy.start(fleet.profiles(), fleet.minutes() / 2);
    List<Integer> kept = new ArrayList<>();
    for (int minute = 0; minute < fleet.minutes(); minute++) {
      kept.add(session.keep()[0]);
      session.observe(fleet.minute(minute));
    }
    return kept;
  }
}
