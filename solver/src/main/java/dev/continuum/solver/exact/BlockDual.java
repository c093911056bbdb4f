package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.route.RouteFinder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A Lagrangian relaxation by blocks: groups buy each block of their calls at a price, or run it on
 * the device; each node sells what pays best in one of its configurations, in whole devices. What
 * one node does is solved exactly but for its CPU, which has a price ({@link NodeCpu}), so the
 * bound is nearly that of Dantzig-Wolfe decomposition by nodes (G. B. Dantzig, P. Wolfe 1960, DOI
 * 10.1287/opre.8.1.101). Prices are per group and block, micro-units per device. Valid over
 * placements in which every device is served on time.
 *
 * <p>Not thread-safe.
 */
final class BlockDual {

  private static final double OUTWARD = 1e-12;

  private final CompiledProblem problem;
  private final List<GroupBlocks> groups;

  /** First item of a group; items are its blocks. */
  final int[] first;

  /** Links follow so many items, then the CPU of nodes. */
  final int items;

  /** Devices of an item's or link's group; parts of a node's CPU. */
  final int[] devices;

  /**
   * What nodes serve of an item, and what its group wants, in devices, at the last prices; of a
   * link, how many more there could be on its node; of CPU, what is left.
   */
  final double[] served;

  final double[] wanted;

  /** The most that each node earns at the last prices, and the least groups pay, micro-units. */
  final double[] earned;

  final double[] paid;

  /** By item, the first of its slots, one for each way to run it; then as prices. */
  private final int[] slot;

  /** Prices and what is served, by slot. */
  private final double[] spread;

  private final double[] sold;

  /** By node and slot. */
  private final double[][] cost;

  private final double[] localCost;
  private final NodeSide[] sides;

  /** By node; null where CPU has no limit. */
  private final @Nullable NodeCpu[] cpu;

  /** What was served of a node's items before it. */
  private final double[] before;

  /**
   * Of all placements.
   *
   * @param worth of what nodes have room for
   */
  BlockDual(
      CompiledProblem problem,
      List<GroupBlocks> groups,
      NodeFunctions functions,
      List<Link> links,
      NodeWorth worth) {
    this(problem, groups, functions, links, worth, () -> false);
  }

  /** The same, unless it is stopped: then it must not be asked anything. */
  BlockDual(
      CompiledProblem problem,
      List<GroupBlocks> groups,
      NodeFunctions functions,
      List<Link> links,
      NodeWorth worth,
      BooleanSupplier stop) {
    this.problem = problem;
    this.groups = groups;
    first = new int[groups.size() + 1];
    for (int g = 0; g < groups.size(); g++) {
      first[g + 1] = first[g] + groups.get(g).split.blocks().size();
    }
    paid = new double[groups.size()];
    items = first[groups.size()];
    cpu = new NodeCpu[problem.nodes().size];
    slot = slots();
    int slots = slot[items];
    int size = slots + links.size();
    for (int n = 0; n < cpu.length; n++) {
      if (!problem.nodes().hasEndlessCpu(n)) {
        cpu[n] = new NodeCpu(size++, problem.nodes().cpuNanocores[n]);
      }
    }
    spread = new double[size];
    sold = new double[size];
    int[] devicesOf = new int[size];
    devices = new int[size - slots + items];
    Arrays.fill(devices, items + links.size(), devices.length, NodeCpu.PARTS);
    served = new double[devices.length];
    wanted = new double[devices.length];
    before = new double[slots];
    cost = new double[problem.nodes().size][slots];
    localCost = new double[items];
    List<List<NodeSide.Item>> at = new ArrayList<>();
    for (int n = 0; n < problem.nodes().size; n++) {
      at.add(new ArrayList<>());
    }
    for (int g = 0; g < groups.size() && !stop.getAsBoolean(); g++) {
      GroupBlocks of = groups.get(g);
      long[] groupLoads = loads(of);
      for (int b = 0; b < of.split.blocks().size(); b++) {
        int item = first[g] + b;
        devices[item] = of.group.devices;
        Arrays.fill(devicesOf, slot[item], slot[item + 1], of.group.devices);
        price(of, b, item, groupLoads, at);
      }
    }
    Map<Integer, List<NodeSide.Linked>> linked = linked(links);
    sides = new NodeSide[problem.nodes().size];
    earned = new double[sides.length];
    for (int n = 0; n < sides.length && !stop.getAsBoolean(); n++) {
      List<NodeSide.Linked> here = linked.getOrDefault(n, List.of());
      sides[n] = NodeSide.of(problem, n, functions, at.get(n), here, cost[n], devicesOf, worth);
    }
  }

  /** Links by node, with the items that they hold. */
  private Map<Integer, List<NodeSide.Linked>> linked(List<Link> links) {
    Map<Integer, List<NodeSide.Linked>> linked = new HashMap<>();
    Map<GroupBlocks, Integer> firstOf = new HashMap<>();
    for (int g = 0; g < groups.size(); g++) {
      firstOf.put(groups.get(g), first[g]);
    }
    for (int l = 0; l < links.size(); l++) {
      Link link = links.get(l);
      devices[items + l] = link.of().group.devices;
      List<Integer> held = new ArrayList<>();
      int from = firstOf.getOrDefault(link.of(), 0);
      for (int b = 0; b < link.of().split.blocks().size(); b++) {
        for (GroupBlocks.Choice way : link.of().ways.of(b, link.node())) {
          if (link.holds(way)) {
            held.add(slot[from + b] + way.way());
          }
        }
      }
      linked
          .computeIfAbsent(link.node(), unused -> new ArrayList<>())
          .add(
              new NodeSide.Linked(
                  link, slot[items] + l, held.stream().mapToInt(Integer::intValue).toArray()));
    }
    return linked;
  }

  /** As many for each item as there are ways to run it in any place, and no fewer than one. */
  private int[] slots() {
    int[] slots = new int[items + 1];
    for (int g = 0; g < groups.size(); g++) {
      GroupBlocks of = groups.get(g);
      for (int b = 0; b < of.split.blocks().size(); b++) {
        int most = 1;
        for (int n = 0; n < problem.nodes().size; n++) {
          most = Math.max(most, of.ways.of(b, n).length);
        }
        slots[first[g] + b + 1] = slots[first[g] + b] + most;
      }
    }
    return slots;
  }

  private void price(
      GroupBlocks of, int block, int item, long[] groupLoads, List<List<NodeSide.Item>> at) {
    localCost[item] = Double.POSITIVE_INFINITY;
    for (GroupBlocks.Choice way : of.ways.of(block, RouteSpace.LOCAL)) {
      if (!of.ways.isHopeless(way)) {
        localCost[item] = Math.min(localCost[item], (double) way.micros());
      }
    }
    for (int n = 0; n < problem.nodes().size; n++) {
      NodeCpu limited = cpu[n];
      for (GroupBlocks.Choice way : of.ways.of(block, n)) {
        int to = slot[item] + way.way();
        cost[n][to] = way.micros();
        at.get(n).add(item(of, way, to, groupLoads));
        if (limited != null) {
          limited.add(to, (double) way.micros(), nanocores(of, way));
        }
      }
    }
  }

  /** What a device in a place needs of its CPU. */
  static double nanocores(GroupBlocks of, GroupBlocks.Choice choice) {
    int[] calls = of.calls(choice);
    double sum = 0;
    for (int i = 0; i < calls.length; i++) {
      sum += of.group.routes.cpuNanocores(calls[i], choice.options()[i]);
    }
    return sum;
  }

  /** What a block loads, function by function: two of its calls may be the same function's. */
  private NodeSide.Item item(
      GroupBlocks of, GroupBlocks.Choice choice, int index, long[] groupLoads) {
    SortedMap<Integer, Long> loads = new TreeMap<>();
    int[] calls = of.calls(choice);
    for (int i = 0; i < calls.length; i++) {
      loads.merge(
          problem.pairs().function(choice.pairs()[i]),
          of.group.routes.loadNanos(calls[i]),
          Long::sum);
    }
    return new NodeSide.Item(
        index,
        loads.keySet().stream().mapToInt(Integer::intValue).toArray(),
        loads.values().stream().mapToLong(Long::longValue).toArray(),
        of,
        choice,
        groupLoads);
  }

  /** Load that all calls of a device may put on each function, nano-requests/s. */
  private long[] loads(GroupBlocks of) {
    RouteSpace routes = of.group.routes;
    long[] loads = new long[problem.pairs().functions];
    int[] seen = new int[loads.length];
    for (int call = 0; call < routes.calls(); call++) {
      for (int option = 0; option < routes.options(call); option++) {
        int function = routes.function(call, option);
        loads[function] += seen[function] > call ? 0 : routes.loadNanos(call);
        seen[function] = call + 1;
      }
    }
    return loads;
  }

  /**
   * The value at prices over placements whose pools are within limits, rounded outward,
   * micro-units; fills what is wanted and served.
   */
  double evaluate(double[] prices, PoolLimits limits) {
    Arrays.fill(sold, 0);
    Arrays.fill(wanted, 0);
    spread(prices);
    double sum = 0;
    double absolute = 0;
    for (int g = 0; g < groups.size(); g++) {
      paid[g] = groupTerm(g, prices);
      sum += paid[g];
      absolute += Math.abs(paid[g]);
    }
    for (int n = 0; n < sides.length; n++) {
      earned[n] = earn(n, limits);
      sum -= earned[n];
      absolute += Math.abs(earned[n]);
    }
    gather();
    return sum - OUTWARD * absolute;
  }

  /**
   * The same, where configurations of nodes cost more or less.
   *
   * @param loadPrices by pair, by which blocks that load several pools pay each from now on
   * @param charges by node and configuration, micro-units
   */
  double evaluate(double[] prices, double[] loadPrices, PoolLimits limits, double[][] charges) {
    for (int n = 0; n < sides.length; n++) {
      sides[n].share(loadPrices);
      sides[n].charge(charges[n]);
    }
    try {
      return evaluate(prices, limits);
    } finally {
      for (NodeSide side : sides) {
        side.charge(NodeSide.NOTHING);
      }
    }
  }

  /** Every way to run an item is paid its price. */
  private void spread(double[] prices) {
    for (int item = 0; item < items; item++) {
      Arrays.fill(spread, slot[item], slot[item + 1], prices[item]);
    }
    System.arraycopy(prices, items, spread, slot[items], prices.length - items);
  }

  private void gather() {
    for (int item = 0; item < items; item++) {
      served[item] = 0;
      for (int s = slot[item]; s < slot[item + 1]; s++) {
        served[item] += sold[s];
      }
    }
    System.arraycopy(sold, slot[items], served, items, served.length - items);
  }

  private double earn(int n, PoolLimits limits) {
    NodeCpu limited = cpu[n];
    if (limited == null) {
      return sides[n].most(spread, sold, limits);
    }
    double price = spread[limited.index];
    limited.charge(price, cost[n]);
    limited.note(sold, before);
    double most = sides[n].most(spread, sold, limits);
    sold[limited.index] = limited.left(sold, before);
    return most + limited.worth(price);
  }

  /** The value at the prices of the last evaluation, within other limits than those. */
  double again(double value, PoolLimits limits, PoolLimits other) {
    Set<Integer> pools = new TreeSet<>(limits.ranges().keySet());
    pools.addAll(other.ranges().keySet());
    double sum = value;
    for (int pair : pools) {
      NodeSide side = sides[problem.pairs().node(pair)];
      double was = side.poolMost(pair, limits.of(pair));
      double is = side.poolMost(pair, other.of(pair));
      sum += was - is - OUTWARD * (Math.abs(was) + Math.abs(is));
    }
    return sum;
  }

  /** What a pool would earn at the prices of the last evaluation within other limits. */
  double poolMost(int pair, PoolLimits.Range limits) {
    return sides[problem.pairs().node(pair)].poolMost(pair, limits);
  }

  private double groupTerm(int g, double[] prices) {
    GroupBlocks of = groups.get(g);
    double best = blockMicros(first[g], prices);
    int at = -1;
    List<int[]> partitions = of.split.partitions();
    for (int p = 0; p < partitions.size(); p++) {
      double sum = of.cutMicros[p];
      for (int block : partitions.get(p)) {
        sum += blockMicros(first[g] + block, prices);
      }
      if (sum < best) {
        best = sum;
        at = p;
      }
    }
    if (at < 0) {
      want(first[g], prices);
    } else {
      for (int block : partitions.get(at)) {
        want(first[g] + block, prices);
      }
    }
    return of.group.devices * (best - RouteFinder.SLACK_MICROS);
  }

  private double blockMicros(int item, double[] prices) {
    return Math.min(prices[item], localCost[item]);
  }

  private void want(int item, double[] prices) {
    if (prices[item] <= localCost[item]) {
      wanted[item] = devices[item];
    }
  }
}
