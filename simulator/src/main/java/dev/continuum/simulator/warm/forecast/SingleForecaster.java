package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;

/**
 * One member on its own, believed as it is. Immutable.
 *
 * @param kind which one
 */
record SingleForecaster(MemberKind kind) implements Forecaster {

  @Override
  public String name() {
    return kind.word();
  }

  @Override
  public Session start(List<FunctionProfile> functions, Horizon horizon) {
    Member member = kind.member(functions.size(), horizon.aheadMinutes());
    Watched<Boolean> levels = new Watched<>(functions.size(), level -> true);
    return new Session() {
      private int minute;

      @Override
      public void observe(Demand[] demands) {
        levels.observe(demands, (state, wanted) -> {});
        member.observe(minute, demands);
        minute++;
      }

      @Override
      public PredictiveDistribution next(int function) {
        float[] tails = new float[levels.levels(function)];
        double[] evidence = new double[member.width()];
        for (int level = 0; level < tails.length; level++) {
          member.evidence(function, level, evidence, 0);
          tails[level] = (float) Odds.probability(evidence[0]);
        }
        return PredictiveDistribution.of(tails);
      }
    };
  }
}
