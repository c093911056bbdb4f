package dev.continuum.solver.exact;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Fixes every node to one configuration, depth first: those nearest to one, a share of the open
 * nodes at a time. Where that costs more than the most that is wanted, half of them are tried, and
 * at last the surest alone; where that costs too much, it is ruled out, and the linear program
 * chooses another; where nothing is left, what was fixed before is taken back. It gives up after a
 * few such failures, the fewer the larger the program (limited discrepancies: W. D. Harvey, M. L.
 * Ginsberg, Limited discrepancy search, IJCAI 1995). Devices that go unserved may cost too much,
 * too.
 *
 * <p>Not thread-safe; used once.
 */
final class Descent {

  private static final double ALMOST_ONE = 0.999;
  private static final int FEWEST_FAILURES = 4;
  private static final int MOST_FAILURES = 24;

  /** Variables times failures: a failure costs the more, the larger the program. */
  private static final int EFFORT = 40_000;

  private final ConfigurationDive program;
  private final ConfigurationModel of;
  private final double most;
  private final int share;
  private final BooleanSupplier stop;
  private final PatternGeneration patterns;
  private final boolean[] fixed;
  private final BitSet ruledOut = new BitSet();

  /** Most devices that may go unserved. */
  private final double unserved;

  private int failures;

  /** A node's configuration that is nearest to one, or -1 for none at all. */
  private record Pick(int node, int variable, double value) {}

  /**
   * From the last solution of a program.
   *
   * @param most objective, micro-units, beyond which it turns back
   * @param unserved devices beyond which it turns back
   * @param share of the open nodes one in so many is fixed at a time
   */
  Descent(
      ConfigurationDive program, double most, double unserved, int share, BooleanSupplier stop) {
    this.program = program;
    this.of = program.of();
    this.most = most;
    this.share = share;
    this.stop = stop;
    this.unserved = unserved;
    fixed = new boolean[of.chosen.length];
    patterns = new PatternGeneration(program);
    failures = Math.clamp(EFFORT / of.model.variables(), FEWEST_FAILURES, MOST_FAILURES);
  }

  /** Returns whether all nodes are fixed; leaves the program as it is then. */
  boolean run() {
    List<Integer> tried = new ArrayList<>();
    List<Pick> batch = batch();
    if (batch.isEmpty()) {
      return true;
    }
    while (true) {
      batch.forEach(this::fix);
      if (within() && run()) {
        return true;
      }
      if (stop.getAsBoolean() || --failures < 0) {
        return false;
      }
      batch.forEach(this::release);
      Pick surest = batch.getFirst();
      if (batch.size() > 1) {
        batch = List.copyOf(batch.subList(0, batch.size() / 2));
      } else if (surest.variable() < 0 || !without(surest, tried)) {
        tried.forEach(variable -> rule(variable, false));
        return false;
      } else {
        batch = batch();
      }
    }
  }

  private boolean within() {
    return program.solve(stop) && patterns.run(n -> !fixed[n], stop) && cheapEnough();
  }

  private boolean cheapEnough() {
    return program.micros() <= most && program.unserved() <= unserved;
  }

  /** Rules a choice out; returns whether that leaves hope. */
  private boolean without(Pick pick, List<Integer> tried) {
    rule(pick.variable(), true);
    tried.add(pick.variable());
    return within();
  }

  private void rule(int variable, boolean out) {
    ruledOut.set(variable, out);
    program.bound(variable, 0, out ? 0 : 1);
  }

  private void fix(Pick pick) {
    fixed[pick.node()] = true;
    for (int variable : of.chosen[pick.node()]) {
      long value = variable == pick.variable() ? 1 : 0;
      program.bound(variable, value, value);
    }
  }

  private void release(Pick pick) {
    fixed[pick.node()] = false;
    for (int variable : of.chosen[pick.node()]) {
      rule(variable, ruledOut.get(variable));
    }
  }

  /** The surest picks: a share of all, and whatever is at one already. */
  private List<Pick> batch() {
    List<Pick> picks = new ArrayList<>();
    for (int n = 0; n < fixed.length; n++) {
      if (!fixed[n] && of.chooses(n)) {
        picks.add(pick(n));
      }
    }
    picks.sort(Comparator.comparingDouble(Pick::value).reversed().thenComparingInt(Pick::node));
    int count = Math.min(picks.size(), Math.max(1, picks.size() / share));
    while (count < picks.size() && picks.get(count).value() > ALMOST_ONE) {
      count++;
    }
    return List.copyOf(picks.subList(0, count));
  }

  private Pick pick(int node) {
    Pick best = new Pick(node, -1, 0);
    double none = 1;
    for (int variable : of.chosen[node]) {
      double value = program.value(variable);
      none -= value;
      best = value > best.value() ? new Pick(node, variable, value) : best;
    }
    return none > best.value() ? new Pick(node, -1, none) : best;
  }
}
