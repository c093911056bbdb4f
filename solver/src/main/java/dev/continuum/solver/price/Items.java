package dev.continuum.solver.price;

import dev.continuum.model.queueing.Staircase;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What nodes could serve: an item is one option of one call of one group on a node. Groups with one
 * free call are <i>simple</i>: the cost of an option is the cost of its route, and one multiplier
 * per group is enough. Others are <i>composed</i>: a multiplier per item.
 *
 * <p>Routes that miss the deadline are left out (every bound from here is one over placements in
 * which no device is late).
 */
final class Items {

  final CompiledProblem problem;
  final int groups;

  /** The free call of a simple group, or -1 for a composed one. */
  final int[] simpleCall;

  /** Cost of a simple group's cheapest on-time local route, micro-units per device; or infinity. */
  final double[] localMicros;

  /** First item of each group and call: items of (g, v) are consecutive, in order of option. */
  final int[][] first;

  /** First of the consecutive indices of a group's calls. */
  final int[] firstCall;

  /** Number of calls of all groups. */
  final int calls;

  // By item.
  final int[] callIndex;
  final int[] group;
  final int[] call;
  final int[] option;
  final int[] pair;

  /**
   * Route cost of a simple group's item, infinite if not to be used; for a composed group what the
   * option costs by itself. Micro-units per device.
   */
  final double[] micros;

  /** Items of each pair that needs instances or an artifact; empty for others. */
  final int[][] ofPair;

  /**
   * Greatest load that the loads of all whole devices on a pair are multiples of: between two
   * multiples more capacity carries nothing more. Nano-requests/s, by pair.
   */
  final long[] loadDivisor;

  /** Staircases by pair; null where there are no items. */
  final @Nullable StepTable[] steps;

  /** Devices of an item's group. */
  final double[] devices;

  /** Load of all devices of an item, nano-requests/s. */
  final double[] load;

  /** CPU of all devices of an item, nanocores. */
  final double[] cpu;

  /** Items of each node's other pairs, which only take CPU. */
  final int[][] freeOf;

  /** Whether every group has an on-time route. */
  final boolean servable;

  Items(CompiledProblem problem) {
    this.problem = problem;
    groups = problem.groups().size();
    simpleCall = new int[groups];
    localMicros = new double[groups];
    first = new int[groups][];
    firstCall = new int[groups];
    int count = 0;
    int callCount = 0;
    for (CompiledGroup it : problem.groups()) {
      RouteSpace routes = it.routes;
      firstCall[it.index] = callCount;
      callCount += routes.calls();
      simpleCall[it.index] = simpleCall(routes);
      first[it.index] = new int[routes.calls() + 1];
      for (int v = 0; v < routes.calls(); v++) {
        first[it.index][v] = count;
        count += routes.options(v);
      }
      first[it.index][routes.calls()] = count;
    }
    calls = callCount;
    callIndex = new int[count];
    group = new int[count];
    call = new int[count];
    option = new int[count];
    pair = new int[count];
    micros = new double[count];
    boolean all = true;
    for (CompiledGroup it : problem.groups()) {
      all &= fill(it);
    }
    servable = all;
    int[] place = new int[count];
    PairTable pairs = problem.pairs();
    boolean[] free = new boolean[pairs.size()];
    for (int p = 0; p < free.length; p++) {
      free[p] = pairs.allowed[p] && isFree(pairs, p);
    }
    for (int i = 0; i < count; i++) {
      boolean usable = pair[i] >= 0 && micros[i] < Double.POSITIVE_INFINITY;
      place[i] = !usable ? -1 : free[pair[i]] ? pairs.size() + pairs.node(pair[i]) : pair[i];
    }
    int[][] by = collect(place, pairs.size() + pairs.nodes);
    ofPair = Arrays.copyOf(by, pairs.size());
    loadDivisor = loadDivisors(problem);
    devices = new double[count];
    load = new double[count];
    cpu = new double[count];
    double[] total = new double[pairs.size()];
    for (int i = 0; i < count; i++) {
      CompiledGroup it = problem.groups().get(group[i]);
      devices[i] = it.devices;
      load[i] = Math.max(1, (double) it.devices * it.routes.loadNanos(call[i]));
      cpu[i] = (double) it.devices * it.routes.cpuNanocores(call[i], option[i]);
      if (pair[i] >= 0) {
        total[pair[i]] += load[i];
      }
    }
    steps = new StepTable[pairs.size()];
    for (int p = 0; p < steps.length; p++) {
      if (ofPair[p].length > 0) {
        steps[p] = StepTable.of(pairs, p, total[p], loadDivisor[p]);
      }
    }
    freeOf = Arrays.copyOfRange(by, pairs.size(), by.length);
  }

  private long[] loadDivisors(CompiledProblem of) {
    long[] divisors = new long[of.pairs().size()];
    for (int p = 0; p < divisors.length; p++) {
      for (int item : ofPair[p]) {
        CompiledGroup it = of.groups().get(group[item]);
        divisors[p] = gcd(divisors[p], it.divisible ? 1 : it.routes.loadNanos(call[item]));
      }
      divisors[p] = Math.max(1, divisors[p]);
    }
    return divisors;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Whether calls need neither instance nor artifact there. */
  private static boolean isFree(PairTable pairs, int p) {
    return pairs.floor[pairs.function(p)] == 0
        && pairs.acquisitionMicros[p] == 0
        && pairs.staircase(p).thresholdLoad(0) == Staircase.UNLIMITED;
  }

  private static int[][] collect(int[] place, int places) {
    int[] sizes = new int[places];
    for (int at : place) {
      if (at >= 0) {
        sizes[at]++;
      }
    }
    int[][] by = new int[places][];
    for (int at = 0; at < places; at++) {
      by[at] = new int[sizes[at]];
    }
    Arrays.fill(sizes, 0);
    for (int i = 0; i < place.length; i++) {
      if (place[i] >= 0) {
        by[place[i]][sizes[place[i]]++] = i;
      }
    }
    return by;
  }

  int size() {
    return pair.length;
  }

  /** The staircase of a pair that has items. */
  StepTable stepsOf(int p) {
    StepTable table = steps[p];
    if (table == null) {
      throw new IllegalArgumentException("Pair " + p + " has no items");
    }
    return table;
  }

  boolean simple(int g) {
    return simpleCall[g] >= 0;
  }

  private boolean fill(CompiledGroup it) {
    RouteSpace routes = it.routes;
    PairTable pairs = problem.pairs();
    localMicros[it.index] = Double.POSITIVE_INFINITY;
    boolean any = !simple(it.index);
    for (int v = 0; v < routes.calls(); v++) {
      for (int o = 0; o < routes.options(v); o++) {
        int i = first[it.index][v] + o;
        group[i] = it.index;
        callIndex[i] = firstCall[it.index] + v;
        call[i] = v;
        option[i] = o;
        int node = routes.node(v, o);
        pair[i] = node == RouteSpace.LOCAL ? -1 : pairs.index(routes.function(v, o), node);
        micros[i] = routes.fixedMicros(v)[o];
        if (simpleCall[it.index] == v) {
          micros[i] = routeMicros(it, v, o);
          any |= micros[i] < Double.POSITIVE_INFINITY;
          if (node == RouteSpace.LOCAL) {
            localMicros[it.index] = Math.min(localMicros[it.index], micros[i]);
          }
        }
      }
    }
    return any;
  }

  private double routeMicros(CompiledGroup it, int v, int o) {
    int[] route = new int[it.routes.calls()];
    route[v] = o;
    RouteJudge judge = it.routes.judge();
    long cost = judge.costMicros(route);
    if (cost == RouteJudge.FORBIDDEN || judge.missesDeadline(route)) {
      return Double.POSITIVE_INFINITY;
    }
    int node = it.routes.node(v, o);
    boolean newThere = node >= 0 && problem.changes().counted() && it.now(v, node) == 0;
    return cost + (newThere ? problem.changes().moveMicros() : 0);
  }

  /** The one call with a choice, if all others have one option that is local. */
  private static int simpleCall(RouteSpace routes) {
    int free = -1;
    for (int v = 0; v < routes.calls(); v++) {
      boolean fixed = routes.options(v) == 1 && routes.node(v, 0) == RouteSpace.LOCAL;
      if (!fixed) {
        if (free >= 0) {
          return -1;
        }
        free = v;
      }
    }
    return free;
  }
}
