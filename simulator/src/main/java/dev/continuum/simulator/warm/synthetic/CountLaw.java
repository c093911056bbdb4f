package dev.continuum.simulator.warm.synthetic;

import org.apache.commons.math3.special.Gamma;

/**
 * The law of a number of calls. Immutable.
 *
 * @see Source#coming
 */
interface CountLaw {

  /** P(at least so many calls), for one or more. */
  double atLeast(int calls);

  /** Poisson, by its mean. */
  static CountLaw poisson(double mean) {
    return calls -> mean > 0 ? Gamma.regularizedGammaP(calls, mean) : 0;
  }

  /** With a probability so many calls, else none. */
  static CountLaw batch(double probability, int size) {
    return calls -> calls <= size ? probability : 0;
  }

  /** The first law with a probability, else the second. */
  static CountLaw either(double probability, CountLaw first, CountLaw second) {
    return calls -> probability * first.atLeast(calls) + (1 - probability) * second.atLeast(calls);
  }
}
