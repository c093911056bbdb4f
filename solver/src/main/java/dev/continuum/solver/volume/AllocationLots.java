package dev.continuum.solver.volume;

import com.google.ortools.linearsolver.MPConstraint;
import dev.continuum.model.queueing.Staircase;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Devices that are dealt out, group by group, and the routes that they may take: over nodes near
 * the clients that serve what a call needs, those they took before, and the device alone. Used
 * once; not thread-safe.
 */
final class AllocationLots {

  private static final double ROUNDING = 1e-6;

  /** Devices of a group that were lifted, and the routes that they may take. */
  private static final class Lot {
    final int part;
    final Set<List<Integer>> before = new LinkedHashSet<>();
    final List<Way> ways = new ArrayList<>();
    int devices;

    Lot(int part) {
      this.part = part;
    }
  }

  /** A route by its number in the program, and what it costs a device. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Way(int number, int[] route, long micros) {}

  private final CallPlan plan;
  private final PlacementState state;
  private final PairTable pairs;
  private final List<Lot> lots = new ArrayList<>();
  private final List<Integer> open = new ArrayList<>();
  private final int mostRoutes;
  private int routes;

  /** Of a plan; lots are taken out of a copy of its state and put into that. */
  AllocationLots(CallPlan plan, PlacementState state, int mostRoutes) {
    this.mostRoutes = mostRoutes;
    this.plan = plan;
    this.state = state;
    pairs = plan.pairs;
  }

  /** How many nodes may serve each of so many calls for a group to have at most so many routes. */
  static int mostHosts(int mostRoutes, int calls) {
    return (int) Math.pow(mostRoutes, 1.0 / Math.max(1, calls));
  }

  /** Takes a part out; those of a group one after the other. */
  void lift(int part) {
    int group = plan.group(part).index;
    if (lots.isEmpty() || plan.group(lots.getLast().part).index != group) {
      lots.add(new Lot(part));
    }
    Lot lot = lots.getLast();
    CallPlan.Stand stand = plan.stand(part);
    lot.before.add(Arrays.stream(stand.nodes()).boxed().toList());
    lot.devices += plan.devices(part);
    var unused = state.add(group, stand.route(), -plan.devices(part), stand.micros());
  }

  /** Lets lots use what a node serves, in the instances that it has, beside what stands. */
  void open(AllocationProgram program, int node) {
    boolean any = false;
    for (int f = 0; f < pairs.functions; f++) {
      int pair = pairs.index(f, node);
      if (plan.state.load(pair) > 0) {
        program.pool(pair, carried(pair) - state.load(pair));
        any = true;
      }
    }
    if (any) {
      open.add(node);
      if (plan.blocks.tiers.cpuLimited[plan.blocks.tiers.of[node]]) {
        program.node(node, plan.problem.nodes().cpuNanocores[node] - state.cpu(node));
      }
    }
  }

  /** What the instances of a pool carry. */
  private double carried(int pair) {
    Staircase staircase = pairs.staircase(pair);
    long count = Math.min(plan.state.warm(pair), staircase.mostInstances());
    return Math.max((double) staircase.thresholdLoad((int) count), plan.state.load(pair));
  }

  /** Writes every lot down with its routes; returns whether there was time for it. */
  boolean write(AllocationProgram program, BooleanSupplier on) {
    for (Lot lot : lots) {
      if (!on.getAsBoolean()) {
        return false;
      }
      MPConstraint row = program.group(lot.devices);
      write(program, row, lot, new int[0]);
      for (List<Integer> nodes : lot.before) {
        if (!nodes.isEmpty()) {
          write(program, row, lot, nodes.stream().mapToInt(Integer::intValue).toArray());
        }
      }
      int[][] hosts = hosts(program, lot);
      int[] at = new int[hosts.length];
      boolean more = Arrays.stream(hosts).allMatch(of -> of.length > 0) && at.length > 0;
      while (more) {
        int[] nodes = new int[at.length];
        Arrays.setAll(nodes, i -> hosts[i][at[i]]);
        write(program, row, lot, nodes);
        more = next(at, hosts);
      }
    }
    return true;
  }

  private static boolean next(int[] at, int[][] hosts) {
    for (int i = at.length - 1; i >= 0; i--) {
      if (++at[i] < hosts[i].length) {
        return true;
      }
      at[i] = 0;
    }
    return false;
  }

  /** By call the nearest nodes to the clients that may serve it. */
  private int[][] hosts(AllocationProgram program, Lot lot) {
    int calls = plan.block(lot.part).calls().length;
    int[][] hosts = new int[calls][];
    for (int i = 0; i < calls; i++) {
      int call = i;
      hosts[i] =
          open.stream()
              .filter(node -> serves(program, lot.part, call, node))
              .sorted(Comparator.comparingDouble(node -> plan.away(lot.part, node)))
              .mapToInt(Integer::intValue)
              .limit(mostHosts(mostRoutes, calls))
              .toArray();
    }
    return hosts;
  }

  private boolean serves(AllocationProgram program, int part, int position, int node) {
    int function = plan.function(part, position, node);
    return function >= 0 && program.hasPool(pairs.index(function, node));
  }

  private void write(AllocationProgram program, MPConstraint row, Lot lot, int[] nodes) {
    int[] route = plan.route(lot.part, nodes);
    long micros = route == null ? RouteJudge.FORBIDDEN : plan.micros(lot.part, nodes, route);
    if (route == null || micros == RouteJudge.FORBIDDEN) {
      return;
    }
    CompiledGroup group = plan.group(lot.part);
    int[] calls = plan.block(lot.part).calls();
    int[] on = new int[nodes.length];
    double[] loads = new double[nodes.length];
    double[] cpu = new double[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      on[i] = pairs.index(plan.function(lot.part, i, nodes[i]), nodes[i]);
      loads[i] = group.routes.loadNanos(calls[i]);
      cpu[i] = group.routes.cpuNanocores(calls[i], route[calls[i]]);
    }
    program.route(row, micros, on, loads, cpu, nodes);
    lot.ways.add(new Way(routes++, route, micros));
  }

  /** Puts the devices where a solution has them; returns whether all found a place in time. */
  boolean deal(AllocationProgram program, BooleanSupplier on) {
    for (Lot lot : lots) {
      for (Way way : lot.ways) {
        int left = Math.min((int) (program.devices(way.number) + ROUNDING), lot.devices);
        // Rules that the program does not know may leave room for some of them only.
        for (int some = left; some > 0; some = Math.min(left, some / 2)) {
          while (some <= left && put(lot, way, some)) {
            left -= some;
          }
        }
      }
    }
    return lots.stream().allMatch(lot -> dealRest(lot, on));
  }

  private boolean put(Lot lot, Way way, int devices) {
    int group = plan.group(lot.part).index;
    boolean fits = state.put(group, RouteShare.of(way.route, devices, way.micros));
    lot.devices -= fits ? devices : 0;
    return fits;
  }

  /** Puts what is left one by one, where a device costs least with the instances it needs. */
  private boolean dealRest(Lot lot, BooleanSupplier on) {
    List<Way> open = new ArrayList<>(lot.ways);
    open.sort(Comparator.comparingLong(Way::micros));
    while (lot.devices > 0) {
      Way best = on.getAsBoolean() ? cheapest(lot, open) : null;
      if (best == null || !put(lot, best, 1)) {
        return false;
      }
    }
    return true;
  }

  /** The way that adds least; those that have no room are taken out, since none comes back. */
  private @Nullable Way cheapest(Lot lot, List<Way> open) {
    double before = state.cost();
    double least = Double.POSITIVE_INFINITY;
    Way best = null;
    for (Iterator<Way> it = open.iterator(); it.hasNext(); ) {
      Way way = it.next();
      if (way.micros >= least) {
        break;
      }
      if (put(lot, way, 1)) {
        if (state.cost() - before < least) {
          least = state.cost() - before;
          best = way;
        }
        takeBack(lot, way);
      } else {
        it.remove();
      }
    }
    return best;
  }

  private void takeBack(Lot lot, Way way) {
    var unused = state.add(plan.group(lot.part).index, way.route, -1, way.micros);
    lot.devices++;
  }
}
