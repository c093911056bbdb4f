package dev.continuum.simulator.warm.policy;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;

/**
 * Hybrid histogram: idle times in one-minute bins. Mostly out of range: unload, come back at 0.85
 * of the forecast idle time and stay for 0.30 of it. Bins not skewed (coefficient of variation
 * below 2): stay for the whole range. Else come back at 0.9 of the 5th percentile and stay until
 * 1.1 of the 99th, rounded up to its bin's end. As many instances as were needed at once in the
 * last ten minutes with calls. The paper's ARIMA forecast of rare idle times is an exponentially
 * smoothed mean here. O(range) per function and minute with a call, else O(1).
 *
 * <p>Shahrad et al., Serverless in the Wild, USENIX ATC 2020, section 4.
 *
 * @param rangeMinutes last bin; 240 in the paper
 */
public record HybridHistogram(int rangeMinutes) implements WarmPolicy {

  private static final double SKEWED = 2;
  private static final double SMOOTHING = 0.3;

  @Override
  public String name() {
    return "hybrid-histogram-" + rangeMinutes + "m";
  }

  @Override
  public Session start(List<FunctionProfile> functions, int fitMinutes) {
    return new PerFunction(functions, function -> new Rule(rangeMinutes));
  }

  /** One function. */
  private static final class Rule implements PerFunction.Rule {
    private final int range;
    private final long[] bins;
    private long inRange;
    private long outOfRange;
    private double forecast;
    private int idle = -1;
    private final SlidingMaximum needed = new SlidingMaximum(10);
    private double from;
    private double until;

    private Rule(int range) {
      this.range = range;
      bins = new long[range + 1];
      until = range;
    }

    @Override
    public int keep() {
      return idle >= 0 && idle + 1 >= from && idle + 1 <= until ? needed.get() : 0;
    }

    @Override
    public void observe(Demand demand) {
      if (demand.calls() == 0) {
        idle = idle < 0 ? idle : idle + 1;
        return;
      }
      if (idle >= 0) {
        count(idle + 1);
      }
      bins[0] += demand.calls() - 1L;
      inRange += demand.calls() - 1L;
      idle = 0;
      needed.add(demand.needed());
      decide();
    }

    private void count(int minutes) {
      forecast = forecast == 0 ? minutes : forecast + SMOOTHING * (minutes - forecast);
      if (minutes > range) {
        outOfRange++;
      } else {
        bins[minutes]++;
        inRange++;
      }
    }

    private void decide() {
      from = 0;
      until = range;
      long all = inRange + outOfRange;
      if (all > 0 && outOfRange * 2 >= all) {
        from = 0.85 * forecast;
        until = from + 0.30 * forecast;
      } else if (all > 0 && variation() >= SKEWED) {
        from = Math.floor(0.9 * percentile(0.05));
        until = Math.ceil(1.1 * (percentile(0.99) + 1));
      }
    }

    private double variation() {
      double mean = (double) inRange / bins.length;
      double squares = 0;
      for (long bin : bins) {
        squares += (bin - mean) * (bin - mean);
      }
      return mean > 0 ? Math.sqrt(squares / bins.length) / mean : 0;
    }

    private int percentile(double share) {
      double wanted = share * inRange;
      long sum = 0;
      int bin = 0;
      while (bin < range && sum + bins[bin] < wanted) {
        sum += bins[bin];
        bin++;
      }
      return bin;
    }
  }
}
