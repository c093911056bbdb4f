package dev.continuum.solver.volume;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Iterated local search over pools (H. R. Lourenço, O. C. Martin, T. Stützle 2003, DOI
 * 10.1007/0-306-48056-5_11): what a {@link Disturbance} touched is improved by exchanges and moves;
 * what costs more in the end is taken back. Not thread-safe.
 */
final class CallKicks {

  private static final int NEAR_HOSTS = 4;

  private final CallPlan plan;
  private final CallMoves moves;
  private final NodeExchanges exchanges;
  private final Journal journal;
  private final Disturbance disturbance;
  private final int[] nodes;
  private final boolean[] touched;

  CallKicks(CallPlan plan, Hosts near, SplittableRandom random) {
    this.plan = plan;
    moves = new CallMoves(plan, near);
    exchanges = new NodeExchanges(plan, moves, NEAR_HOSTS);
    nodes = exchanges.hosts.limited();
    journal = new Journal(plan);
    disturbance = new Disturbance(plan, moves, exchanges.hosts, journal, random);
    touched = new boolean[plan.problem.nodes().size];
  }

  /**
   * One kick, taken back if the placement then costs a limit or more.
   *
   * @return whether it stands
   */
  boolean kick(double limit, BooleanSupplier on) {
    journal.clear();
    exchanges.refresh();
    boolean kicked = disturbance.any();
    if (kicked && on.getAsBoolean()) {
      improve(on);
    }
    if (kicked && plan.state.cost() < limit) {
      return true;
    }
    journal.undo(0);
    return false;
  }

  /** Exchanges around nodes that parts have come to or gone from, and moves of those parts. */
  private void improve(BooleanSupplier on) {
    Arrays.fill(touched, false);
    int[] changed = Arrays.stream(journal.parts(0)).distinct().toArray();
    journal.mark(touched);
    exchanges.refresh();
    for (int node : nodes) {
      if (touched[node]) {
        var unused = exchanges.around(node, journal, on);
      }
    }
    moves.refresh();
    for (int part : changed) {
      move(part);
    }
  }

  private void move(int part) {
    if (plan.nodesOf(part) == null) {
      return;
    }
    CallPlan.Stand before = plan.stand(part);
    if (moves.move(part, true)) {
      journal.moved(part, before);
    }
  }
}
