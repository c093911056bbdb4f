package dev.continuum.simulator.warm.synthetic;

import dev.continuum.simulator.random.RandomStream;

/** Poisson calls at a rate that is known when its minute comes. */
interface PoissonSource extends Source {

  /** Mean number of calls in the coming minute. */
  double mean();

  /** Goes on to the minute after. */
  void pass(RandomStream random);

  @Override
  default CountLaw coming() {
    return CountLaw.poisson(mean());
  }

  @Override
  default int draw(RandomStream random) {
    int calls = Draws.poisson(random, mean());
    pass(random);
    return calls;
  }
}
