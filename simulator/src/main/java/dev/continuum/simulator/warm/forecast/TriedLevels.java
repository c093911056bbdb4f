package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;

/**
 * A forecast without what was never wanted: as many instances at once as a function has ever wanted
 * may be wanted again, however long ago it was, and more are left out. The least chance is what a
 * single minute out of all that were seen vouches for with 95 %: 1 - 0.95^(1/n). Immutable.
 *
 * <p>Clopper and Pearson, The use of confidence or fiducial limits illustrated in the case of the
 * binomial, Biometrika 26, 404-413, 1934.
 *
 * @param forecaster says the rest
 */
public record TriedLevels(Forecaster forecaster) implements Forecaster {

  private static final double CONFIDENCE = 0.95;

  @Override
  public String name() {
    return forecaster.name() + mark();
  }

  @Override
  public String mark() {
    return "-tried";
  }

  @Override
  public Session start(List<FunctionProfile> functions, Horizon horizon) {
    Session all = forecaster.start(functions, horizon);
    int[] most = new int[functions.size()];
    return new Session() {
      private int minutes;

      @Override
      public void observe(Demand[] minute) {
        all.observe(minute);
        minutes++;
        for (int function = 0; function < most.length; function++) {
          most[function] = Math.max(most[function], minute[function].wanted());
        }
      }

      @Override
      public PredictiveDistribution next(int function) {
        PredictiveDistribution law = all.next(function);
        double least = 1 - Math.pow(CONFIDENCE, 1.0 / Math.max(1, minutes));
        return PredictiveDistribution.of(
            most[function], instances -> Math.max(least, law.atLeast(instances)));
      }
    };
  }
}
