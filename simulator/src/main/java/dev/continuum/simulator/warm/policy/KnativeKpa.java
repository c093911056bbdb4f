package dev.continuum.simulator.warm.policy;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;

/**
 * Knative's pod autoscaler: concurrency over the stable window (60 s) divided by the target, at
 * most 1,000 times and at least half of what is ready; panic, in which it never shrinks for a
 * stable window, when twice as many are wanted as are ready; shrinking delayed by the most that was
 * wanted over a window. With counts per minute the 6 s panic window reads the same concurrency as
 * the stable one. O(1) amortised per function and minute.
 *
 * @param target concurrency per instance to aim at; Knative's default is 0.7 of the limit
 * @param delayMinutes scale-down delay; Knative's default is 0
 * @see <a href="https://knative.dev/docs/serving/autoscaling/kpa-specific/">Knative: KPA</a>
 */
public record KnativeKpa(double target, int delayMinutes) implements WarmPolicy {

  private static final double UP = 1000;
  private static final double DOWN = 2;
  private static final double PANIC = 2;

  @Override
  public String name() {
    return "knative-kpa-" + Words.number(target) + "-" + delayMinutes + "m";
  }

  @Override
  public Session start(List<FunctionProfile> functions, int fitMinutes) {
    return new PerFunction(
        functions, function -> new Rule(target, new SlidingMaximum(Math.max(1, delayMinutes))));
  }

  /** One function. */
  private static final class Rule implements PerFunction.Rule {
    private final double target;
    private final SlidingMaximum delayed;
    private int ready;
    private boolean panic;

    private Rule(double target, SlidingMaximum delayed) {
      this.target = target;
      this.delayed = delayed;
    }

    @Override
    public int keep() {
      return ready;
    }

    @Override
    public void observe(Demand demand) {
      int wanted = (int) Math.ceil(demand.busy() / target - 1e-9);
      if (demand.needed() == 0) {
        wanted = 0;
      }
      double most = Math.ceil(UP * Math.max(1, ready));
      double least = Math.floor(ready / DOWN);
      wanted = (int) Math.max(least, Math.min(most, wanted));
      boolean now = wanted >= PANIC * Math.max(1, ready);
      if (now || panic) {
        wanted = Math.max(wanted, ready);
      }
      panic = now;
      delayed.add(wanted);
      ready = delayed.get();
    }
  }
}
