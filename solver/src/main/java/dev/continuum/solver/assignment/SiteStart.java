package dev.continuum.solver.assignment;

import java.util.Arrays;

/** What the prices of divisible jobs say about which nodes are to be open. */
final class SiteStart {

  private static final double LIKELY = 0.02;
  private static final double HALF = 0.5;

  private SiteStart() {}

  /** Opens what the prices open, more if that does not suffice. */
  static void open(SiteSearch sites, Ascent ascent) {
    Instance instance = ascent.dual.instance;
    double[] keys = new double[instance.nodes];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = -ascent.openShare[i];
    }
    int[] order = Order.ascending(keys, keys.length);
    boolean[] open = new boolean[instance.nodes];
    long demand = 0;
    for (int j = 0; j < instance.jobs; j++) {
      demand += instance.use[instance.first[j]];
    }
    long room = 0;
    int opened = 0;
    while (opened < order.length && (room < demand || -keys[order[opened]] > HALF)) {
      open[order[opened]] = true;
      room += instance.capacity[order[opened++]];
    }
    double cost = sites.open(open);
    while (Double.isInfinite(cost) && opened < order.length) {
      for (int k = 0; k < 1 + instance.nodes / 20 && opened < order.length; k++) {
        open[order[opened++]] = true;
      }
      cost = sites.open(open);
    }
  }

  /** Nodes whose state is open to doubt, ascending. */
  static int[] doubtful(Ascent ascent) {
    Dual dual = ascent.dual;
    int[] nodes = new int[dual.instance.nodes];
    int count = 0;
    for (int i = 0; i < nodes.length; i++) {
      boolean likely =
          ascent.openShare[i] > LIKELY || dual.net[i] < LIKELY * dual.instance.opening[i];
      if (dual.state[i] == Dual.FREE && likely) {
        nodes[count++] = i;
      }
    }
    return Arrays.copyOf(nodes, count);
  }
}
