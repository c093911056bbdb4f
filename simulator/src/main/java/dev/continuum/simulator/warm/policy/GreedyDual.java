package dev.continuum.simulator.warm.policy;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * FaasCache: warm instances are a cache of fixed size, and the idle one of least priority goes when
 * another needs the room. Priority is the clock plus calls × cold-start seconds / size, set at each
 * use; the clock becomes the priority of what was evicted; a function that has left the cache
 * starts counting its calls anew. A cold start costs 0.808 s, FeMux's mean. O(n log n) per minute
 * for n functions.
 *
 * <p>Fuerst and Sharma, FaasCache: keeping serverless computing alive with greedy-dual caching,
 * ASPLOS 2021, doi:10.1145/3445814.3446757.
 *
 * @param gigabytes size of the cache
 */
public record GreedyDual(double gigabytes) implements WarmPolicy {

  private static final double COLD_START_SECONDS = 0.808;

  @Override
  public String name() {
    return "greedy-dual-" + Words.gigabytes(gigabytes);
  }

  @Override
  public Session start(List<FunctionProfile> functions, int fitMinutes) {
    return new Cache(functions, gigabytes);
  }

  /** The cache. */
  private static final class Cache implements Session {
    private final List<FunctionProfile> functions;
    private final double size;
    private final int[] cached;
    private final double[] calls;
    private final double[] priority;
    private double used;
    private double clock;

    private Cache(List<FunctionProfile> functions, double size) {
      this.functions = functions;
      this.size = size;
      cached = new int[functions.size()];
      calls = new double[cached.length];
      priority = new double[cached.length];
    }

    @Override
    public int[] keep() {
      return cached.clone();
    }

    @Override
    public void observe(Demand[] minute) {
      for (int function = 0; function < minute.length; function++) {
        Demand demand = minute[function];
        if (demand.calls() > 0) {
          double gigabytes = functions.get(function).gigabytes();
          calls[function] += demand.calls();
          priority[function] = clock + calls[function] * COLD_START_SECONDS / (gigabytes * 1000);
          int more = Math.max(0, demand.needed() - cached[function]);
          cached[function] += more;
          used += more * gigabytes;
        }
      }
      if (used > size) {
        evict(minute);
      }
    }

    private void evict(Demand[] minute) {
      PriorityQueue<Integer> idle =
          new PriorityQueue<>(
              Comparator.comparingDouble((Integer each) -> priority[each])
                  .thenComparing(Comparator.naturalOrder()));
      for (int function = 0; function < cached.length; function++) {
        if (cached[function] > minute[function].needed()) {
          idle.add(function);
        }
      }
      while (used > size && !idle.isEmpty()) {
        int victim = idle.remove();
        clock = Math.max(clock, priority[victim]);
        cached[victim]--;
        used -= functions.get(victim).gigabytes();
        if (cached[victim] > minute[victim].needed()) {
          idle.add(victim);
        } else if (cached[victim] == 0) {
          calls[victim] = 0;
        }
      }
    }
  }
}
