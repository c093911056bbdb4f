package dev.continuum.solver.price;

import dev.continuum.solver.compiled.CompiledGroup;

/** Prices of another relaxation, from which an ascent begins. Any are valid, good ones are near. */
public interface FirstPrices {

  /**
   * What an option of a call pays its node, micro-units per hour and device; not a number where
   * that is what its instances cost at best.
   */
  double pays(CompiledGroup group, int call, int option);

  /** What CPU is worth on a node, micro-units per hour and nanocore. */
  double perCpu(int node);
}
