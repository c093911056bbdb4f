package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Chooses what nodes host, under prices of CPU: each node in turn hosts what is best given all
 * others, a knapsack; then a few nodes are disturbed and what follows is kept if it is better. With
 * each group at its cheapest host, prices included, the value is a lower bound of the transport
 * that remains, tight where prices are right. Not thread-safe.
 */
final class HostingSets {

  private final Hosting hosting;
  private final Knapsack knapsack;
  private final SplittableRandom random;

  /** Cost with CPU priced, by group × nodes + node. */
  private final double[] asked;

  private double constant;

  /** Whether a function is hosted, by function × nodes + node. */
  final boolean[] hosted;

  // Cheapest two hosts of each group.
  private final int[] first;
  private final double[] least;
  private final double[] second;

  /** What a group costs that no node serves. */
  private final double[] unserved;

  HostingSets(Hosting hosting, SplittableRandom random) {
    this.hosting = hosting;
    this.random = random;
    knapsack = new Knapsack(hosting.functions() + 1);
    asked = new double[hosting.groups() * hosting.nodes()];
    hosted = new boolean[hosting.functions() * hosting.nodes()];
    first = new int[hosting.groups()];
    least = new double[hosting.groups()];
    second = new double[hosting.groups()];
    unserved = new double[hosting.groups()];
  }

  /** Takes prices of each node's CPU, from an index on. */
  void price(double[] prices, int from) {
    int m = hosting.nodes();
    constant = 0;
    for (int n = 0; n < m; n++) {
      double price = prices[from + n];
      double perNanocore = price / Math.max(1, hosting.host().cpuRoom()[n]);
      constant -= price;
      for (int g = 0; g < hosting.groups(); g++) {
        int k = g * m + n;
        asked[k] = hosting.use().micros()[k] + perNanocore * hosting.use().nanocores()[k];
      }
    }
    for (int g = 0; g < hosting.groups(); g++) {
      double most = 0;
      for (int n = 0; n < m; n++) {
        double a = asked[g * m + n];
        most = a < Double.POSITIVE_INFINITY ? Math.max(most, a) : most;
      }
      unserved[g] = 10 * most + 1e9;
    }
  }

  void set(boolean[] choice) {
    System.arraycopy(choice, 0, hosted, 0, hosted.length);
    for (int f = 0; f < hosting.functions(); f++) {
      refresh(f);
    }
  }

  private void refresh(int f) {
    int m = hosting.nodes();
    for (int g : hosting.groupsOf()[f]) {
      first[g] = -1;
      least[g] = unserved[g];
      second[g] = unserved[g];
    }
    for (int n = 0; n < m; n++) {
      if (hosted[f * m + n]) {
        for (int g : hosting.groupsOf()[f]) {
          double a = asked[g * m + n];
          if (a < least[g]) {
            second[g] = least[g];
            least[g] = a;
            first[g] = n;
          } else if (a < second[g]) {
            second[g] = a;
          }
        }
      }
    }
  }

  /** The value of the choice. */
  double value() {
    double sum = constant;
    int m = hosting.nodes();
    for (double l : least) {
      sum += l;
    }
    for (int n = 0; n < m; n++) {
      boolean used = false;
      for (int f = 0; f < hosting.functions(); f++) {
        if (hosted[f * m + n]) {
          used = true;
          sum += hosting.host().fixed()[f * m + n];
        }
      }
      sum += used ? hosting.host().opening()[n] : 0;
    }
    return sum;
  }

  /** Lets each node choose again until none gains. */
  void descend(BooleanSupplier stop) {
    int m = hosting.nodes();
    int quiet = 0;
    int[] order = new int[m];
    for (int k = 0; k < m; k++) {
      int other = random.nextInt(k + 1);
      order[k] = order[other];
      order[other] = k;
    }
    for (int k = 0; quiet < m && !stop.getAsBoolean(); k++) {
      quiet = choose(order[k % m]) ? 0 : quiet + 1;
    }
  }

  /** The node hosts what is best given the others; returns whether that is better than now. */
  private boolean choose(int n) {
    int m = hosting.nodes();
    knapsack.clear();
    double now = 0;
    boolean usedNow = false;
    for (int f = 0; f < hosting.functions(); f++) {
      int pair = f * m + n;
      double gain = -hosting.host().fixed()[pair];
      for (int g : hosting.groupsOf()[f]) {
        double other = first[g] == n ? second[g] : least[g];
        double a = asked[g * m + n];
        gain += a < other ? other - a : 0;
      }
      if (hosted[pair]) {
        now += gain;
        usedNow = true;
      }
      if (gain > 0 && hosting.host().memory()[pair] <= hosting.host().memoryRoom()[n]) {
        knapsack.add(f, gain, hosting.host().memory()[pair]);
      }
    }
    now -= usedNow ? hosting.host().opening()[n] : 0;
    knapsack.solve(hosting.host().memoryRoom()[n], false);
    double then = knapsack.value - hosting.host().opening()[n];
    boolean[] chosen = new boolean[hosting.functions()];
    if (then > 0) {
      for (int k = 0; k < knapsack.size; k++) {
        chosen[knapsack.arc[k]] = knapsack.taken[k] > 0;
      }
    } else {
      then = 0;
    }
    if (then <= now + 1 + 1e-9 * Math.abs(now)) {
      return false;
    }
    for (int f = 0; f < chosen.length; f++) {
      if (hosted[f * m + n] != chosen[f]) {
        hosted[f * m + n] = chosen[f];
        refresh(f);
      }
    }
    return true;
  }

  /** Disturbs a few nodes, then descends; keeps what is better. Returns the value kept. */
  double improve(double from, BooleanSupplier stop) {
    boolean[] before = hosted.clone();
    int m = hosting.nodes();
    int kicks = 1 + random.nextInt(3);
    for (int k = 0; k < kicks; k++) {
      int f = random.nextInt(hosting.functions());
      int n = random.nextInt(m);
      int pair = f * m + n;
      if (hosted[pair]) {
        hosted[pair] = false;
      } else if (hosting.host().memory()[pair] <= hosting.host().memoryRoom()[n]) {
        hosted[pair] = true;
        evict(n, f);
      }
    }
    for (int f = 0; f < hosting.functions(); f++) {
      if (changed(before, f)) {
        refresh(f);
      }
    }
    descend(stop);
    double value = value();
    if (value < from) {
      return value;
    }
    boolean[] after = hosted.clone();
    System.arraycopy(before, 0, hosted, 0, hosted.length);
    for (int f = 0; f < hosting.functions(); f++) {
      if (changed(after, f)) {
        refresh(f);
      }
    }
    return from;
  }

  private boolean changed(boolean[] before, int f) {
    int m = hosting.nodes();
    return !Arrays.equals(before, f * m, (f + 1) * m, hosted, f * m, (f + 1) * m);
  }

  /** Takes functions out at random until what is left fits. */
  private void evict(int n, int keep) {
    int m = hosting.nodes();
    long sum = 0;
    for (int f = 0; f < hosting.functions(); f++) {
      sum += hosted[f * m + n] ? hosting.host().memory()[f * m + n] : 0;
    }
    while (sum > hosting.host().memoryRoom()[n]) {
      int f = random.nextInt(hosting.functions());
      if (f != keep && hosted[f * m + n]) {
        hosted[f * m + n] = false;
        sum -= hosting.host().memory()[f * m + n];
      }
    }
  }
}
