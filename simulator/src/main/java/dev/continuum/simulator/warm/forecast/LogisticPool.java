package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;

/**
 * The combination: a weighted sum of the members' log-odds, with one set of weights for all
 * functions of the fleet and each of 13 situations (how often a level was wanted, and what its idle
 * times say of the present one). Weights are learnt on the fit minutes, held to those of a prior
 * more or less strongly. The prior's, the learnt ones and each single member are all ways to
 * forecast; how much each is believed follows from its log losses, those on the last third of the
 * fit minutes first. Immutable.
 *
 * <p>Bates and Granger, The combination of forecasts, OR 20(4), 1969, doi:10.1057/jors.1969.103;
 * Wolpert, Stacked generalization, Neural Networks 5(2), 1992, doi:10.1016/S0893-6080(05)80023-1.
 *
 * @param prior weights to start from
 */
record LogisticPool(PoolPrior prior) implements Forecaster {

  @Override
  public String name() {
    return "combination";
  }

  @Override
  public Session start(List<FunctionProfile> functions, Horizon horizon) {
    return new PoolSession(functions.size(), horizon, prior);
  }
}
