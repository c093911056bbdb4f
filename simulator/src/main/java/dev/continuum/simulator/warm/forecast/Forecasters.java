package dev.continuum.simulator.warm.forecast;

import java.util.ArrayList;
import java.util.List;

/** The forecasters there are. Stateless. */
public final class Forecasters {

  private Forecasters() {}

  /** The one to use: all of them, weighed by a backtest. */
  public static Forecaster combination() {
    return new LogisticPool(PoolPrior.shipped());
  }

  /** Each on its own, then their combination. */
  public static List<Forecaster> all() {
    List<Forecaster> all = new ArrayList<>();
    for (MemberKind kind : MemberKind.values()) {
      all.add(new SingleForecaster(kind));
    }
    all.add(combination());
    return all;
  }
}
