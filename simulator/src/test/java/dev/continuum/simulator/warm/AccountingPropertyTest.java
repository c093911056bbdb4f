package dev.continuum.simulator.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.Fleet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The closed forms against calls laid out one by one. */
class AccountingPropertyTest {

  @Property(tries = 200)
  void busyTimeIsThatOfEvenlySpacedCalls(
      @ForAll @IntRange(max = 40) int first,
      @ForAll @IntRange(max = 40) int second,
      @ForAll @DoubleRange(min = 0.001, max = 400) double service) {
    int[] calls = {first, second, 0, 0, 0, 0, 0, 0, 0};
    Fleet fleet = Fixtures.fleet(service, calls);
    for (int minute = 0; minute < calls.length; minute++) {
      double busy = 0;
      for (int from = 0; from <= minute; from++) {
        for (int call = 0; call < calls[from]; call++) {
          double start = from * 60 + (call + 0.5) * 60 / calls[from];
          double end = Math.min(start + service, (minute + 1) * 60.0);
          busy += Math.max(0, end - Math.max(start, minute * 60.0));
        }
      }
      Demand demand = fleet.demand(0, minute);
      assertThat(demand.busy()).isCloseTo(demand.busy() == 0 ? 0 : busy / 60, within(1e-6));
      assertThat(demand.needed()).isBetween(demand.calls() > 0 ? 1 : 0, first + second);
    }
  }

  @Property
  void oneMoreInstanceNeverMakesMoreColdStartsNorHoldsLess(
      @ForAll @IntRange(max = 50) int calls,
      @ForAll @IntRange(max = 50) int kept,
      @ForAll @DoubleRange(min = 0, max = 30) double busy) {
    Demand demand = new Demand(calls, busy, Math.max(calls > 0 ? 1 : 0, (int) Math.ceil(busy)));
    assertThat(Accounting.coldStarts(demand, kept + 1))
        .isLessThanOrEqualTo(Accounting.coldStarts(demand, kept));
    assertThat(Accounting.coldStarts(demand, kept)).isBetween(0, calls);
    assertThat(Accounting.instanceSeconds(demand, kept + 1))
        .isGreaterThanOrEqualTo(Accounting.instanceSeconds(demand, kept) - 1e-9);
    assertThat(Accounting.instanceSeconds(demand, kept))
        .isGreaterThanOrEqualTo(Math.max(60.0 * kept, 60 * busy));
  }
}
