package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.Nearest;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.PlacementState;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Deals what a region serves out anew among the pools that stand there, all at once: the second
 * half of location and allocation by turns (L. Cooper 1963, DOI 10.1287/opre.11.3.331), whose first
 * are kicks. Where pools are full, no move of one part finds what this does. A linear program over
 * routes says how many devices go where; the few that it splits go where they cost least. Not
 * thread-safe.
 */
final class Reallocation {

  /** Routes of a program: more take longer than a tenth of a second. */
  private static final int MOST_ROUTES = 30_000;

  private static final int FEWEST_NODES = 8;

  /** Routes of one group: as many as all have time for, and fewer before nodes are left out. */
  private static final int[] ROUTES_A_GROUP = {1_100, 500, 250};

  /** Micro-units. */
  private static final double LEAST_GAIN = 1;

  private final CallPlan plan;
  private final Hosts near;
  private final int[] limited;
  private final int[] unlimited;
  private final boolean[] inside;
  private int size;
  private int mostRoutes;

  /** Of a plan that is complete. */
  Reallocation(CallPlan plan, Hosts near) {
    this.plan = plan;
    this.near = near;
    unlimited = CallPlan.unlimited(plan.blocks);
    inside = new boolean[plan.problem.nodes().size];
    limited =
        IntStream.range(0, inside.length)
            .filter(n -> Arrays.stream(unlimited).noneMatch(other -> other == n))
            .toArray();
  }

  /** The part of all nodes that was looked at last. */
  double share() {
    return size / (double) limited.length;
  }

  /** One region, around a random node; returns a cheaper placement if it finds one. */
  Optional<CompiledPlacement> around(SplittableRandom random, BooleanSupplier on) {
    if (limited.length == 0 || !choose(limited[random.nextInt(limited.length)])) {
      return Optional.empty();
    }
    PlacementState state = PlacementState.of(plan.problem, plan.state.snapshot());
    AllocationLots lots = new AllocationLots(plan, state, mostRoutes);
    for (int part = 0; part < plan.size(); part++) {
      if (belongs(part)) {
        lots.lift(part);
      }
    }
    try (AllocationProgram program = new AllocationProgram()) {
      for (int node = 0; node < inside.length; node++) {
        if (inside[node]) {
          lots.open(program, node);
        }
      }
      lots.write(program);
      boolean dealt = program.solve(() -> !on.getAsBoolean()) && lots.deal(program);
      return dealt && state.complete() && state.cost() < plan.state.cost() - LEAST_GAIN
          ? Optional.of(state.snapshot())
          : Optional.empty();
    }
  }

  /** The nodes nearest to one, as many as make no more routes than may be; false if too few. */
  private boolean choose(int centre) {
    int[] order =
        Nearest.of(
            Arrays.stream(limited),
            n -> plan.between[centre][n] + (double) plan.between[n][centre],
            limited.length);
    for (size = order.length; size >= Math.min(FEWEST_NODES, order.length); size = size * 3 / 4) {
      mark(order);
      for (int each : ROUTES_A_GROUP) {
        mostRoutes = each;
        if (routes() <= MOST_ROUTES) {
          return true;
        }
      }
    }
    return false;
  }

  private void mark(int[] order) {
    Arrays.fill(inside, false);
    for (int i = 0; i < size; i++) {
      inside[order[i]] = true;
    }
    for (int node : unlimited) {
      inside[node] = true;
    }
  }

  /** How many routes groups have in the region, at most. */
  private long routes() {
    int[] hosts = new int[plan.pairs.functions];
    for (int f = 0; f < hosts.length; f++) {
      for (int node = 0; node < inside.length; node++) {
        hosts[f] += inside[node] && plan.state.load(plan.pairs.index(f, node)) > 0 ? 1 : 0;
      }
    }
    long sum = 0;
    int last = -1;
    for (int part = 0; part < plan.size(); part++) {
      int group = plan.group(part).index;
      if (group != last && belongs(part)) {
        last = group;
        int[] functions = plan.block(part).functions();
        long product = 1;
        for (int f : functions) {
          product *=
              Math.min(
                  AllocationLots.mostHosts(mostRoutes, functions.length), Math.max(1, hosts[f]));
        }
        sum += product;
      }
    }
    return sum;
  }

  /** Whether a part is served in the region alone, or far away for clients that are near to it. */
  private boolean belongs(int part) {
    int[] at = plan.nodesOf(part);
    boolean any = false;
    for (int i = 0; at != null && i < at.length; i++) {
      if (!inside[at[i]]) {
        return false;
      }
      any |= !isUnlimited(at[i]);
    }
    return at != null && (any || inside[nearest(part)]);
  }

  private int nearest(int part) {
    for (int node : near.near(plan.group(part).routes.judge())) {
      if (!isUnlimited(node)) {
        return node;
      }
    }
    return limited[0];
  }

  private boolean isUnlimited(int node) {
    for (int other : unlimited) {
      if (other == node) {
        return true;
      }
    }
    return false;
  }
}
