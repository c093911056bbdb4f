package dev.continuum.simulator.warm.synthetic;

import dev.continuum.simulator.warm.forecast.Forecaster;
import dev.continuum.simulator.warm.forecast.Horizon;
import dev.continuum.simulator.warm.forecast.PredictiveDistribution;
import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;

/** The forecast of someone who knows how a trace was made. Immutable. */
record Informed(List<FunctionProfile> functions, List<List<CountLaw>> laws) implements Forecaster {

  private static final double MINUTE = 60;
  private static final double NOTHING = 1e-12;
  private static final int MOST = 4096;

  @Override
  public String name() {
    return "informed";
  }

  @Override
  public Session start(List<FunctionProfile> asked, Horizon horizon) {
    if (!asked.equals(functions) || horizon.aheadMinutes() > 0) {
      throw new IllegalArgumentException("The forecast is of another trace, or of later minutes.");
    }
    return new Session() {
      private int minutes;

      @Override
      public void observe(Demand[] minute) {
        minutes++;
      }

      @Override
      public PredictiveDistribution next(int function) {
        List<CountLaw> law = laws.get(function);
        return minutes < law.size()
            ? wanted(law.get(minutes), functions.get(function).serviceSeconds())
            : PredictiveDistribution.of(0, instances -> 0);
      }
    };
  }

  private static PredictiveDistribution wanted(CountLaw law, double serviceSeconds) {
    int most = 0;
    while (most < MOST && law.atLeast(callsFor(most + 1, serviceSeconds)) > NOTHING) {
      most++;
    }
    return PredictiveDistribution.of(
        most, instances -> law.atLeast(callsFor(instances, serviceSeconds)));
  }

  /** The fewest calls that keep more than one instance less busy all the time. */
  private static int callsFor(int instances, double serviceSeconds) {
    return instances == 1 ? 1 : (int) Math.floor((instances - 1) * MINUTE / serviceSeconds) + 1;
  }
}
