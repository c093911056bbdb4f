package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * A node with more configurations than can be listed: each function is a pool of its own that earns
 * the most on its staircase; memory, which they share, has a price as CPU has ({@link NodeCpu}). A
 * block of several calls pays each of their pools as its calls load what has a price there, else in
 * proportion to what the calls would pay alone: whatever the shares are, the bound holds.
 */
final class PooledSide implements NodeSide {

  private final int node;
  private final PairTable pairs;
  private final NodeFunctions functions;

  /** Where the price of memory is among all, or -1, and how much there is. */
  private final int memory;

  private final long bytes;

  /** What a byte costs at the last prices, micro-units. */
  private double perByte;

  private final List<Item> items;
  private final double[] cost;
  private final int[] devices;

  /** Each item's calls as items of their own, or -1. */
  private final int[][] parts;

  /** What part of its profit each item pays to the pool of each call, where that is known. */
  private final double[][] known;

  /** By function: profit per device, load per device, item, sorted when used. */
  private final Map<Integer, List<Offer>> pools = new HashMap<>();

  /** Load that all devices of a group may still put on the pool that is looked at. */
  private final double[] rest;

  /**
   * Devices that pay a pool.
   *
   * @param profit and load of each
   * @param devices how many
   * @param parts of its block that pay somewhere
   * @param group and how much load all its blocks put there at most: a device's call runs once
   */
  private record Offer(
      int item, double profit, long load, double devices, int parts, int group, double most) {
    double density() {
      return profit / Math.max(1, load);
    }

    Offer atMost(double count) {
      return count >= devices ? this : new Offer(item, profit, load, count, parts, group, most);
    }
  }

  PooledSide(
      CompiledProblem problem,
      int node,
      NodeFunctions functions,
      List<Item> items,
      double[] cost,
      int[] devices,
      NodeWorth worth,
      int memory) {
    this.memory = memory;
    rest = new double[problem.groups().size()];
    bytes = problem.nodes().memoryBytes[node];
    this.node = node;
    this.functions = functions;
    this.pairs = problem.pairs();
    this.items = items;
    this.cost = cost;
    this.devices = devices;
    parts = new int[items.size()][];
    known = new double[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = partsOf(i);
      known[i] = byLoad(items.get(i), pair -> worth.load(node, pair));
    }
    for (int f : functions.of(node)) {
      pools.put(f, new ArrayList<>());
    }
  }

  /** Shares by what an item loads, or none where that has no price. */
  private double[] byLoad(Item item, IntToDoubleFunction price) {
    double[] share = new double[item.functions().length];
    double all = 0;
    for (int k = 0; k < share.length; k++) {
      share[k] = price.applyAsDouble(pairs.index(item.functions()[k], node)) * item.loads()[k];
      all += share[k];
    }
    if (all <= 0) {
      return new double[0];
    }
    for (int k = 0; k < share.length; k++) {
      share[k] /= all;
    }
    return share;
  }

  /** The single-call items of the same group, which stand near: a group's items are consecutive. */
  private int[] partsOf(int i) {
    Item item = items.get(i);
    int[] found = new int[item.functions().length];
    Arrays.fill(found, -1);
    for (int j = i + 1; j < items.size() && j < i + 16 && found.length > 1; j++) {
      Item other = items.get(j);
      for (int k = 0; k < found.length; k++) {
        if (other.functions().length == 1
            && other.functions()[0] == item.functions()[k]
            && devices[other.index()] == devices[item.index()]
            && found[k] < 0) {
          found[k] = other.index();
        }
      }
    }
    return found;
  }

  @Override
  public double most(double[] prices, double[] served, PoolLimits limits) {
    double part = NodeCpu.part(bytes);
    perByte = memory < 0 ? 0 : prices[memory] / part;
    double sum = perByte * bytes;
    double left = bytes;
    pools.values().forEach(List::clear);
    for (int i = 0; i < parts.length; i++) {
      Item item = items.get(i);
      double profit = prices[item.index()] - cost[item.index()];
      if (profit > 0) {
        double[] share = shares(i, prices);
        boolean pooled = false;
        for (int k = 0; k < share.length; k++) {
          List<Offer> pool = pools.get(item.functions()[k]);
          if (pool == null) {
            sum += profit * share[k] * devices[item.index()];
          } else {
            pooled = true;
            pool.add(
                new Offer(
                    item.index(),
                    profit * share[k],
                    item.loads()[k],
                    devices[item.index()],
                    share.length,
                    item.of().group.index,
                    (double) item.groupLoads()[item.functions()[k]] * devices[item.index()]));
          }
        }
        if (!pooled) {
          served[item.index()] += devices[item.index()];
        }
      }
    }
    for (Map.Entry<Integer, List<Offer>> pool : pools.entrySet()) {
      int pair = pairs.index(pool.getKey(), node);
      List<Offer> offers = pool.getValue();
      offers.sort((a, b) -> Double.compare(b.density(), a.density()));
      for (Offer offer : offers) {
        rest[offer.group] = offer.most;
      }
      offers.replaceAll(this::once);
      Earned earned = earn(pair, limits.of(pair), offers);
      serve(offers, earned.load, served);
      sum += earned.value;
      left -= (double) earned.count * pairs.memoryBytes[pool.getKey()];
    }
    if (memory >= 0) {
      served[memory] = left / part;
    }
    return sum;
  }

  /** What is left of an offer after those of the same group that pay more for its load. */
  private Offer once(Offer offer) {
    double most = Math.max(0, rest[offer.group] / offer.load);
    Offer some = offer.load == 0 ? offer : offer.atMost(most);
    rest[offer.group] -= total(some);
    return some;
  }

  private double[] shares(int i, double[] prices) {
    if (known[i].length > 0) {
      return known[i];
    }
    double[] share = new double[parts[i].length];
    double all = 0;
    for (int k = 0; k < share.length; k++) {
      int part = parts[i][k];
      share[k] = part < 0 ? 0 : Math.max(0, prices[part] - cost[part]);
      all += share[k];
    }
    for (int k = 0; k < share.length; k++) {
      share[k] = all > 0 ? share[k] / all : 1.0 / share.length;
    }
    return share;
  }

  @Override
  public void charge(double[] micros) {
    // It lists no configurations.
  }

  @Override
  public void share(double[] loadPrices) {
    Arrays.setAll(known, i -> byLoad(items.get(i), pair -> loadPrices[pair]));
  }

  @Override
  public double poolMost(int pair, PoolLimits.Range limits) {
    return earn(pair, limits, pools.getOrDefault(pairs.function(pair), List.of())).value;
  }

  /** What a pool earns, the load that it carries then, and with how many instances. */
  private record Earned(double value, double load, long count) {}

  /** The best number of instances; load is filled by profit per load, the last device in part. */
  private Earned earn(int pair, PoolLimits.Range limits, List<Offer> offers) {
    Earned best = new Earned(limits.least() > 0 ? Double.NEGATIVE_INFINITY : 0, 0, 0);
    double each = pairs.keptMicros[pair] + perByte * pairs.memoryBytes[pairs.function(pair)];
    long most = Math.min(pairs.mostInstances[pair], pairs.staircase(pair).mostInstances());
    most = Math.min(most, limits.most());
    double profit = 0;
    double load = 0;
    int next = 0;
    int none = pairs.staircase(pair).thresholdLoad(0) > 0 ? 0 : 1;
    long least = Math.max(limits.least(), Math.max(none, pairs.floor[pairs.function(pair)]));
    for (int count = (int) least;
        count <= most && (next < offers.size() || count == least);
        count++) {
      double carried = functions.demand(pair).whole(pairs.staircase(pair).thresholdLoad(count));
      while (next < offers.size() && load + total(offers.get(next)) <= carried) {
        load += total(offers.get(next));
        profit += offers.get(next).profit * offers.get(next).devices;
        next++;
      }
      double part = next < offers.size() ? (carried - load) * offers.get(next).density() : 0;
      double value = profit + part - count * each - pairs.acquisitionMicros[pair];
      if (value > best.value) {
        best = new Earned(value, next < offers.size() ? carried : load, count);
      }
    }
    return best;
  }

  private static void serve(List<Offer> offers, double load, double[] served) {
    double left = load;
    for (Offer offer : offers) {
      double share = Math.min(1, left / Math.max(1, total(offer)));
      if (share <= 0) {
        break;
      }
      served[offer.item] += share * offer.devices / offer.parts;
      left -= total(offer);
    }
  }

  private static double total(Offer offer) {
    return offer.load * offer.devices;
  }
}
