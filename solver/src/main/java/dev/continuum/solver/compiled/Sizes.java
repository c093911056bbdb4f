package dev.continuum.solver.compiled;

import dev.continuum.model.queueing.SizingRule;
import dev.continuum.model.queueing.Staircase;
import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.workload.AcceleratorNeed;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;

/** How many instances fit and how many a load needs, of one function in one place. */
final class Sizes {

  /** Beyond this no staircase is asked; 100,000 instances are what the queueing is proven for. */
  private static final long MOST_INSTANCES = 1_000_000;

  private Sizes() {}

  static Staircase staircase(
      Function function,
      ServiceProfile profile,
      Capacity capacity,
      Overflow overflow,
      double arrivalScv) {
    Sizing sizing = function.sizing();
    double serviceSeconds = profile.mean().toNanos() / 1e9;
    SizingRule rule =
        switch (sizing.kind()) {
          case NONE -> new SizingRule.NoSizing();
          case UTILIZATION -> new SizingRule.Utilization(sizing.target());
          case ERLANG ->
              switch (overflow) {
                case COLD_START ->
                    new SizingRule.ErlangColdStart(
                        sizing.epsilon(), SizingRule.ErlangColdStart.peakedness(arrivalScv));
                case QUEUE ->
                    sizing.epsilon() >= 1
                        ? new SizingRule.NoSizing()
                        : new SizingRule.ErlangQueue(
                            sizing.waitBudget().toNanos() / 1e9,
                            sizing.epsilon(),
                            (arrivalScv + profile.scv()) / 2);
              };
        };
    return new Staircase(
        rule,
        function.concurrency(),
        serviceSeconds,
        capacity.instanceRate().perSecond(),
        (int) Math.min(sizing.floor(), MOST_INSTANCES),
        (int) (MOST_INSTANCES / function.concurrency()));
  }

  /** Most instances that a place's own limits leave room for. */
  static long mostInstances(Function function, Capacity capacity) {
    long most = capacity.instances();
    if (function.memory().bytes() > 0 && !capacity.usableMemory().isUnlimited()) {
      most = Math.min(most, capacity.usableMemory().bytes() / function.memory().bytes());
    }
    for (AcceleratorNeed need : function.accelerators()) {
      most = Math.min(most, fitting(need, capacity));
    }
    return Math.min(most, MOST_INSTANCES);
  }

  static long total(AcceleratorPool pool) {
    return pool.memoryEach().isUnlimited()
        ? Long.MAX_VALUE
        : pool.count() * pool.memoryEach().bytes();
  }

  private static long fitting(AcceleratorNeed need, Capacity capacity) {
    for (AcceleratorPool pool : capacity.accelerators()) {
      if (pool.kind().equals(need.kind())) {
        long byUnits = need.units() > 0 ? pool.count() / need.units() : Long.MAX_VALUE;
        long bytes = need.memory().bytes();
        return Math.min(byUnits, bytes > 0 ? total(pool) / bytes : Long.MAX_VALUE);
      }
    }
    return need.units() > 0 || need.memory().bytes() > 0 ? 0 : Long.MAX_VALUE;
  }
}
