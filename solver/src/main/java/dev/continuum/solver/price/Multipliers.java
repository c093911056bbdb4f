package dev.continuum.solver.price;

import java.util.Arrays;

/**
 * Prices. With the compiled problem they are all that is needed to re-check a bound.
 *
 * <p>Mutable while searched; a certificate holds a copy.
 */
public final class Multipliers {

  /** What a simple group pays for being served, micro-units per device. */
  final double[] perGroup;

  /** What a composed group pays a node for an item, micro-units per device. */
  final double[] perItem;

  Multipliers(int groups, int items) {
    perGroup = new double[groups];
    perItem = new double[items];
  }

  Multipliers(Multipliers other) {
    perGroup = Arrays.copyOf(other.perGroup, other.perGroup.length);
    perItem = Arrays.copyOf(other.perItem, other.perItem.length);
  }

  void set(Multipliers other) {
    System.arraycopy(other.perGroup, 0, perGroup, 0, perGroup.length);
    System.arraycopy(other.perItem, 0, perItem, 0, perItem.length);
  }
}
