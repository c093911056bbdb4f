package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.RouteJudge;

/**
 * Moves parts of groups by themselves: each takes the route that costs least with the instances
 * that it newly needs, over nodes near its clients, nodes near that serve its functions, those it
 * is on, and nodes without limits. Nothing is moved that does not pay. Not thread-safe.
 */
final class CallMoves {

  private static final int NEAR = 4;
  private static final int HOSTS = 4;

  /** Micro-units below which a move gains nothing. */
  private static final double LEAST_GAIN = 0.5;

  /** No nodes: all calls stay on the device. */
  private static final int[] DEVICE = {};

  /** Where a part could be, and what it costs there with the instances that it newly needs. */
  private record Offer(CallPlan.Stand stand, double cost) {
    static final Offer NONE =
        new Offer(
            new CallPlan.Stand(DEVICE, DEVICE, RouteJudge.FORBIDDEN), Double.POSITIVE_INFINITY);
  }

  private final CallPlan plan;
  private final Hosts near;
  private final FunctionHosts hosts;
  private final PoolSizes sizes;
  private final NodeTable nodes;
  private final CallRoutes routes;
  private final int[] unlimited;
  private final int[] candidates;
  private final int[] seen;
  private int stamp;
  private int count;

  /** A pair that nothing is placed on, or -1. */
  private int closed = -1;

  CallMoves(CallPlan plan, Hosts near) {
    this.plan = plan;
    this.near = near;
    hosts = new FunctionHosts(plan, HOSTS);
    sizes = new PoolSizes(plan.pairs, plan.state);
    nodes = plan.problem.nodes();
    unlimited = CallPlan.unlimited(plan.blocks);
    candidates =
        new int[NEAR + (HOSTS + 1) * PoolItems.MOST_CALLS + unlimited.length + Relief.MOST_EMPTIED];
    routes = new CallRoutes(plan, candidates.length);
    seen = new int[nodes.size];
  }

  /** What is served where has changed much: candidates are looked for anew. */
  void refresh() {
    hosts.forget();
  }

  /**
   * Moves one part if that pays.
   *
   * @param whole whether the last instance of a pool counts whole, or by the part that is used
   * @return whether it moved
   */
  boolean move(int part, boolean whole) {
    if (plan.nodesOf(part) == null) {
      return false;
    }
    CallPlan.Stand before = plan.stand(part);
    plan.lift(part);
    double limit = cost(part, before.nodes(), before.micros(), whole) - LEAST_GAIN;
    if (place(part, before.nodes(), limit, whole)) {
      return true;
    }
    plan.putBack(part, before);
    return false;
  }

  /** From now on nothing is placed on a pair; on any with -1. */
  void close(int pair) {
    closed = pair;
  }

  /** Puts a lifted part where it costs least, if that is less than a limit. */
  boolean place(int part, int[] besides, double limit, boolean whole) {
    gather(part, besides);
    int[] away = routes.cheapest(part, candidates, count, (i, node) -> own(part, i, node, whole));
    Offer there = away.length == 0 ? Offer.NONE : offer(part, away, whole);
    Offer home = offer(part, DEVICE, whole);
    boolean stays = home.cost < there.cost;
    return take(part, stays ? home : there, limit) || take(part, stays ? there : home, limit);
  }

  private boolean take(int part, Offer offer, double limit) {
    return offer.cost < limit && plan.put(part, offer.stand);
  }

  /** Where a lifted part could be; what that costs is infinite where it may not be there. */
  private Offer offer(int part, int[] at, boolean whole) {
    int[] route = plan.route(part, at);
    long micros = route == null ? RouteJudge.FORBIDDEN : plan.micros(part, at, route);
    return route == null || micros == RouteJudge.FORBIDDEN
        ? Offer.NONE
        : new Offer(new CallPlan.Stand(at, route, micros), cost(part, at, micros, whole));
  }

  /** What a lifted part costs on nodes, all devices, with the instances it newly needs. */
  private double cost(int part, int[] at, long micros, boolean whole) {
    double sum = plan.devices(part) * (double) micros;
    for (int i = 0; i < at.length; i++) {
      double load = plan.load(part, i);
      int pair = pair(part, i, at[i]);
      boolean first = true;
      for (int j = 0; j < at.length; j++) {
        if (j != i && pair(part, j, at[j]) == pair) {
          first &= i < j;
          load += plan.load(part, j);
        }
      }
      sum += first ? sizes.added(pair, load, whole) : 0;
    }
    return sum;
  }

  /** The pair that serves a call on a node, or -1. */
  private int pair(int part, int position, int node) {
    int function = plan.function(part, position, node);
    return function < 0 ? -1 : plan.pairs.index(function, node);
  }

  private double own(int part, int position, int node, boolean whole) {
    int pair = pair(part, position, node);
    if (pair < 0
        || pair == closed
        || !plan.pairs.allowed[pair]
        || plan.state.cpu(node) + plan.cpu(part, position, node) > nodes.cpuNanocores[node]) {
      return Double.POSITIVE_INFINITY;
    }
    double load = plan.load(part, position);
    long more = sizes.more(pair, load);
    if (more > 0
        && plan.state.memory(node) + (double) more * plan.pairs.memoryBytes[pair / nodes.size]
            > nodes.memoryBytes[node]) {
      return Double.POSITIVE_INFINITY;
    }
    return sizes.added(pair, load, whole) + plan.base(part, node) / plan.block(part).calls().length;
  }

  private void gather(int part, int[] besides) {
    count = 0;
    stamp++;
    int[] nearest = near.near(plan.group(part).routes.judge());
    for (int i = 0; i < Math.min(NEAR, nearest.length); i++) {
      add(nearest[i]);
    }
    for (int node : besides) {
      add(node);
    }
    for (int f : plan.block(part).functions()) {
      for (int node : hosts.nearPoint(plan.row(part), f)) {
        add(node);
      }
    }
    for (int node : unlimited) {
      add(node);
    }
  }

  private void add(int node) {
    if (seen[node] != stamp) {
      seen[node] = stamp;
      candidates[count++] = node;
    }
  }
}
