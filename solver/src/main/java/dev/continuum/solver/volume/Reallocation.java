package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.Nearest;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.PlacementState;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

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

  /** Placements of more parts are hardly bettered by regions this small. */
  private static final int MOST_PARTS = 20_000;

  private static final int FEWEST_NODES = 8;

  /** Routes of one group: as many as all have time for, and fewer before nodes are left out. */
  private static final int[] ROUTES_A_GROUP = {1_100, 500, 250};

  /** Micro-units. */
  private static final double LEAST_GAIN = 1;

  private final CallPlan plan;
  private final Hosts near;
  private final int mostRoutes;
  private final int[] limited;
  private final boolean[] unlimited;
  private final boolean[] inside;
  private int size;
  private int routesAGroup;

  /** Of a plan. */
  Reallocation(CallPlan plan, Hosts near) {
    this(plan, near, MOST_ROUTES);
  }

  /** With at most so many routes of all groups. */
  Reallocation(CallPlan plan, Hosts near, int mostRoutes) {
    this.plan = plan;
    this.near = near;
    this.mostRoutes = mostRoutes;
    limited = CallPlan.limited(plan.blocks);
    inside = new boolean[plan.problem.nodes().size];
    unlimited = new boolean[inside.length];
    for (int node : CallPlan.unlimited(plan.blocks)) {
      unlimited[node] = true;
    }
    size = limited.length;
  }

  /** The part of all nodes with limits that was looked at last. */
  double share() {
    return size / (double) Math.max(1, limited.length);
  }

  /** Whether the region that was looked at last holds a node. */
  boolean holds(int node) {
    return inside[node];
  }

  /** One region, around a random node; returns a cheaper placement if it finds one. */
  Optional<CompiledPlacement> around(SplittableRandom random, BooleanSupplier on) {
    if (limited.length == 0
        || plan.size() > MOST_PARTS
        || !plan.state.complete()
        || !on.getAsBoolean()
        || !choose(limited[random.nextInt(limited.length)])) {
      return Optional.empty();
    }
    PlacementState state = PlacementState.of(plan.problem, plan.state.snapshot());
    AllocationLots lots = new AllocationLots(plan, state, routesAGroup);
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
      boolean dealt =
          lots.write(program, on)
              && program.solve(() -> !on.getAsBoolean())
              && lots.deal(program, on);
      return dealt && state.complete() && state.cost() < plan.state.cost() - LEAST_GAIN
          ? Optional.of(state.snapshot())
          : Optional.empty();
    }
  }

  /** The nodes nearest to one, as many as make no more routes than may be; false if too few. */
  private boolean choose(int centre) {
    int[] order = Nearest.of(Arrays.stream(limited), n -> plan.apart(centre, n), limited.length);
    int least = ROUTES_A_GROUP[ROUTES_A_GROUP.length - 1];
    for (size = order.length; size >= Math.min(FEWEST_NODES, order.length); size = size * 3 / 4) {
      System.arraycopy(unlimited, 0, inside, 0, inside.length);
      for (int i = 0; i < size; i++) {
        inside[order[i]] = true;
      }
      if (fits(least)) {
        routesAGroup = Arrays.stream(ROUTES_A_GROUP).filter(this::fits).findFirst().orElse(least);
        return true;
      }
    }
    return false;
  }

  /**
   * Whether all groups of the region, with so many routes each at most, have no more than may be.
   */
  private boolean fits(int each) {
    long[] known = new long[plan.blocks.blocks.size()];
    long sum = 0;
    int last = -1;
    for (int part = 0; part < plan.size() && sum <= mostRoutes; part++) {
      int group = plan.group(part).index;
      if (group != last && belongs(part)) {
        last = group;
        int block = plan.block(part).id();
        known[block] = known[block] == 0 ? routes(part, each) : known[block];
        sum += known[block];
      }
    }
    return sum <= mostRoutes;
  }

  /** How many routes a part's block has in the region: over nodes, and the device. */
  private long routes(int part, int each) {
    int calls = plan.block(part).calls().length;
    long product = 1;
    for (int i = 0; i < calls; i++) {
      long hosts = 0;
      for (int node = 0; node < inside.length; node++) {
        int function = inside[node] ? plan.function(part, i, node) : -1;
        boolean serves = function >= 0 && plan.state.load(plan.pairs.index(function, node)) > 0;
        hosts += serves ? 1 : 0;
      }
      product *= Math.min(AllocationLots.mostHosts(each, calls), hosts);
    }
    return product + 1;
  }

  /**
   * Whether a part is served in the region alone; one that is served far away or by its device,
   * whether its clients are nearest to the region.
   */
  private boolean belongs(int part) {
    int[] at = plan.nodesOf(part);
    boolean any = false;
    for (int i = 0; at != null && i < at.length; i++) {
      if (!inside[at[i]]) {
        return false;
      }
      any |= !unlimited[at[i]];
    }
    return at != null && (any || isNear(part));
  }

  private boolean isNear(int part) {
    for (int node : near.near(plan.group(part).routes.judge())) {
      if (!unlimited[node]) {
        return inside[node];
      }
    }
    return false;
  }
}
