package dev.continuum.solver.volume;

import java.util.Arrays;

/**
 * Deals the functions of two nodes out anew where {@link PoolDeal} sees a gain. Instances are
 * cheaper by the load in large pools, so two nodes that both serve two functions often do better
 * with one each, which no move of one part shows. Parts that no longer fit are placed elsewhere. An
 * exhaustive exchange neighbourhood of two nodes (R. K. Ahuja, J. B. Orlin, D. Sharma 2000, DOI
 * 10.1111/j.1475-3995.2000.tb00201.x). Not thread-safe.
 */
final class PoolExchange {

  private final CallPlan plan;
  private final CallMoves moves;
  private final PoolDeal deal;
  private final int[] seen;
  private int stamp;
  private int[] parts = new int[64];
  private int size;

  PoolExchange(CallPlan plan, CallMoves moves) {
    this.plan = plan;
    this.moves = moves;
    deal = new PoolDeal(plan);
    seen = new int[plan.size()];
  }

  /** What instances cost has changed. */
  void refresh() {
    deal.refresh();
  }

  /** Tries two nodes; returns whether something was exchanged, which then costs less. */
  boolean between(int first, int second, Journal journal) {
    return deal.find(first, second) && exchange(first, second, journal);
  }

  /** The parts on either node. */
  private void gather(int first, int second) {
    size = 0;
    stamp++;
    SpotLists spots = plan.spots();
    for (int node : new int[] {first, second}) {
      for (int s = 0; s < spots.size(node); s++) {
        int part = spots.part(node, s);
        if (seen[part] != stamp) {
          seen[part] = stamp;
          if (size == parts.length) {
            parts = Arrays.copyOf(parts, 2 * size);
          }
          parts[size++] = part;
        }
      }
    }
  }

  /** Moves the parts; takes all back if the state finds that it costs more or does not fit. */
  private boolean exchange(int first, int second, Journal journal) {
    double before = plan.state.cost();
    int mark = journal.size();
    gather(first, second);
    int[][] target = new int[size][];
    for (int i = 0; i < size; i++) {
      target[i] = target(parts[i], deal.to, first, second);
      if (target[i].length > 0) {
        journal.lift(parts[i]);
      }
    }
    boolean[] left = new boolean[size];
    for (int i = 0; i < size; i++) {
      left[i] = target[i].length > 0 && !plan.put(parts[i], target[i]);
    }
    boolean all = true;
    for (int i = 0; i < size && all; i++) {
      all = !left[i] || moves.place(parts[i], target[i], Double.POSITIVE_INFINITY, false);
    }
    if (all && plan.state.cost() < before - PoolDeal.LEAST_GAIN) {
      return true;
    }
    journal.undo(mark);
    return false;
  }

  private int[] target(int part, int[] to, int first, int second) {
    int[] at = plan.nodesOf(part);
    int[] moved = at == null ? new int[0] : at.clone();
    boolean any = false;
    for (int i = 0; i < moved.length; i++) {
      boolean here = moved[i] == first || moved[i] == second;
      int node = here ? to[plan.function(part, i, moved[i])] : -1;
      if (node >= 0 && node != moved[i]) {
        moved[i] = node;
        any = true;
      }
    }
    return any ? moved : new int[0];
  }
}
