package dev.continuum.solver.exact;

import java.util.Arrays;

/**
 * The most that a node can earn with options that take CPU and memory. Where both are short, one is
 * dealt out exactly and the other has a price, found by bisection, and the other way round (M. L.
 * Fisher 1981, DOI 10.1287/mnsc.27.1.1); where that leaves something open, both are dealt out. CPU
 * is in parts, in which options are rounded down by who adds them.
 *
 * <p>Not thread-safe; reused.
 */
final class NodeKnapsack {

  /** Of a node's CPU. */
  static final int PARTS = 64;

  /** Of its memory, at most. */
  private static final int MOST_UNITS = 2_048;

  /** Where it is dealt out together with CPU. */
  private static final int MOST_LARGE_UNITS = 64;

  /** Of what is proven: a choice that is worth so little less is the best. */
  private static final double LITTLE = 1e-4;

  private static final int MOST_DOUBLINGS = 40;
  private static final int BISECTIONS = 6;

  private final long bytes;
  private final long unit;
  private final long large;
  private final ChoiceKnapsack byCpu;
  private final ChoiceKnapsack byMemory;
  private final PairKnapsack byBoth;

  /** By kind: how many options, and what they are. */
  private final int[] count;

  private final int[][] parts;
  private final long[][] takes;
  private final double[][] worth;

  /** By kind: which options memory chooses among, of those that take as much of it. */
  private final int[][] among;

  /** By kind and option: the large units of memory that it takes. */
  private final int[][] units;

  /**
   * By kind: the option that is looked at, or -1; that of the best choice so far, and of what
   * proves most.
   */
  private final int[] looked;

  private final int[] chosen;
  private final int[] proving;
  private double proven;
  private double found;

  /** What the options that are looked at take. */
  private long memory;

  private int cpu;

  /**
   * For a node.
   *
   * @param bytes of memory that it has
   * @param eachBytes that options of each kind take multiples of
   */
  NodeKnapsack(long bytes, long[] eachBytes) {
    this.bytes = bytes;
    int kinds = eachBytes.length;
    long divisor = 0;
    for (long each : eachBytes) {
      divisor = LinearModel.gcd(divisor, each);
    }
    unit = Math.max(Math.max(1, divisor), (bytes + MOST_UNITS - 1) / MOST_UNITS);
    byCpu = new ChoiceKnapsack(kinds, PARTS);
    byMemory = new ChoiceKnapsack(kinds, (int) (bytes / unit));
    large = Math.max(unit, (bytes + MOST_LARGE_UNITS - 1) / MOST_LARGE_UNITS);
    byBoth = new PairKnapsack(kinds, (int) (bytes / large), PARTS);
    units = new int[kinds][8];
    count = new int[kinds];
    parts = new int[kinds][8];
    takes = new long[kinds][8];
    worth = new double[kinds][8];
    among = new int[kinds][8];
    looked = new int[kinds];
    chosen = new int[kinds];
    proving = new int[kinds];
  }

  /** Starts anew. */
  void clear() {
    Arrays.fill(count, 0);
  }

  /** Adds an option that takes parts of the CPU, and memory: of a kind, no less than the last. */
  void add(int kind, int ofCpu, long ofMemory, double value) {
    int at = count[kind]++;
    if (at == parts[kind].length) {
      parts[kind] = Arrays.copyOf(parts[kind], 2 * at);
      takes[kind] = Arrays.copyOf(takes[kind], 2 * at);
      worth[kind] = Arrays.copyOf(worth[kind], 2 * at);
      among[kind] = new int[2 * at];
      units[kind] = new int[2 * at];
    }
    parts[kind][at] = ofCpu;
    takes[kind][at] = ofMemory;
    worth[kind][at] = value;
  }

  /** What no choice is worth more than. */
  double proven() {
    return proven;
  }

  /** What the best choice is worth that was found. */
  double found() {
    return found;
  }

  /** Which option of a kind is in that choice, in the order in which they were added, or -1. */
  int chosen(int kind) {
    return chosen[kind];
  }

  /**
   * Which option of a kind it is by that nothing is worth more, or -1: together they may not fit.
   */
  int proving(int kind) {
    return proving[kind];
  }

  /** Looks for the best choice. */
  void solve() {
    Arrays.fill(chosen, -1);
    proven = Double.POSITIVE_INFINITY;
    found = 0;
    if (look(byCpu, 0) > 1) {
      bisect(byCpu);
      if (look(byMemory, 0) > 1) {
        bisect(byMemory);
      }
      if (proven - found > LITTLE * proven) {
        exactly();
      }
    }
  }

  /** Deals both out, memory in a few units that are rounded down. */
  private void exactly() {
    byBoth.clear();
    for (int kind = 0; kind < count.length; kind++) {
      for (int i = 0; i < count[kind]; i++) {
        units[kind][i] = (int) Math.min(takes[kind][i] / large, Integer.MAX_VALUE / 2);
      }
      byBoth.add(kind, count[kind], units[kind], parts[kind], worth[kind]);
    }
    tell(byBoth.best(units, parts, looked));
  }

  /** Between a price at which what has it is too short and one at which it is not. */
  private void bisect(ChoiceKnapsack exact) {
    double low = 0;
    double high = proven;
    for (int i = 0; i < MOST_DOUBLINGS && look(exact, high) > 1; i++) {
      low = high;
      high *= 2;
    }
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      boolean fits = look(exact, middle) <= 1;
      high = fits ? middle : high;
      low = fits ? low : middle;
    }
  }

  /** Deals one out exactly at a price of all of the other; returns which share of that is taken. */
  private double look(ChoiceKnapsack exact, double price) {
    tell(exact == byCpu ? byCpu(price) + price : byMemory(price) + price);
    return exact == byCpu ? (double) memory / bytes : (double) cpu / PARTS;
  }

  /** Notes that nothing is worth more, and the choice by which that is so if it fits. */
  private void tell(double most) {
    if (most < proven) {
      proven = most;
      System.arraycopy(looked, 0, proving, 0, proving.length);
    }
    memory = 0;
    cpu = 0;
    double sum = 0;
    for (int kind = 0; kind < count.length; kind++) {
      int at = looked[kind];
      memory += at < 0 ? 0 : takes[kind][at];
      cpu += at < 0 ? 0 : parts[kind][at];
      sum += at < 0 ? 0 : worth[kind][at];
    }
    if (memory <= bytes && cpu <= PARTS && sum > found) {
      found = sum;
      System.arraycopy(looked, 0, chosen, 0, chosen.length);
    }
  }

  private double byCpu(double price) {
    byCpu.clear();
    double perByte = price / bytes;
    for (int kind = 0; kind < count.length; kind++) {
      for (int i = 0; i < count[kind]; i++) {
        byCpu.add(kind, parts[kind][i], worth[kind][i] - perByte * takes[kind][i]);
      }
    }
    double best = byCpu.best();
    for (int kind = 0; kind < looked.length; kind++) {
      looked[kind] = byCpu.chosen(kind);
    }
    return best;
  }

  private double byMemory(double price) {
    byMemory.clear();
    double perPart = price / PARTS;
    for (int kind = 0; kind < count.length; kind++) {
      int next;
      int runs = 0;
      for (int i = 0; i < count[kind]; i = next) {
        int best = i;
        for (next = i; next < count[kind] && takes[kind][next] == takes[kind][i]; next++) {
          best = net(kind, next, perPart) > net(kind, best, perPart) ? next : best;
        }
        among[kind][runs++] = best;
        int units = (int) Math.min(takes[kind][i] / unit, Integer.MAX_VALUE / 2);
        byMemory.add(kind, units, net(kind, best, perPart));
      }
    }
    double value = byMemory.best();
    for (int kind = 0; kind < looked.length; kind++) {
      int run = byMemory.chosen(kind);
      looked[kind] = run < 0 ? -1 : among[kind][run];
    }
    return value;
  }

  private double net(int kind, int option, double perPart) {
    return worth[kind][option] - perPart * parts[kind][option];
  }
}
