package dev.continuum.simulator.warm;

import dev.continuum.simulator.warm.policy.WarmPolicy;
import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Runs policies over a fleet, all in step, and books what they kept. A policy learns of a minute
 * only after it has decided for it. Linear in policies, functions and minutes. Not thread-safe.
 */
public final class WarmSimulation {

  private final Fleet fleet;
  private final int fitMinutes;
  private final IntConsumer progress;

  /**
   * Prepares runs.
   *
   * @param fitMinutes minutes before the judged ones
   * @param progress is told each minute that is done
   */
  public WarmSimulation(Fleet fleet, int fitMinutes, IntConsumer progress) {
    if (fitMinutes < 0 || fitMinutes >= fleet.minutes()) {
      throw new IllegalArgumentException(
          "The fit (" + fitMinutes + " min) must end before the trace (" + fleet.minutes() + ").");
    }
    this.fleet = fleet;
    this.fitMinutes = fitMinutes;
    this.progress = progress;
  }

  /** What each policy came to, in their order. */
  public List<WarmOutcome> run(List<WarmPolicy> policies) {
    List<Ledger> ledgers = new ArrayList<>();
    for (WarmPolicy policy : policies) {
      ledgers.add(new Ledger(policy, fleet, fitMinutes, false));
    }
    follow(ledgers);
    return ledgers.stream().map(Ledger::outcome).toList();
  }

  /** What one policy came to, with the plan that it followed. */
  public WarmRun plan(WarmPolicy policy) {
    Ledger ledger = new Ledger(policy, fleet, fitMinutes, true);
    follow(List.of(ledger));
    return new WarmRun(ledger.outcome(), ledger.plan());
  }

  /** What would have come of knowing the future: no cold starts, and nothing kept in vain. */
  public WarmOutcome clairvoyant() {
    long calls = 0;
    double held = 0;
    double busy = 0;
    for (int minute = fitMinutes; minute < fleet.minutes(); minute++) {
      for (int function = 0; function < fleet.profiles().size(); function++) {
        Demand demand = fleet.demand(function, minute);
        double gigabytes = fleet.profiles().get(function).gigabytes();
        calls += demand.calls();
        held += Accounting.instanceSeconds(demand, demand.wanted()) * gigabytes;
        busy += demand.busy() * 60 * gigabytes;
      }
    }
    return new WarmOutcome("clairvoyant", calls, 0, held, busy);
  }

  private void follow(List<Ledger> ledgers) {
    for (int minute = 0; minute < fleet.minutes(); minute++) {
      Demand[] demands = fleet.minute(minute);
      for (Ledger ledger : ledgers) {
        ledger.book(minute, demands);
      }
      progress.accept(minute + 1);
    }
  }
}
