package dev.continuum.model.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class ErlangPropertyTest {

  private static final MathContext DIGITS = new MathContext(40);

  @Property
  void lossFollowsItsRecurrence(
      @ForAll @IntRange(min = 1, max = 2000) int servers,
      @ForAll @DoubleRange(min = 0.5, max = 2) double utilization) {
    double load = utilization * servers;
    double before = ErlangB.probability(servers - 1, load);
    double expected = load * before / (servers + load * before);
    assertThat(ErlangB.probability(servers, load)).isCloseTo(expected, within(1e-12 * expected));
  }

  @Property
  void lossAndDelayRiseWithLoad(
      @ForAll @IntRange(min = 1, max = 500) int servers,
      @ForAll @DoubleRange(min = 0.3, max = 0.98) double utilization) {
    double load = utilization * servers;
    double more = load * 1.01;
    assertThat(ErlangB.probability(servers, more))
        .isGreaterThan(ErlangB.probability(servers, load));
    assertThat(ErlangC.probabilityOfWait(servers, more))
        .isGreaterThan(ErlangC.probabilityOfWait(servers, load));
    assertThat(ErlangC.meanWaitSeconds(servers, more, 1))
        .isGreaterThan(ErlangC.meanWaitSeconds(servers, load, 1));
  }

  @Property
  void leastServersForALossTargetAreLeast(
      @ForAll @DoubleRange(min = 0, max = 3000) double load,
      @ForAll @Scale(9) @DoubleRange(min = 0.0001, max = 0.9) double target) {
    int servers = ErlangB.servers(load, target);
    assertThat(ErlangB.probability(servers, load)).isLessThanOrEqualTo(target);
    assertThat(servers == 0 || ErlangB.probability(servers - 1, load) > target).isTrue();
  }

  @Property
  void leastServersForATailTargetAreLeast(
      @ForAll @DoubleRange(min = 0, max = 3000) double load,
      @ForAll @DoubleRange(min = 0, max = 3) double wait,
      @ForAll @Scale(9) @DoubleRange(min = 0.0001, max = 0.9) double target) {
    int servers = ErlangC.serversForTail(load, 2, wait, target);
    assertThat(ErlangC.waitTail(servers, load, 2, wait)).isLessThanOrEqualTo(target);
    assertThat(servers == 0 || ErlangC.waitTail(servers - 1, load, 2, wait) > target).isTrue();
  }

  @Property
  void theMostLoadKeepsTheTargetAndUsesIt(
      @ForAll @IntRange(min = 1, max = 5000) int servers,
      @ForAll @DoubleRange(min = 0, max = 3) double wait,
      @ForAll @Scale(9) @DoubleRange(min = 1e-9, max = 0.999) double target) {
    double lost = ErlangB.offeredLoad(servers, target);
    assertThat(ErlangB.probability(servers, lost)).isLessThanOrEqualTo(target);
    assertThat(ErlangB.probability(servers, lost * (1 + 1e-10))).isGreaterThan(target);
    double delayed = ErlangC.offeredLoadForTail(servers, 0.5, wait, target);
    assertThat(ErlangC.waitTail(servers, delayed, 0.5, wait)).isLessThanOrEqualTo(target);
    assertThat(ErlangC.waitTail(servers, delayed * (1 + 1e-10), 0.5, wait)).isGreaterThan(target);
  }

  @Property
  void theContinuousLossRunsThroughTheIntegers(
      @ForAll @IntRange(min = 0, max = 150) int servers,
      @ForAll @DoubleRange(min = 1, max = 300) double load) {
    double at = ErlangB.probability(servers, load);
    assertThat(ErlangB.continuousProbability(servers, load)).isCloseTo(at, within(1e-12 * at));
    double between = ErlangB.continuousProbability(servers + 0.5, load);
    assertThat(between).isBetween(ErlangB.probability(servers + 1, load), at);
    double next = ErlangB.continuousProbability(servers + 1.5, load);
    double recurrence = load * between / (servers + 1.5 + load * between);
    assertThat(next).isCloseTo(recurrence, within(1e-11 * recurrence));
  }

  @Property
  void waitQuantileInvertsTheTail(
      @ForAll @IntRange(min = 1, max = 200) int servers,
      @ForAll @DoubleRange(min = 0.1, max = 0.99) double utilization,
      @ForAll @Scale(9) @DoubleRange(min = 0.5, max = 0.9999) double probability) {
    double load = utilization * servers;
    double wait = ErlangC.waitQuantileSeconds(servers, load, 3, probability);
    double within = ErlangC.waitWithin(servers, load, 3, wait);
    if (wait > 0) {
      assertThat(within).isCloseTo(probability, within(1e-12));
    } else {
      assertThat(within).isGreaterThanOrEqualTo(probability);
    }
  }

  @Example
  void agreesWithFortyDigitsUpToAHundredThousandServers() {
    double[][] cases = {
      {7, 3.25}, {100, 130}, {1000, 900.5}, {10_000, 9_700}, {100_000, 99_800}, {100_000, 97_000}
    };
    for (double[] one : cases) {
      int servers = (int) one[0];
      BigDecimal loss = exactLoss(servers, new BigDecimal(one[1]));
      double exact = loss.doubleValue();
      assertThat(ErlangB.probability(servers, one[1])).isCloseTo(exact, within(1e-12 * exact));
      if (one[1] < servers) {
        BigDecimal rho = new BigDecimal(one[1]).divide(new BigDecimal(servers), DIGITS);
        BigDecimal kept = BigDecimal.ONE.subtract(rho.multiply(BigDecimal.ONE.subtract(loss)));
        double delay = loss.divide(kept, DIGITS).doubleValue();
        assertThat(ErlangC.probabilityOfWait(servers, one[1]))
            .isCloseTo(delay, within(1e-12 * delay));
      }
    }
  }

  private static BigDecimal exactLoss(int servers, BigDecimal load) {
    BigDecimal inverse = BigDecimal.ONE;
    for (int c = 1; c <= servers; c++) {
      BigDecimal factor = new BigDecimal(c).divide(load, DIGITS);
      inverse = BigDecimal.ONE.add(factor.multiply(inverse, DIGITS), DIGITS);
    }
    return BigDecimal.ONE.divide(inverse, DIGITS);
  }

  @Example
  void extremesAreAnsweredWithoutOverflow() {
    assertThat(ErlangB.probability(100_000, 1)).isZero();
    assertThat(ErlangB.probability(100_000, 1e12)).isCloseTo(1 - 1e-7, within(1e-12));
    assertThat(ErlangB.probability(0, 5)).isEqualTo(1);
    assertThat(ErlangB.probability(0, 0)).isEqualTo(1);
    assertThat(ErlangB.probability(3, 0)).isZero();
    assertThat(ErlangC.probabilityOfWait(100_000, 1)).isZero();
    assertThat(ErlangC.probabilityOfWait(5, 5)).isEqualTo(1);
    assertThat(ErlangC.meanWaitSeconds(5, 6, 1)).isInfinite();
    assertThat(ErlangB.offeredLoad(10, 1)).isInfinite();
    assertThat(ErlangB.offeredLoad(100_000, 1e-300)).isBetween(80_000.0, 100_000.0);
    assertThat(ErlangB.servers(100_000, 0.01)).isBetween(98_000, 100_000);
    assertThatThrownBy(() -> ErlangB.probability(-1, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ErlangC.servers(Double.NaN, 0.1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
