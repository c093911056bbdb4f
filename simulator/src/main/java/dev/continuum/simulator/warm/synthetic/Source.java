package dev.continuum.simulator.warm.synthetic;

import dev.continuum.simulator.random.RandomStream;

/** Makes one function's calls, minute after minute. Not thread-safe. */
interface Source {

  /** The law of the calls in the coming minute for someone who knows all that came before it. */
  CountLaw coming();

  /** The calls of the coming minute, which is then past. */
  int draw(RandomStream random);
}
