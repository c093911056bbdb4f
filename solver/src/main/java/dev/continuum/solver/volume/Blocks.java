package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.OptionTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of each group leave its device, and what a device costs wherever they then run
 * together: a base by tier and a price per µs to and from the node. Calls that leave are chosen
 * once per application and access link, by what they cost near the clients with instances well
 * used; a group whose own device forbids the cheapest choice takes the next. Immutable;
 * thread-safe.
 */
final class Blocks {

  /** Instances that calls near the clients are taken to need, of the fewest possible. */
  private static final double SPARE = 1.3;

  private static final int MOST_CALLS = 6;

  /** The calls of an application that leave the device, and the transfers that cross. */
  @SuppressWarnings("ArrayRecordComponent")
  record Block(int id, int mask, int[] calls, int[] functions, int up, int down) {}

  private record Kind(OptionTable.Layout layout, long access) {}

  private record Choice(int app, int mask) {}

  final CompiledProblem problem;
  final Tiers tiers;
  final Distances distances;
  final List<Block> blocks = new ArrayList<>();

  /** Block of each group, or -1 where none of the kind suits it. */
  final int[] of;

  /** What a device costs at no distance, by tier and group, micro-units; infinite if nowhere. */
  final double[][] base;

  /** CPU of a device, by tier and group, nanocores. */
  final double[][] cpu;

  /** What a µs towards and from the node together costs, micro-units per device. */
  final double[] perMicro;

  private final Map<Choice, Block> known = new HashMap<>();
  private final Map<Kind, int[]> ranked = new HashMap<>();

  Blocks(CompiledProblem problem, Tiers tiers, Distances distances, Chunks chunks) {
    this.problem = problem;
    this.tiers = tiers;
    this.distances = distances;
    int groups = problem.groups().size();
    of = new int[groups];
    base = new double[tiers.count][groups];
    cpu = new double[tiers.count][groups];
    perMicro = new double[groups];
    for (CompiledGroup group : problem.groups()) {
      var unused = distances.row(group.routes.judge());
      if (group.routes.calls() <= MOST_CALLS) {
        var unusedRank = ranked.computeIfAbsent(kind(group), key -> rank(group));
      }
    }
    chunks.each(
        (chunk, from, to) -> {
          for (int g = from; g < to; g++) {
            fill(problem.groups().get(g));
          }
        });
  }

  Block block(int group) {
    return blocks.get(of[group]);
  }

  private static Kind kind(CompiledGroup group) {
    return new Kind(group.routes.options().layout(), group.routes.judge().accessMicros());
  }

  private void fill(CompiledGroup group) {
    int g = group.index;
    of[g] = -1;
    perMicro[g] = group.routes.judge().nanosPerTransferMicro() / 1000;
    for (int mask : ranked.getOrDefault(kind(group), new int[0])) {
      if (take(group, mask)) {
        return;
      }
    }
  }

  /** Sets what a group costs with these calls away; returns whether it may run them anywhere. */
  private boolean take(CompiledGroup group, int mask) {
    int g = group.index;
    Block block = known.get(new Choice(group.app, mask));
    if (block == null) {
      throw new IllegalStateException("Calls " + mask + " of " + group.app + " were not ranked");
    }
    boolean any = false;
    for (int t = 0; t < tiers.count; t++) {
      base[t][g] = Double.POSITIVE_INFINITY;
      cpu[t][g] = 0;
      int row = distances.row(group.routes.judge());
      int node = mask == 0 ? RouteSpace.LOCAL : distances.nearest(row, t);
      int[] route = mask == 0 || node >= 0 ? route(group, mask, node) : null;
      if (route == null) {
        continue;
      }
      long micros = group.routes.judge().costMicros(route);
      if (micros == RouteJudge.FORBIDDEN || group.routes.judge().missesDeadline(route)) {
        continue;
      }
      any = true;
      base[t][g] = micros;
      if (mask != 0) {
        base[t][g] -= perMicro[g] * distances.both(block, row, node);
        for (int call : block.calls) {
          cpu[t][g] += group.routes.cpuNanocores(call, route[call]);
        }
      }
    }
    of[g] = any ? block.id : -1;
    return any;
  }

  /** The route with the calls of a mask at a node, all others on the device; null if none is. */
  static int @Nullable [] route(CompiledGroup group, int mask, int node) {
    int[] route = new int[group.routes.calls()];
    for (int v = 0; v < route.length; v++) {
      route[v] = group.routes.firstAt(v, (mask >> v & 1) == 0 ? RouteSpace.LOCAL : node);
      if (route[v] < 0) {
        return null;
      }
    }
    return route;
  }

  /** The route of a group with its block at a node. */
  int @Nullable [] route(CompiledGroup group, int node) {
    return route(group, block(group.index).mask, node);
  }

  private Block made(CompiledGroup group, int mask) {
    RouteJudge judge = group.routes.judge();
    int up = 0;
    int down = 0;
    for (int t = 0; t < judge.transfers(); t++) {
      boolean from = away(judge.transferFrom(t), mask);
      boolean to = away(judge.transferTo(t), mask);
      up += !from && to ? 1 : 0;
      down += from && !to ? 1 : 0;
    }
    int[] calls = IntStream.range(0, group.routes.calls()).filter(v -> away(v, mask)).toArray();
    int[] functions = IntStream.of(calls).map(v -> group.routes.function(v, 0)).toArray();
    Block block = new Block(blocks.size(), mask, calls, functions, up, down);
    blocks.add(block);
    return block;
  }

  private static boolean away(int call, int mask) {
    return call >= 0 && (mask >> call & 1) == 1;
  }

  /** Masks of the calls that may leave, by what they cost near a group's clients. */
  private int[] rank(CompiledGroup group) {
    List<double[]> costs = new ArrayList<>();
    for (int mask = 0; mask < 1 << group.routes.calls(); mask++) {
      double least = Double.POSITIVE_INFINITY;
      for (int t = 0; t < tiers.count; t++) {
        least = Math.min(least, estimate(group, mask, t));
      }
      if (least < Double.POSITIVE_INFINITY) {
        costs.add(new double[] {least, mask});
      }
    }
    for (double[] cost : costs) {
      var unused =
          known.computeIfAbsent(new Choice(group.app, (int) cost[1]), key -> made(group, key.mask));
    }
    costs.sort(Comparator.comparingDouble(cost -> cost[0]));
    return costs.stream().mapToInt(cost -> (int) cost[1]).toArray();
  }

  private double estimate(CompiledGroup group, int mask, int t) {
    int node =
        mask == 0 ? RouteSpace.LOCAL : distances.nearest(distances.row(group.routes.judge()), t);
    int[] route = mask == 0 || node >= 0 ? route(group, mask, node) : null;
    if (route == null) {
      return Double.POSITIVE_INFINITY;
    }
    long micros = group.routes.judge().costMicros(route);
    if (micros == RouteJudge.FORBIDDEN) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = micros;
    PairTable pairs = problem.pairs();
    for (int v = 0; v < route.length; v++) {
      if (away(v, mask)) {
        int f = group.routes.function(v, route[v]);
        sum +=
            SPARE
                * tiers.instancesPerLoad[t][f]
                * group.routes.loadNanos(v)
                * pairs.keptMicros[pairs.index(f, node)];
      }
    }
    return sum;
  }
}
