package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.exact.NodeConfigurations.PairDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A node with more configurations than can be listed: each function is a pool that earns on its
 * staircase, and the node has those that earn most of all that fit its memory. A block of several
 * calls pays each of their pools as its calls load what has a price there, else in proportion to
 * what the calls would pay alone: whatever the shares are, the bound holds.
 */
final class PooledSide implements NodeSide {

  private final int node;
  private final PairTable pairs;
  private final NodeFunctions functions;

  /** Those that need instances. */
  private final int[] here;

  /** Where they share CPU and memory, and what each may carry then. */
  private final @Nullable NodeKnapsack shared;

  private final List<List<LoadLevels.Level>> levels;

  private final long activeMicros;

  private final List<Item> items;
  private final List<Linked> links;
  private final double[] cost;

  /** What links add at the last prices, by item; empty where there are none. */
  private final double[] linked;

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
      List<Linked> links,
      double[] cost,
      int[] devices,
      NodeWorth worth) {
    this.links = links;
    linked = new double[links.isEmpty() ? 0 : cost.length];
    here = functions.of(node);
    activeMicros = problem.nodes().activeMicros[node];
    rest = new double[problem.groups().size()];
    this.node = node;
    this.functions = functions;
    this.pairs = problem.pairs();
    levels = new ArrayList<>();
    boolean few = functions.sharesMemory(node) && problem.nodes().memoryBytes[node] > 0;
    for (int i = 0; few && i < here.length; i++) {
      PairDemand demand = functions.demand(pairs.index(here[i], node));
      List<InstanceSteps.Step> steps = InstanceSteps.of(problem, node, here[i], demand);
      few = InstanceSteps.areFew(steps);
      levels.add(LoadLevels.of(problem, node, demand, steps));
    }
    shared = few ? knapsack(problem) : null;
    this.items = items;
    this.cost = cost;
    this.devices = devices;
    parts = new int[items.size()][];
    known = new double[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = partsOf(i);
      known[i] = byLoad(items.get(i), pair -> worth.load(node, pair));
    }
    for (int f : here) {
      pools.put(f, new ArrayList<>());
    }
  }

  private NodeKnapsack knapsack(CompiledProblem problem) {
    long[] each = Arrays.stream(here).mapToLong(f -> pairs.memoryBytes[f]).toArray();
    return new NodeKnapsack(problem.nodes().memoryBytes[node], each);
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

  /** The single-call items of the same group, which follow: a group's items are consecutive. */
  private int[] partsOf(int i) {
    Item item = items.get(i);
    int[] found = new int[item.functions().length];
    Arrays.fill(found, -1);
    for (int j = i + 1; j < items.size() && found.length > 1; j++) {
      Item other = items.get(j);
      if (other.of() != item.of()) {
        break;
      }
      for (int k = 0; k < found.length; k++) {
        if (other.functions().length == 1
            && other.functions()[0] == item.functions()[k]
            && found[k] < 0) {
          found[k] = other.index();
        }
      }
    }
    return found;
  }

  @Override
  public double most(double[] prices, double[] served, PoolLimits limits) {
    double sum = 0;
    pools.values().forEach(List::clear);
    for (Linked each : links) {
      Arrays.stream(each.items()).forEach(item -> linked[item] = 0);
    }
    for (Linked each : links) {
      Arrays.stream(each.items()).forEach(item -> linked[item] += prices[each.index()]);
    }
    for (int i = 0; i < parts.length; i++) {
      Item item = items.get(i);
      double profit =
          prices[item.index()]
              - cost[item.index()]
              - (linked.length == 0 ? 0 : linked[item.index()]);
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
    for (List<Offer> offers : pools.values()) {
      offers.sort((a, b) -> Double.compare(b.density(), a.density()));
      for (Offer offer : offers) {
        rest[offer.group] = offer.most;
      }
      offers.replaceAll(this::once);
    }
    return sum + (shared == null ? apart(served, limits) : together(shared, prices, served));
  }

  /** What pools earn that share nothing. */
  private double apart(double[] served, PoolLimits limits) {
    double sum = 0;
    for (int f : here) {
      List<Offer> offers = pools.getOrDefault(f, List.of());
      int pair = pairs.index(f, node);
      Earned earned = earn(pair, limits.of(pair), offers);
      serve(offers, earned.load, served);
      sum += earned.value;
    }
    return sum;
  }

  /** What pools earn that share CPU and memory, less what it costs that any is there. */
  private double together(NodeKnapsack all, double[] prices, double[] served) {
    all.clear();
    for (int kind = 0; kind < here.length; kind++) {
      Filling filling = new Filling(pools.getOrDefault(here[kind], List.of()));
      for (LoadLevels.Level level : levels.get(kind)) {
        double value = filling.upTo((double) level.load()) - level.step().micros();
        for (Linked link : links) {
          if (link.link().at() == kind) {
            value += prices[link.index()] * link.link().most(level.load());
          }
        }
        all.add(kind, level.parts(), level.step().bytes(), value);
      }
    }
    all.solve();
    double most = all.proven() - activeMicros;
    for (int kind = 0; most > 0 && kind < here.length; kind++) {
      int chosen = all.proving(kind);
      long load = chosen < 0 ? 0 : levels.get(kind).get(chosen).load();
      serve(pools.getOrDefault(here[kind], List.of()), (double) load, served);
      for (Linked link : links) {
        if (link.link().at() == kind) {
          served[link.index()] += link.link().most(load);
        }
      }
    }
    for (Linked link : links) {
      for (int item : link.items()) {
        served[link.index()] -= served[item];
      }
    }
    return Math.max(0, most);
  }

  /** What offers pay, those that pay most for load first; for more and more load. */
  private static final class Filling {
    private final List<Offer> offers;
    private int next;
    private double load;
    private double profit;

    Filling(List<Offer> offers) {
      this.offers = offers;
    }

    /** For so much load, the last device in part. */
    double upTo(double carried) {
      while (next < offers.size() && load + total(offers.get(next)) <= carried) {
        load += total(offers.get(next));
        profit += offers.get(next).profit * offers.get(next).devices;
        next++;
      }
      double left = Math.max(0, carried - load);
      return profit + (next < offers.size() ? left * offers.get(next).density() : 0);
    }

    /** How much of that load there is. */
    double used(double carried) {
      return next < offers.size() ? carried : load;
    }
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
    List<Offer> offers = pools.getOrDefault(pairs.function(pair), List.of());
    return shared == null ? earn(pair, limits, offers).value : 0;
  }

  /** What a pool earns, and the load that it carries then. */
  private record Earned(double value, double load) {}

  /** The best number of instances; load is filled by profit per load, the last device in part. */
  private Earned earn(int pair, PoolLimits.Range limits, List<Offer> offers) {
    Earned best = new Earned(limits.least() > 0 ? Double.NEGATIVE_INFINITY : 0, 0);
    long most = Math.min(pairs.mostInstances[pair], pairs.staircase(pair).mostInstances());
    most = Math.min(most, limits.most());
    PairDemand demand = functions.demand(pair);
    Filling filling = new Filling(offers);
    int none = pairs.staircase(pair).thresholdLoad(0) > 0 ? 0 : 1;
    long least = Math.max(limits.least(), Math.max(none, pairs.floor[pairs.function(pair)]));
    long whole = demand.whole(Long.MAX_VALUE);
    long carried = -1;
    for (int count = (int) least;
        count <= most && carried < whole && (filling.next < offers.size() || count == least);
        count++) {
      carried = demand.whole(pairs.staircase(pair).thresholdLoad(count));
      double kept = (double) count * pairs.keptMicros[pair] + pairs.acquisitionMicros[pair];
      double value = filling.upTo((double) carried) - kept;
      if (value > best.value) {
        best = new Earned(value, filling.used((double) carried));
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
