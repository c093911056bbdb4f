package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One forecast for many policies that follow the same fleet in step: the first to observe a minute
 * computes it, the others are handed it. All sessions must be fed the same minutes, none more than
 * one minute before another. Not thread-safe.
 */
public final class SharedForecaster implements Forecaster {

  private final Forecaster forecaster;
  private Optional<Session> session = Optional.empty();
  private List<PredictiveDistribution> latest = List.of();
  private int minutes;

  /** Shares one session of a forecaster. */
  public SharedForecaster(Forecaster forecaster) {
    this.forecaster = forecaster;
  }

  @Override
  public String name() {
    return forecaster.name();
  }

  @Override
  public String mark() {
    return forecaster.mark();
  }

  @Override
  public Session start(List<FunctionProfile> functions, Horizon horizon) {
    Session shared = session.orElseGet(() -> forecaster.start(functions, horizon));
    session = Optional.of(shared);
    return new Session() {
      private int seen;

      @Override
      public void observe(Demand[] minute) {
        seen++;
        if (seen > minutes) {
          minutes = seen;
          shared.observe(minute);
          List<PredictiveDistribution> fresh = new ArrayList<>();
          for (int function = 0; function < minute.length; function++) {
            fresh.add(shared.next(function));
          }
          latest = fresh;
        }
      }

      @Override
      public PredictiveDistribution next(int function) {
        return latest.get(function);
      }
    };
  }
}
