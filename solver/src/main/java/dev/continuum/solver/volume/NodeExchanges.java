package dev.continuum.solver.volume;

import java.util.function.BooleanSupplier;

/**
 * Exchanges of one node with its likely partners: the nearest nodes, and the nearest that serve one
 * of its functions. Not thread-safe.
 */
final class NodeExchanges {

  private static final int NEAR_NODES = 3;

  final FunctionHosts hosts;
  private final CallPlan plan;
  private final CallMoves moves;
  private final PoolExchange exchange;

  /** With so many partners for each function. */
  NodeExchanges(CallPlan plan, CallMoves moves, int partners) {
    this.plan = plan;
    this.moves = moves;
    exchange = new PoolExchange(plan, moves);
    hosts = new FunctionHosts(plan, partners);
  }

  /** What is served where has changed: partners and prices are looked for anew. */
  void refresh() {
    hosts.forget();
    moves.refresh();
    exchange.refresh();
  }

  /** One look at a node with each partner; returns how many exchanges there were. */
  int around(int node, Journal journal, BooleanSupplier on) {
    int[] near = hosts.nearNode(node);
    int found = with(node, near, Math.min(NEAR_NODES, near.length), journal, on);
    for (int f = 0; f < plan.pairs.functions; f++) {
      if (plan.state.load(plan.pairs.index(f, node)) > 0) {
        int[] partners = hosts.nearNode(node, f);
        found += with(node, partners, partners.length, journal, on);
      }
    }
    return found;
  }

  private int with(int node, int[] partners, int most, Journal journal, BooleanSupplier on) {
    int found = 0;
    for (int i = 0; i < most && on.getAsBoolean(); i++) {
      found += exchange.between(node, partners[i], journal) ? 1 : 0;
    }
    return found;
  }
}
