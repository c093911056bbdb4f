package dev.continuum.solver.volume;

import com.google.ortools.linearsolver.MPConstraint;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Devices that are dealt out, group by group, and the routes that they may take: over nodes near
 * the clients that serve what a call needs, where they were before, or none. Used once; not
 * thread-safe.
 */
final class AllocationLots {

  private static final double ROUNDING = 1e-6;

  /** Devices of a group that were lifted, and the routes that they may take. */
  private static final class Lot {
    final int part;
    final Set<Integer> before = new LinkedHashSet<>();
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
    for (int node : stand.nodes()) {
      lot.before.add(node);
    }
    lot.devices += plan.devices(part);
    var unused = state.add(group, stand.route(), -plan.devices(part), stand.micros());
  }

  /** Lets lots use what a node serves, in the instances that it has, beside what stands. */
  void open(AllocationProgram program, int node) {
    boolean any = false;
    for (int f = 0; f < pairs.functions; f++) {
      int pair = pairs.index(f, node);
      long count = plan.state.load(pair) > 0 ? plan.state.warm(pair) : 0;
      if (count > 0 && count <= pairs.staircase(pair).mostInstances()) {
        program.pool(pair, pairs.staircase(pair).thresholdLoad((int) count) - state.load(pair));
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

  /** Writes every lot down with its routes. */
  void write(AllocationProgram program) {
    for (Lot lot : lots) {
      MPConstraint row = program.group(lot.devices);
      write(program, row, lot, new int[0]);
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

  /** By call the nodes that may serve it: the nearest to the clients, and those that did before. */
  private int[][] hosts(AllocationProgram program, Lot lot) {
    int calls = plan.block(lot.part).calls().length;
    int[][] hosts = new int[calls][];
    for (int i = 0; i < calls; i++) {
      int call = i;
      List<Integer> all =
          open.stream()
              .filter(node -> serves(program, lot.part, call, node))
              .sorted(Comparator.comparingDouble(node -> away(lot.part, node)))
              .toList();
      Set<Integer> some =
          new LinkedHashSet<>(all.subList(0, Math.min(all.size(), mostHosts(mostRoutes, calls))));
      all.stream().filter(lot.before::contains).forEach(some::add);
      hosts[i] = some.stream().mapToInt(Integer::intValue).toArray();
    }
    return hosts;
  }

  private boolean serves(AllocationProgram program, int part, int position, int node) {
    int function = plan.function(part, position, node);
    return function >= 0 && program.hasPool(pairs.index(function, node));
  }

  private double away(int part, int node) {
    return plan.fromClient(part, node, true) + plan.fromClient(part, node, false);
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

  /** Puts the devices where a solution has them; returns whether all found a place. */
  boolean deal(AllocationProgram program) {
    for (Lot lot : lots) {
      int group = plan.group(lot.part).index;
      for (Way way : lot.ways) {
        int some = (int) Math.floor(program.devices(way.number) + ROUNDING);
        int devices = Math.min(some, lot.devices);
        if (devices > 0 && state.put(group, RouteShare.of(way.route, devices, way.micros))) {
          lot.devices -= devices;
        }
      }
    }
    return lots.stream().allMatch(this::dealRest);
  }

  /** Puts what is left one by one, where a device costs least with the instances it needs. */
  private boolean dealRest(Lot lot) {
    lot.ways.sort(Comparator.comparingLong(Way::micros));
    for (; lot.devices > 0; lot.devices--) {
      int group = plan.group(lot.part).index;
      double before = state.cost();
      double least = Double.POSITIVE_INFINITY;
      Way best = null;
      for (int i = 0; i < lot.ways.size() && lot.ways.get(i).micros < least; i++) {
        Way way = lot.ways.get(i);
        if (state.put(group, RouteShare.of(way.route, 1, way.micros))) {
          if (state.cost() - before < least) {
            least = state.cost() - before;
            best = way;
          }
          var unused = state.add(group, way.route, -1, way.micros);
        }
      }
      if (best == null || !state.put(group, RouteShare.of(best.route, 1, best.micros))) {
        return false;
      }
    }
    return true;
  }
}
