package dev.continuum.solver.exact;

import java.util.Arrays;

/**
 * The CPU of one node in the block dual: what devices take of it is paid at a price, and what the
 * node has is earned at that. So a node need not be searched for what fits its CPU as well, and at
 * any price earns no less than it could (weak duality). Not thread-safe.
 */
final class NodeCpu {

  /** Prices are of such a part of all that a node has: about what a device takes. */
  static final int PARTS = 8;

  /** Where its price is among all. */
  final int index;

  /** Nanocores of a part, and how many of these the node has. */
  private final double part;

  private final double parts;

  /** By place of a block on this node: its item, its cost without CPU, and the parts it takes. */
  private int[] items = new int[16];

  private double[] plain = new double[16];
  private double[] takes = new double[16];

  private int size;

  /** Of a node with so many nanocores. */
  NodeCpu(int index, long nanocores) {
    this.index = index;
    part = part(nanocores);
    parts = nanocores / part;
  }

  /** How much a price is of where there is so much: nanocores, or bytes of memory. */
  static double part(long capacity) {
    return Math.max(1, (double) capacity / PARTS);
  }

  /** Adds a block that the node can serve, what a device costs, and the nanocores it takes. */
  void add(int item, double micros, double nanocores) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
      plain = Arrays.copyOf(plain, 2 * size);
      takes = Arrays.copyOf(takes, 2 * size);
    }
    items[size] = item;
    plain[size] = micros;
    takes[size++] = nanocores / part;
  }

  /** Sets what a device of each item costs, with CPU at a price. */
  void charge(double price, double[] cost) {
    for (int i = 0; i < size; i++) {
      cost[items[i]] = plain[i] + price * takes[i];
    }
  }

  /** What the node earns by its CPU at a price, whoever takes it. */
  double worth(double price) {
    return price * parts;
  }

  /** Notes what is served of its items. */
  void note(double[] served, double[] before) {
    for (int i = 0; i < size; i++) {
      before[i] = served[items[i]];
    }
  }

  /** Parts that are left where what was served before is by others; less than 0 if too many. */
  double left(double[] served, double[] before) {
    double left = parts;
    for (int i = 0; i < size; i++) {
      left -= takes[i] * (served[items[i]] - before[i]);
    }
    return left;
  }
}
