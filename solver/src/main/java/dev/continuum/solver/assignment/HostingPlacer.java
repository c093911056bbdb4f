package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Finds placements by prices: sets that the dual hosts, improved; then the transport they leave,
 * whose prices of CPU the next sets are chosen by. Not thread-safe.
 */
final class HostingPlacer {

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
   */
  void round(double[] often, double[] prices) {
    sets.price(prices, hosting.groups());
    sets.set(mostOften(often));
    if (sets.value() < incumbent.cost()) {
      offer(sets.hosted, prices);
    }
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

  /** Some kicks; returns whether they gained. */
  boolean improve(BooleanSupplier end) {
    double before = sets.value();
    double value = before;
    for (int k = 0; k < KICKS && !end.getAsBoolean(); k++) {
      value = sets.improve(value, end);
    }
    if (value >= before - 1) {
      return false;
    }
    var unused = incumbent.offer(sets.hosted, incumbent.cpu(), 0);
    begin();
    return true;
  }
}
