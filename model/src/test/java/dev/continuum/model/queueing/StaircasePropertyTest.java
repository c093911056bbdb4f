package dev.continuum.model.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

class StaircasePropertyTest {

  private static final double FREE = Double.POSITIVE_INFINITY;

  @Provide
  Arbitrary<SizingRule> rules() {
    Arbitrary<Double> epsilon = Arbitraries.doubles().between(0.0001, 0.999).ofScale(6);
    return Arbitraries.oneOf(
        epsilon.map(SizingRule.ErlangColdStart::new),
        epsilon.map(SizingRule.Utilization::new),
        Combinators.combine(epsilon, Arbitraries.doubles().between(1, 6))
            .as(SizingRule.ErlangColdStart::new),
        Combinators.combine(
                Arbitraries.doubles().between(0, 2), epsilon, Arbitraries.doubles().between(0.5, 4))
            .as(SizingRule.ErlangQueue::new),
        Arbitraries.just(new SizingRule.NoSizing()),
        Arbitraries.just(new SizingRule.ErlangColdStart(1)));
  }

  @Provide
  Arbitrary<Staircase> staircases() {
    return Combinators.combine(
            rules(),
            Arbitraries.integers().between(1, 20),
            Arbitraries.doubles().between(0.0005, 20).ofScale(5),
            Arbitraries.of(FREE, 10.0, 0.3, 123.456))
        .as((rule, slots, service, rate) -> new Staircase(rule, slots, service, rate, 0, 400));
  }

  @Property
  void thresholdsNeverFall(@ForAll("staircases") Staircase staircase) {
    assertThat(staircase.thresholdLoads(60)).isSorted();
  }

  @Property
  void theLeastNumberIsTheFirstWhoseThresholdReaches(
      @ForAll("staircases") Staircase staircase,
      @ForAll @LongRange(min = 0, max = 3_000_000_000_000L) long rate) {
    assertConsistent(staircase, rate);
  }

  @Property
  void thresholdsAreStepsExactly(
      @ForAll("staircases") Staircase staircase, @ForAll @IntRange(min = 0, max = 399) int count) {
    long threshold = staircase.thresholdLoad(count);
    assertConsistent(staircase, threshold);
    assertThat(staircase.instancesFor(threshold)).isLessThanOrEqualTo(count);
    if (threshold < Staircase.UNLIMITED) {
      assertConsistent(staircase, threshold + 1);
      assertThat(staircase.instancesFor(threshold + 1)).isGreaterThan(count);
    }
  }

  private static void assertConsistent(Staircase staircase, long rate) {
    int needed = staircase.instancesFor(rate);
    if (needed > staircase.mostInstances()) {
      assertThat(staircase.carries(rate)).isFalse();
    } else {
      assertThat(staircase.thresholdLoad(needed)).isGreaterThanOrEqualTo(rate);
    }
    if (needed > 0) {
      assertThat(staircase.thresholdLoad(needed - 1)).isLessThan(rate);
    }
  }

  @Property
  void atAThresholdTheRuleHoldsAndJustAboveItDoesNot(
      @ForAll("rules") SizingRule rule,
      @ForAll @IntRange(min = 1, max = 300) int instances,
      @ForAll @IntRange(min = 1, max = 8) int slots,
      @ForAll @Scale(4) @DoubleRange(min = 0.001, max = 5) double service) {
    var staircase = new Staircase(rule, slots, service, FREE, 0, 300);
    long threshold = staircase.thresholdLoad(instances);
    if (threshold == Staircase.UNLIMITED) {
      assertThat(rule.carries(0, 1e6, service)).isTrue();
      return;
    }
    int all = instances * slots;
    assertThat(rule.carries(all, threshold / 1e9 * service, service)).isTrue();
    double above = Math.max(threshold + 1.5, threshold * (1 + 1e-12));
    assertThat(rule.carries(all, above / 1e9 * service, service)).isFalse();
  }

  @Property(tries = 50)
  void aThresholdDoesNotDependOnWhatWasAskedBefore(@ForAll("rules") SizingRule rule) {
    var upward = new Staircase(rule, 2, 0.05, FREE, 0, 100);
    var downward = new Staircase(rule, 2, 0.05, FREE, 0, 100);
    long[] down = new long[101];
    for (int k = 100; k >= 0; k--) {
      down[k] = downward.thresholdLoad(k);
    }
    assertThat(upward.thresholdLoads(100)).isEqualTo(down);
  }

  @Example
  void decimalsOfAUtilizationTargetAreTakenAsWritten() {
    var staircase = new Staircase(new SizingRule.Utilization(0.7), 1, 0.1, FREE, 0, 10);
    assertThat(staircase.thresholdLoads(3))
        .containsExactly(0, 7_000_000_000L, 14_000_000_000L, 21_000_000_000L);
    assertThat(staircase.instancesFor(7_000_000_000L)).isEqualTo(1);
    assertThat(staircase.instancesFor(7_000_000_001L)).isEqualTo(2);
  }

  @Example
  void halfOfTheCallsLostAtOneSlotIsOneErlang() {
    var staircase = new Staircase(new SizingRule.ErlangColdStart(0.5), 1, 0.1, FREE, 0, 10);
    assertThat(staircase.thresholdLoad(1)).isEqualTo(10_000_000_000L);
  }

  @Example
  void scaleToZeroAndNoSizingNeedNothing() {
    for (SizingRule rule : List.of(new SizingRule.ErlangColdStart(1), new SizingRule.NoSizing())) {
      var staircase = new Staircase(rule, 1, 0.1, FREE, 2, 10);
      assertThat(staircase.instancesFor(Long.MAX_VALUE)).isZero();
      assertThat(staircase.deployedInstancesFor(5)).isEqualTo(2);
    }
  }

  @Example
  void theRateOfAnInstanceBindsUnderEveryRule() {
    for (SizingRule rule :
        List.of(
            new SizingRule.ErlangColdStart(1),
            new SizingRule.ErlangColdStart(0.01),
            new SizingRule.ErlangQueue(1, 0.05, 1),
            new SizingRule.Utilization(0.9),
            new SizingRule.NoSizing())) {
      var staircase = new Staircase(rule, 100, 0.001, 10, 0, 50);
      assertThat(staircase.thresholdLoads(3))
          .containsExactly(0, 10_000_000_000L, 20_000_000_000L, 30_000_000_000L);
      assertThat(staircase.instancesFor(30_000_000_001L)).isEqualTo(4);
    }
  }

  @Example
  void noLoadNeedsNothingButTheFloor() {
    var staircase = new Staircase(new SizingRule.ErlangQueue(0, 0.05, 1), 1, 1, 10, 3, 50);
    assertThat(staircase.instancesFor(0)).isZero();
    assertThat(staircase.deployedInstancesFor(0)).isEqualTo(3);
  }

  @Example
  void tooMuchLoadIsOneMoreThanTheMost() {
    var staircase = new Staircase(new SizingRule.ErlangQueue(0, 0.05, 1), 1, 1, FREE, 0, 50);
    assertThat(staircase.carries(50_000_000_000L)).isFalse();
    assertThat(staircase.instancesFor(50_000_000_000L)).isEqualTo(51);
    assertThatThrownBy(() -> staircase.thresholdLoad(51))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void aHundredThousandInstancesAgreeWithErlang() {
    var staircase = new Staircase(new SizingRule.ErlangColdStart(0.01), 1, 0.5, FREE, 0, 100_000);
    for (long rate : new long[] {1L, 77_000_000_000L, 3_456_789_000_000L, 198_000_000_000_000L}) {
      assertConsistent(staircase, rate);
      assertThat(staircase.instancesFor(rate)).isEqualTo(ErlangB.servers(rate / 1e9 * 0.5, 0.01));
    }
  }

  @Example
  void threadsThatRaceSeeTheSameThresholds() {
    var shared = new Staircase(new SizingRule.ErlangColdStart(0.01), 1, 0.5, FREE, 0, 2000);
    var alone = new Staircase(new SizingRule.ErlangColdStart(0.01), 1, 0.5, FREE, 0, 2000);
    long[] raced =
        IntStream.range(0, 4000)
            .parallel()
            .mapToLong(k -> shared.thresholdLoad(k % 2001))
            .toArray();
    long[] expected = LongStream.of(alone.thresholdLoads(2000)).toArray();
    assertThat(Arrays.copyOf(raced, 2001)).isEqualTo(expected);
  }

  @Example
  void absurdArgumentsAreRefused() {
    var rule = new SizingRule.NoSizing();
    assertThatThrownBy(() -> new Staircase(rule, 0, 1, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Staircase(rule, 1, 0, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Staircase(rule, 1, 1, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Staircase(rule, 1 << 20, 1, 1, 0, 1 << 20))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SizingRule.ErlangColdStart(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SizingRule.ErlangColdStart(0.1, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SizingRule.ErlangQueue(-1, 0.1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
