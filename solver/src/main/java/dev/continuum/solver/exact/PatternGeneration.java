package dev.continuum.solver.exact;

import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds what nodes with too many configurations to list should be: at the linear program's prices
 * of load each of them makes the one that earns most, and where that is more than the node earns as
 * it is, the program may choose it, and is solved again, until little can be gained (column
 * generation by nodes: G. B. Dantzig, P. Wolfe 1960, DOI 10.1287/opre.8.1.101).
 *
 * <p>Not thread-safe.
 */
final class PatternGeneration {

  private static final int MOST_ROUNDS = 60;

  /** Where nodes are fixed one after the other. */
  private static final int ROUNDS_OF_DESCENT = 4;

  /** The share of the cost that is little. */
  private static final double LITTLE = 1e-3;

  /** Of what a node earns, as rounding. */
  private static final double ROUNDING = 1e-9;

  private final ConfigurationDive dive;
  private final ConfigurationModel of;

  /** For a program that has been solved. */
  PatternGeneration(ConfigurationDive dive) {
    this.dive = dive;
    of = dive.of();
  }

  /** Adds configurations and solves; returns whether there is a solution at the end. */
  boolean run(BooleanSupplier stop) {
    boolean solved = run(MOST_ROUNDS, n -> true, stop);
    of.tellPatterns();
    return solved && !stop.getAsBoolean();
  }

  /** The same a few times, for nodes that are not fixed. */
  boolean run(IntPredicate open, BooleanSupplier stop) {
    return run(ROUNDS_OF_DESCENT, open, stop);
  }

  private boolean run(int rounds, IntPredicate open, BooleanSupplier stop) {
    if (IntStream.range(0, of.chosen.length).noneMatch(of::grows)) {
      return true;
    }
    for (int round = 0; round < rounds && !stop.getAsBoolean(); round++) {
      double gain = add(dive.duals(), open);
      if (gain > 0 && !dive.solveAgain(stop) && !dive.solve(stop)) {
        return false;
      }
      if (gain <= LITTLE * dive.micros()) {
        break;
      }
    }
    return true;
  }

  /** Adds one to each node that earns more with it; returns how much more at these prices. */
  private double add(double[] duals, IntPredicate open) {
    double[] earned = IntStream.range(0, of.chosen.length).mapToDouble(dive::earned).toArray();
    double gain = 0;
    for (int n = 0; n < earned.length; n++) {
      NodePatterns patterns = of.grows(n) && open.test(n) ? of.functions.patterns(n) : null;
      if (patterns != null) {
        int node = n;
        NodePatterns.Earnings here = (at, carried) -> of.earns(node, at, carried, duals);
        double least = earned[n] + ROUNDING * (1 + earned[n]);
        Optional<Configuration> more = patterns.best(here, least);
        if (more.isPresent()) {
          gain += NodePatterns.earns(more.get(), here) - earned[n];
          dive.add(n, more.get());
        }
      }
    }
    return gain;
  }
}
