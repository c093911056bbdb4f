package dev.continuum.model.evaluation;

import dev.continuum.model.quantity.Rate;
import dev.continuum.model.queueing.ErlangC;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.queueing.SizingRule;
import dev.continuum.model.queueing.Staircase;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Rule 2 and its queues: how many instances a load needs where, and what calls meet at the load
 * there is. Staircases are kept by what they depend on. Not thread-safe.
 */
final class FunctionSizing {

  private static final int FIRST_STAIRS = 1 << 10;
  private static final int MOST_SLOTS = Integer.MAX_VALUE - 1;

  private final Catalogue catalogue;
  private final Map<Key, Staircase> staircases = new HashMap<>();

  FunctionSizing(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  private record Key(
      SizingRule rule, int slots, double serviceSeconds, double instanceRate, int most) {}

  /** W(Λ) without the floor, the rate of one instance included. */
  long required(
      Function function,
      ServiceProfile profile,
      Overflow overflow,
      Rate instanceRate,
      long loadNanos) {
    double service = Connection.seconds(profile.mean());
    SizingRule rule = service > 0 ? rule(function, profile, overflow) : new SizingRule.NoSizing();
    int most = MOST_SLOTS / function.concurrency();
    for (int stairs = Math.min(FIRST_STAIRS, most); ; stairs = (int) Math.min(16L * stairs, most)) {
      Staircase staircase =
          staircases.computeIfAbsent(
              new Key(
                  rule,
                  function.concurrency(),
                  service > 0 ? service : 1,
                  instanceRate.perSecond(),
                  stairs),
              key ->
                  new Staircase(
                      key.rule(),
                      key.slots(),
                      key.serviceSeconds(),
                      key.instanceRate(),
                      0,
                      key.most()));
      if (stairs == most || staircase.carries(loadNanos)) {
        return staircase.instancesFor(loadNanos);
      }
    }
  }

  private SizingRule rule(Function function, ServiceProfile profile, Overflow overflow) {
    Sizing sizing = function.sizing();
    return switch (sizing.kind()) {
      case NONE -> new SizingRule.NoSizing();
      case UTILIZATION -> new SizingRule.Utilization(sizing.target());
      case ERLANG ->
          sizing.epsilon() == 1
              ? new SizingRule.NoSizing()
              : switch (overflow) {
                case QUEUE ->
                    new SizingRule.ErlangQueue(
                        Connection.seconds(sizing.waitBudget()),
                        sizing.epsilon(),
                        variability(function, profile));
                case COLD_START ->
                    new SizingRule.ErlangColdStart(sizing.epsilon(), peakedness(function));
              };
    };
  }

  /** z, of the arrivals. */
  private double peakedness(Function function) {
    return SizingRule.ErlangColdStart.peakedness(catalogue.arrivalScv(function.id()));
  }

  /** φ = (c²_a + c²_f)/2. */
  private double variability(Function function, ServiceProfile profile) {
    return (catalogue.arrivalScv(function.id()) + profile.scv()) / 2;
  }

  /** c = w·k_f. */
  static int slots(Function function, long warm) {
    return (int) Math.min(MOST_SLOTS, Amount.product(warm, function.concurrency()));
  }

  /**
   * P(all busy) where calls overflow into new instances, P(wait &gt; τ) where they queue; empty
   * where nothing is warm.
   */
  OptionalDouble overflowProbability(
      Function function, ServiceProfile profile, Overflow overflow, long warm, double erlang) {
    if (warm <= 0) {
      return OptionalDouble.empty();
    }
    int slots = slots(function, warm);
    double service = Connection.seconds(profile.mean());
    return OptionalDouble.of(
        switch (overflow) {
          case COLD_START ->
              new SizingRule.ErlangColdStart(1, peakedness(function)).overflow(slots, erlang);
          case QUEUE ->
              service == 0
                  ? 0
                  : ErlangC.waitTail(
                      slots,
                      erlang,
                      service * variability(function, profile),
                      Connection.seconds(function.sizing().waitBudget()));
        });
  }

  /**
   * The wait of calls at the load there is: none with some probability, else exponential.
   *
   * @param probability of waiting
   * @param meanMicros of those that wait; infinite where calls arrive faster than they are served
   */
  record Wait(double probability, double meanMicros) {

    static final Wait NONE = new Wait(0, 0);

    LatencyLaw law() {
      return LatencyLaw.waiting(probability, meanMicros);
    }
  }

  /** Whether the sizing rule wants instances at all. */
  static boolean asksForInstances(Function function) {
    Sizing sizing = function.sizing();
    return switch (sizing.kind()) {
      case NONE -> false;
      case UTILIZATION -> true;
      case ERLANG -> sizing.epsilon() < 1;
    };
  }

  /** The wait on a node that queues, of a function whose sizing asks for instances. */
  Wait wait(
      Function function, ServiceProfile profile, Overflow overflow, long warm, double erlang) {
    if (overflow != Overflow.QUEUE || !asksForInstances(function) || erlang == 0) {
      return Wait.NONE;
    }
    int slots = slots(function, warm);
    if (erlang >= slots) {
      return new Wait(1, Double.POSITIVE_INFINITY);
    }
    double scale = Connection.seconds(profile.mean()) * variability(function, profile);
    return new Wait(ErlangC.probabilityOfWait(slots, erlang), scale * 1e6 / (slots - erlang));
  }
}
