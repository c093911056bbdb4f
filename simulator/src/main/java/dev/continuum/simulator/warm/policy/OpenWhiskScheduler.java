package dev.continuum.simulator.warm.policy;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;

/**
 * OpenWhisk's scheduler, minute by minute: a container serves staleThreshold / duration messages in
 * a threshold's time. Where calls come faster than all containers serve, it adds what is missing;
 * for messages that have waited longer than the threshold, as many as serve them within one. Idle
 * containers are removed after the idle timeout. Never more new containers than calls. O(1)
 * amortised per function and minute.
 *
 * @param idleMinutes idle timeout; 10 by default in OpenWhisk
 * @see <a href="https://github.com/apache/openwhisk">Apache OpenWhisk, core/scheduler</a>
 */
public record OpenWhiskScheduler(int idleMinutes) implements WarmPolicy {

  private static final double STALE_SECONDS = 0.1;

  @Override
  public String name() {
    return "openwhisk-scheduler-" + idleMinutes + "m";
  }

  @Override
  public Session start(List<FunctionProfile> functions, int fitMinutes) {
    return new PerFunction(
        functions,
        function -> new Rule(function.serviceSeconds(), new SlidingMaximum(idleMinutes)));
  }

  /**
   * One function.
   *
   * @param serviceSeconds mean time of a call
   * @param held containers used or started in each minute
   */
  private record Rule(double serviceSeconds, SlidingMaximum held) implements PerFunction.Rule {
    @Override
    public int keep() {
      return held.get();
    }

    @Override
    public void observe(Demand demand) {
      int existing = held.get();
      double throughput = STALE_SECONDS / Math.max(serviceSeconds, 1e-3);
      double arriving = demand.calls() * STALE_SECONDS / 60;
      double missing = 0;
      if (demand.calls() > 0 && arriving >= throughput * existing) {
        missing = Math.ceil(arriving / throughput - existing);
      }
      int stale = Math.max(0, demand.needed() - existing);
      missing += Math.ceil(stale / throughput);
      int started = (int) Math.min(demand.calls(), missing);
      held.add(Math.max(demand.needed(), started > 0 ? existing + started : 0));
    }
  }
}
