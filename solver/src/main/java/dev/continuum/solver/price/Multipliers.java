package dev.continuum.solver.price;

import java.util.Arrays;

/**
 * Prices. With the compiled problem they are all that is needed to re-check a bound.
 *
 * <p>Mutable while searched; a certificate holds a copy.
 */
public final class Multipliers {

  /** What a call of a group is worth being served, micro-units per device. */
  final double[] perCall;

  /** What is added to that for one item of a composed group, micro-units per device. */
  final double[] perItem;

  /** What CPU is worth on each node, micro-units per nanocore. */
  final double[] perCpu;

  Multipliers(int calls, int items, int nodes) {
    perCall = new double[calls];
    perItem = new double[items];
    perCpu = new double[nodes];
  }

  Multipliers(Multipliers other) {
    perCall = Arrays.copyOf(other.perCall, other.perCall.length);
    perItem = Arrays.copyOf(other.perItem, other.perItem.length);
    perCpu = Arrays.copyOf(other.perCpu, other.perCpu.length);
  }

  void set(Multipliers other) {
    System.arraycopy(other.perCall, 0, perCall, 0, perCall.length);
    System.arraycopy(other.perItem, 0, perItem, 0, perItem.length);
    System.arraycopy(other.perCpu, 0, perCpu, 0, perCpu.length);
  }

  /** What an item of a composed group pays its node, micro-units per device. */
  double pays(Items items, int item) {
    return Math.max(0, perCall[items.callIndex[item]] + perItem[item] - items.micros[item]);
  }
}
