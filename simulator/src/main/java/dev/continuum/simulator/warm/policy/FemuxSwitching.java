package dev.continuum.simulator.warm.policy;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * FeMux: several forecasters of concurrency, of which each function uses, for a block of 504
 * minutes, the one with the least representative unified metric: weight × 0.808 s per cold start +
 * wasted GB-s / 99.69. FeMux picks it by clustering features of the last block; here it is the best
 * one of the last block itself. Forecasters: 10-minute keep-alive, last value, exponential
 * smoothing, Holt, and a Markov chain. O(forecasters) per function and minute.
 *
 * @param coldStartWeight 1 in the paper's default, 4 in its variant for cold starts
 * @see <a href="https://github.com/ubc-cirrus-lab/femux">FeMux (EuroSys'26), its artifact</a>
 */
public record FemuxSwitching(double coldStartWeight) implements WarmPolicy {

  private static final int BLOCK = 504;
  private static final double COLD_START_SECONDS = 0.808;
  private static final double GIGABYTE_SECONDS = 99.69;

  @Override
  public String name() {
    return "femux-" + Words.number(coldStartWeight);
  }

  @Override
  public Session start(List<FunctionProfile> functions, int fitMinutes) {
    return new PerFunction(functions, function -> new Rule(coldStartWeight, function.gigabytes()));
  }

  /** One function. */
  private static final class Rule implements PerFunction.Rule {
    private final double weight;
    private final double gigabytes;
    private final List<Concurrency> forecasters = new ArrayList<>(Concurrency.all());
    private final double[] metric = new double[forecasters.size()];
    private int chosen;
    private int minute;

    private Rule(double weight, double gigabytes) {
      this.weight = weight;
      this.gigabytes = gigabytes;
    }

    @Override
    public int keep() {
      return forecasters.get(chosen).instances();
    }

    @Override
    public void observe(Demand demand) {
      for (int i = 0; i < metric.length; i++) {
        int kept = forecasters.get(i).instances();
        int cold = Math.min(Math.max(0, demand.needed() - kept), demand.calls());
        double wasted = Math.max(0, kept - demand.busy()) * 60 * gigabytes;
        metric[i] += weight * COLD_START_SECONDS * cold + wasted / GIGABYTE_SECONDS;
        forecasters.get(i).observe(demand);
      }
      minute++;
      if (minute % BLOCK == 0) {
        for (int i = 0; i < metric.length; i++) {
          chosen = metric[i] < metric[chosen] ? i : chosen;
        }
        java.util.Arrays.fill(metric, 0);
      }
    }
  }
}
