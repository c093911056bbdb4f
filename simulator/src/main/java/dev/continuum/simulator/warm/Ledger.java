package dev.continuum.simulator.warm;

import dev.continuum.simulator.warm.policy.WarmPolicy;
import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.Fleet;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.ArrayList;
import java.util.List;

/** One policy's decisions and what they came to. Not thread-safe. */
final class Ledger {

  private final WarmPolicy policy;
  private final List<FunctionProfile> functions;
  private final int fitMinutes;
  private final boolean keepsPlan;
  private final WarmPolicy.Session session;
  private final List<int[]> kept = new ArrayList<>();
  private final List<Double> prices = new ArrayList<>();
  private long calls;
  private long coldStarts;
  private double gigabyteSeconds;
  private double busyGigabyteSeconds;

  Ledger(WarmPolicy policy, Fleet fleet, int fitMinutes, boolean keepsPlan) {
    this.policy = policy;
    this.functions = fleet.profiles();
    this.fitMinutes = fitMinutes;
    this.keepsPlan = keepsPlan;
    session = policy.start(functions, fitMinutes);
  }

  /** Lets the policy decide, books the minute, and only then tells it. */
  void book(int minute, Demand[] demands) {
    if (minute >= fitMinutes) {
      int[] counts = session.keep();
      if (keepsPlan) {
        kept.add(counts);
        prices.add(session.memoryPrice());
      }
      for (int function = 0; function < counts.length; function++) {
        Demand demand = demands[function];
        double gigabytes = functions.get(function).gigabytes();
        calls += demand.calls();
        coldStarts += Accounting.coldStarts(demand, counts[function]);
        gigabyteSeconds += Accounting.instanceSeconds(demand, counts[function]) * gigabytes;
        busyGigabyteSeconds += demand.busy() * 60 * gigabytes;
      }
    }
    session.observe(demands);
  }

  WarmOutcome outcome() {
    return new WarmOutcome(policy.name(), calls, coldStarts, gigabyteSeconds, busyGigabyteSeconds);
  }

  WarmPlan plan() {
    List<WarmPlan.Schedule> schedules = new ArrayList<>();
    for (int function = 0; function < functions.size(); function++) {
      int[] counts = new int[kept.size()];
      for (int minute = 0; minute < counts.length; minute++) {
        counts[minute] = kept.get(minute)[function];
      }
      schedules.add(WarmPlan.Schedule.of(functions.get(function).id(), fitMinutes, counts));
    }
    return WarmPlan.of(fitMinutes, fitMinutes + kept.size(), schedules, priceChanges());
  }

  private List<WarmPlan.Price> priceChanges() {
    List<WarmPlan.Price> changes = new ArrayList<>();
    for (int minute = 0; minute < prices.size(); minute++) {
      double price = prices.get(minute);
      if (changes.isEmpty() ? price != 0 : changes.getLast().gigabyteSeconds() != price) {
        changes.add(new WarmPlan.Price(fitMinutes + minute, price));
      }
    }
    return changes;
  }
}
