package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;

/** A way to forecast how many instances each function will want. Immutable. */
public interface Forecaster {

  /** What commands call it. */
  String name();

  /** What names of policies that use it end in: nothing, if it forecasts all there is. */
  default String mark() {
    return "";
  }

  /** Begins before the first minute, knowing the functions but none of their calls. */
  Session start(List<FunctionProfile> functions, Horizon horizon);

  /** Follows the minutes one by one. Not thread-safe. */
  interface Session {

    /** Learns what a minute brought, by function; minutes come in order. */
    void observe(Demand[] minute);

    /** What a function will want in the forecast minute. */
    PredictiveDistribution next(int function);
  }
}
