package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Finds placements by prices: sets that the dual hosts, improved; then the transport they leave,
 * whose prices of CPU the next sets are chosen by. Not thread-safe.
 */
final class HostingPlacer {

  private static final double[] NONE = {};
  private static final int ROUNDS = 3;
  private static final int KICKS = 40;

  /** What is hosted less often than this does not start a placement. */
  private static final double SELDOM = 0.2;

  private final Hosting hosting;
  private final HostingIncumbent incumbent;
  private final BooleanSupplier stop;
  private final HostingSets sets;

  HostingPlacer(Hosting hosting, HostingIncumbent incumbent, long seed, BooleanSupplier stop) {
    this.hosting = hosting;
    this.incumbent = incumbent;
    this.stop = stop;
    sets = new HostingSets(hosting, new SplittableRandom(seed));
  }

  /**
   * Starts from sets that the dual hosts.
   *
   * @param prices of groups, then of each node's CPU, that they are hosted at
   */
  void place(boolean[] hosted, double[] prices) {
    sets.price(prices, hosting.groups());
    sets.set(hosted);
    double[] at = Arrays.copyOfRange(prices, hosting.groups(), prices.length);
    for (int round = 0; round < ROUNDS && !stop.getAsBoolean(); round++) {
      sets.descend(stop);
      double[] paid = incumbent.offer(sets.hosted, at, 0);
      if (paid.length == 0) {
        break;
      }
      for (int n = 0; n < at.length; n++) {
        at[n] = (at[n] + paid[n]) / 2;
      }
      sets.price(at, 0);
      sets.set(sets.hosted.clone());
    }
  }

  /**
   * The same once, from what was hosted most often, and only where the value of the sets promises
   * something better.
   *
   * @return prices as in {@link #supporting}, none if there was no transport
   */
  double[] round(double[] often, double[] prices) {
    sets.price(prices, hosting.groups());
    sets.set(mostOften(often));
    return sets.value() < incumbent.cost() ? supporting(sets.hosted, prices) : NONE;
  }

  /**
   * Takes sets as they are; of the prices that prove their transport optimal, those nearest to
   * given ones: where a group is served by one host, all between what it costs there and what it
   * would elsewhere are.
   *
   * @param prices of groups, then of CPU
   * @return none if the sets cannot serve all
   */
  double[] supporting(boolean[] hosted, double[] prices) {
    double[] cpu = incumbent.offer(hosted, prices, hosting.groups());
    if (cpu.length == 0) {
      return NONE;
    }
    int m = hosting.nodes();
    double[] near = prices.clone();
    System.arraycopy(cpu, 0, near, hosting.groups(), m);
    for (int g = 0; g < hosting.groups(); g++) {
      double least = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      for (int n = 0; n < m; n++) {
        if (hosted[hosting.function()[g] * m + n]) {
          int arc = g * m + n;
          double relative =
              hosting.use().nanocores()[arc] / Math.max(1, hosting.host().cpuRoom()[n]);
          double cost = hosting.use().micros()[arc] + cpu[n] * relative;
          second = Math.min(second, Math.max(cost, least));
          least = Math.min(least, cost);
        }
      }
      near[g] = Math.clamp(near[g], least, second);
    }
    return near;
  }

  /** As many functions of each node as fit, the most often hosted first. */
  private boolean[] mostOften(double[] often) {
    boolean[] chosen = new boolean[often.length];
    int m = hosting.nodes();
    double[] keys = new double[hosting.functions()];
    for (int n = 0; n < m; n++) {
      for (int f = 0; f < keys.length; f++) {
        keys[f] = -often[f * m + n];
      }
      long left = hosting.host().memoryRoom()[n];
      for (int f : Order.ascending(keys, keys.length)) {
        int pair = f * m + n;
        if (often[pair] > SELDOM && hosting.host().memory()[pair] <= left) {
          chosen[pair] = true;
          left -= hosting.host().memory()[pair];
        }
      }
    }
    return chosen;
  }

  /**
   * Solves what is left to the end, unless stopped; the incumbent's sets are where it starts.
   *
   * @param decided what is decided of pairs
   * @return no placement with these decisions costs less, micro-units
   */
  double program(byte[] decided, double[] prices, BooleanSupplier end) {
    HostingProgram.Outcome outcome = HostingProgram.solve(hosting, decided, incumbent.best(), end);
    if (outcome.hosted().length > 0) {
      offer(outcome.hosted(), prices);
    }
    return outcome.bound();
  }

  /** Takes sets as they are, at prices of groups and CPU. */
  private void offer(boolean[] hosted, double[] prices) {
    var unused = incumbent.offer(hosted, prices, hosting.groups());
  }

  /** Begins an improvement of the incumbent, at the CPU prices of its transport. */
  void begin() {
    sets.price(incumbent.cpu(), 0);
    sets.set(incumbent.best());
  }

  /** Some kicks; returns whether they gained, with CPU kept: prices of CPU may mislead. */
  boolean improve(BooleanSupplier end) {
    double before = sets.value();
    double cost = incumbent.cost();
    double value = before;
    for (int k = 0; k < KICKS && !end.getAsBoolean(); k++) {
      value = sets.improve(value, end);
    }
    if (value >= before - 1) {
      return false;
    }
    var unused = incumbent.offer(sets.hosted, incumbent.cpu(), 0);
    begin();
    return incumbent.cost() < cost;
  }
}
