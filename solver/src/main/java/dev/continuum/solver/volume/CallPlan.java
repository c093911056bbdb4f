package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which node serves each call of a block, part by part of the groups ({@link CallParts}), and which
 * calls a node serves: blocks may be split among nodes. The state has the last word on what fits.
 * Not thread-safe.
 */
final class CallPlan {

  private static final long MOST_LATENCIES = 16_000_000;

  final Blocks blocks;
  final PlacementState state;
  final CompiledProblem problem;
  final PairTable pairs;

  /** Latency between nodes, µs. */
  final float[][] between;

  private final int[] @Nullable [] at;
  private final int[][] routes;
  private final long[] micros;
  private final SpotLists spots;
  private final CallParts parts;
  private final CompiledGroup[] groups;
  private final RouteCosts costs;
  private final int[] row;
  private final int[][][] edges;
  private final int[] hostChanges;
  private final int[] changes;

  CallPlan(Blocks blocks, PlacementState state) {
    this(blocks, state, null);
  }

  /** With what another plan of the same blocks has worked out. */
  private CallPlan(Blocks blocks, PlacementState state, @Nullable CallPlan other) {
    this.blocks = blocks;
    this.state = state;
    problem = blocks.problem;
    pairs = problem.pairs();
    between = other == null ? between() : other.between;
    hostChanges = new int[pairs.functions];
    changes = new int[problem.nodes().size];
    edges = other == null ? new int[blocks.blocks.size()][][] : other.edges;
    parts = new CallParts(blocks, state);
    groups = problem.groups().toArray(CompiledGroup[]::new);
    at = new int[parts.size()][];
    spots = new SpotLists(problem.nodes().size, at.length);
    costs =
        other == null
            ? new RouteCosts(groups.length, problem.nodes().size, at.length)
            : other.costs;
    row = new int[at.length];
    routes = new int[at.length][];
    micros = new long[at.length];
    for (int part = 0; part < at.length; part++) {
      row[part] = blocks.distances.row(group(part).routes.judge());
      routes[part] = parts.route(part);
      micros[part] = group(part).routes.judge().costMicros(routes[part]);
      settle(part, parts.nodes(part));
    }
  }

  /** Of a placement by whoever made it. */
  static CallPlan of(Blocks blocks, CompiledPlacement placement) {
    return new CallPlan(blocks, PlacementState.of(blocks.problem, placement));
  }

  /** The same problem, placed otherwise; both share what they know of it, on one thread. */
  CallPlan of(CompiledPlacement placement) {
    return new CallPlan(blocks, PlacementState.of(problem, placement), this);
  }

  /** Whether latencies between nodes may be written down. */
  static boolean suits(CompiledProblem problem) {
    return (long) problem.nodes().size * problem.nodes().size <= MOST_LATENCIES;
  }

  /** Nodes that neither CPU nor memory limits. */
  static int[] unlimited(Blocks blocks) {
    Tiers tiers = blocks.tiers;
    return IntStream.range(0, blocks.problem.nodes().size)
        .filter(n -> !tiers.cpuLimited[tiers.of[n]] && !tiers.memoryLimited[tiers.of[n]])
        .toArray();
  }

  /** All others, in order. */
  static int[] limited(Blocks blocks) {
    Tiers tiers = blocks.tiers;
    return IntStream.range(0, blocks.problem.nodes().size)
        .filter(n -> tiers.cpuLimited[tiers.of[n]] || tiers.memoryLimited[tiers.of[n]])
        .toArray();
  }

  private float[][] between() {
    int nodes = problem.nodes().size;
    RouteJudge judge = problem.groups().getFirst().routes.judge();
    float[][] all = new float[nodes][nodes];
    for (int a = 0; a < nodes; a++) {
      for (int b = 0; b < nodes; b++) {
        long micros = judge.latencyMicros(a, b);
        all[a][b] = micros < 0 ? Float.POSITIVE_INFINITY : micros;
      }
    }
    return all;
  }

  /** How many parts there are. */
  int size() {
    return at.length;
  }

  /** The group of a part. */
  CompiledGroup group(int part) {
    return groups[parts.groups[part]];
  }

  /** The block of a part. */
  Blocks.Block block(int part) {
    return blocks.block(parts.groups[part]);
  }

  /** Parts that a node serves with a function, or with any where that is -1. */
  int[] partsOn(int node, int function) {
    int[] found = new int[spots.size(node)];
    int count = 0;
    for (int s = 0; s < found.length; s++) {
      int part = spots.part(node, s);
      if (function < 0 || function(part, spots.call(node, s), node) == function) {
        found[count++] = part;
      }
    }
    return Arrays.stream(found, 0, count).distinct().toArray();
  }

  /** How many devices a part has. */
  int devices(int part) {
    return parts.devices[part];
  }

  /** What a part costs on a node of a tier at no distance, instances aside, micro-units. */
  double base(int part, int node) {
    return blocks.base[blocks.tiers.of[node]][parts.groups[part]] * parts.devices[part];
  }

  /** The nodes of a part's calls, none if all stay on the device, or null while it is lifted. */
  int @Nullable [] nodesOf(int part) {
    return at[part];
  }

  /** Where a part is, its route, and what that costs a device, micro-units. */
  @SuppressWarnings("ArrayRecordComponent")
  record Stand(int[] nodes, int[] route, long micros) {}

  /** Where a part is that is not lifted, to be put back there. */
  Stand stand(int part) {
    int[] nodes = at[part];
    if (nodes == null) {
      throw new IllegalStateException("Part " + part + " is nowhere");
    }
    return new Stand(nodes, routes[part], micros[part]);
  }

  /** What calls a node serves. */
  SpotLists spots() {
    return spots;
  }

  /** Transfers of a part's block, {from, to} by position in it, -1 at the client. */
  int[][] edges(int part) {
    int block = blocks.of[parts.groups[part]];
    if (edges[block] == null) {
      edges[block] = edges(block(part), group(part).routes.judge());
    }
    return edges[block];
  }

  private static int[][] edges(Blocks.Block block, RouteJudge judge) {
    int[][] all = new int[judge.transfers()][];
    int count = 0;
    for (int t = 0; t < all.length; t++) {
      int from = position(block, judge.transferFrom(t));
      int to = position(block, judge.transferTo(t));
      if (from >= 0 || to >= 0) {
        all[count++] = new int[] {from, to};
      }
    }
    return Arrays.copyOf(all, count);
  }

  private static int position(Blocks.Block block, int call) {
    for (int i = 0; i < block.calls().length; i++) {
      if (block.calls()[i] == call) {
        return i;
      }
    }
    return -1;
  }

  /** Latency between a part's point and a node, µs; to it or from it. */
  double fromClient(int part, int node, boolean there) {
    return there ? blocks.distances.there(row[part])[node] : blocks.distances.back(row[part])[node];
  }

  /** Latency between a part's point and a node and back, µs. */
  double away(int part, int node) {
    return fromClient(part, node, true) + fromClient(part, node, false);
  }

  /** Latency between two nodes and back, µs. */
  double apart(int a, int b) {
    return between[a][b] + (double) between[b][a];
  }

  /** How often parts of a node, or where their other calls are, have changed. */
  int changes(int node) {
    return changes[node];
  }

  /** How often a node began or ceased to serve a function. */
  int hostChanges(int function) {
    return hostChanges[function];
  }

  /** The row of distances of a part's point. */
  int row(int part) {
    return row[part];
  }

  /** The function that serves a call on a node, or -1 where none does. */
  int function(int part, int position, int node) {
    CompiledGroup it = group(part);
    int call = block(part).calls()[position];
    int option = it.routes.firstAt(call, node);
    return option < 0 ? -1 : it.routes.function(call, option);
  }

  /** Load of a call of a part's block, nano-requests/s of all its devices. */
  double load(int part, int position) {
    CompiledGroup it = group(part);
    return parts.devices[part] * (double) it.routes.loadNanos(block(part).calls()[position]);
  }

  /** CPU of a call on a node, nanocores of all devices; infinite where it cannot run. */
  double cpu(int part, int position, int node) {
    CompiledGroup it = group(part);
    int call = block(part).calls()[position];
    int option = it.routes.firstAt(call, node);
    return option < 0
        ? Double.POSITIVE_INFINITY
        : parts.devices[part] * (double) it.routes.cpuNanocores(call, option);
  }

  /** What a µs of a transfer costs all devices of a part, micro-units. */
  double perMicro(int part) {
    return parts.devices[part] * blocks.perMicro[parts.groups[part]];
  }

  /** Takes a part off its nodes. */
  void lift(int part) {
    int[] nodes = at[part];
    if (nodes == null) {
      return;
    }
    var unused = state.add(parts.groups[part], routes[part], -parts.devices[part], micros[part]);
    for (int i = 0; i < nodes.length; i++) {
      noteHost(part, i, nodes[i]);
      spots.remove(nodes[i], part, i);
      changes[nodes[i]]++;
    }
    at[part] = null;
  }

  /** What a route over nodes costs a device, micro-units, or FORBIDDEN; late is forbidden too. */
  long micros(int part, int[] nodes, int[] route) {
    return costs.of(parts.groups[part], nodes, () -> judged(part, route));
  }

  private long judged(int part, int[] route) {
    RouteJudge judge = group(part).routes.judge();
    long micros = judge.costMicros(route);
    return micros != RouteJudge.FORBIDDEN && judge.missesDeadline(route)
        ? RouteJudge.FORBIDDEN
        : micros;
  }

  /** The route with the calls of a block at nodes if any, all others on the device, or null. */
  int @Nullable [] route(int part, int[] nodes) {
    return route(group(part), block(part), nodes);
  }

  /** The same for any group. */
  static int @Nullable [] route(CompiledGroup it, Blocks.Block block, int[] nodes) {
    int[] calls = block.calls();
    int[] route = new int[it.routes.calls()];
    for (int v = 0; v < route.length; v++) {
      route[v] = it.routes.firstAt(v, RouteSpace.LOCAL);
    }
    for (int i = 0; i < nodes.length; i++) {
      route[calls[i]] = it.routes.firstAt(calls[i], nodes[i]);
    }
    for (int option : route) {
      if (option < 0) {
        return null;
      }
    }
    return route;
  }

  /** Notes that a node does not serve a call's function yet, or no more. */
  private void noteHost(int part, int position, int node) {
    int function = function(part, position, node);
    hostChanges[function] += state.load(pairs.index(function, node)) > 0 ? 0 : 1;
  }

  /** Puts a lifted part on nodes; returns whether it is allowed and fits, else nothing changes. */
  boolean put(int part, int[] nodes) {
    int[] route = route(part, nodes);
    return route != null && put(part, new Stand(nodes, route, micros(part, nodes, route)));
  }

  /** The same, for callers that know the route and its cost. */
  boolean put(int part, Stand stand) {
    if (stand.micros == RouteJudge.FORBIDDEN) {
      return false;
    }
    int[] nodes = stand.nodes;
    int devices = parts.devices[part];
    for (int i = 0; i < nodes.length; i++) {
      noteHost(part, i, nodes[i]);
    }
    if (!state.put(parts.groups[part], RouteShare.of(stand.route, devices, stand.micros))) {
      return false;
    }
    routes[part] = stand.route;
    micros[part] = stand.micros;
    settle(part, nodes);
    return true;
  }

  /** Puts a part back where it was. */
  void putBack(int part, Stand stand) {
    if (!put(part, stand)) {
      throw new IllegalStateException("Part " + part + " no longer fits where it was");
    }
  }

  private void settle(int part, int[] nodes) {
    at[part] = nodes;
    for (int i = 0; i < nodes.length; i++) {
      spots.add(nodes[i], part, i);
      changes[nodes[i]]++;
    }
  }
}
