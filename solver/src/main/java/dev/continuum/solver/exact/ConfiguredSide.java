package dev.continuum.solver.exact;

import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exact: every configuration, every way to fill it with whole devices of each kind, by depth-first
 * branch and bound. What is left to fill earns at most what the room that is left is worth, and
 * what devices pay beyond that ({@link NodeWorth}). Where a search gets long, so much is what the
 * node is taken to earn.
 */
final class ConfiguredSide implements NodeSide {

  /** Steps of one search. */
  private static final int MOST_STEPS = 50_000;

  /** Of what room is worth, for sums in double precision. */
  private static final double OUTWARD = 1e-12;

  /** Devices that load the same functions alike. */
  private static final class Kind {
    final int[] positions;
    final long[] loads;
    final List<Integer> items = new ArrayList<>();
    final TopProfits top = new TopProfits();
    long most;

    /** Whether no later kind loads any of its functions: then more devices are never worse. */
    boolean last;

    long count;
    long best;

    /** What one of its devices takes of what the node's room is worth. */
    final double takes;

    Kind(int[] positions, long[] loads, double takes) {
      this.positions = positions;
      this.loads = loads;
      this.takes = takes;
    }

    /** What its devices pay beyond what they take. */
    double surplus() {
      double sum = 0;
      for (int c = 1; c <= top.total(); c++) {
        sum += Math.max(0, top.of(c) - top.of(c - 1) - takes);
      }
      return sum;
    }

    boolean meets(Kind other) {
      for (int position : positions) {
        if (position >= 0 && ConfigurationModel.indexOf(other.positions, position) >= 0) {
          return true;
        }
      }
      return false;
    }
  }

  private final List<Configuration> configurations;
  private final List<Linked> links;

  /** Most devices by link and configuration. */
  private final long[][] allowed;

  /** By item, and what links add at the last prices. */
  private final double[] cost;

  private final double[] linked;
  private final int[] devices;
  private final Kind[] kinds;
  private final long[] left;

  /** What the room of each configuration is worth. */
  private final double[] worth;

  /** By configuration: what it earns by links at the last prices, less what it costs. */
  private final double[] kept;

  /** By kind: what it and those after it pay beyond that, at the last prices. */
  private final double[] beyond;

  /** By configuration; empty if nothing is charged. */
  private double[] charged = NOTHING;

  private double value;
  private int steps;

  /** Number of the configuration that is looked at, and of the best so far, or -1. */
  private int current;

  private int best;

  ConfiguredSide(
      int[] functions,
      List<Configuration> configurations,
      List<Item> items,
      List<Linked> links,
      double[] cost,
      int[] devices,
      NodeWorth of,
      int node) {
    worth = Arrays.copyOf(of.configurations(node), configurations.size());
    for (int c = 0; c < worth.length; c++) {
      worth[c] *= 1 + OUTWARD;
    }
    kept = new double[worth.length];
    this.configurations = configurations;
    this.links = links;
    this.cost = cost;
    this.devices = devices;
    linked = new double[links.isEmpty() ? 0 : cost.length];
    allowed =
        links.stream()
            .map(each -> configurations.stream().mapToLong(each.link()::most).toArray())
            .toArray(long[][]::new);
    Map<String, Kind> byLoad = new LinkedHashMap<>();
    for (Item item : items) {
      int[] positions = new int[item.functions().length];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = ConfigurationModel.indexOf(functions, item.functions()[i]);
      }
      byLoad
          .computeIfAbsent(
              Arrays.toString(positions) + Arrays.toString(item.loads()),
              unused -> new Kind(positions, item.loads(), of.taken(item.of(), item.choice())))
          .items
          .add(item.index());
    }
    // Kinds that load several functions first: the others fill what is left by themselves.
    kinds =
        byLoad.values().stream()
            .sorted((a, b) -> Integer.compare(b.positions.length, a.positions.length))
            .toArray(Kind[]::new);
    for (int k = 0; k < kinds.length; k++) {
      Kind kind = kinds[k];
      kind.last = true;
      for (int later = k + 1; later < kinds.length; later++) {
        kind.last &= !kind.meets(kinds[later]);
      }
      for (Configuration each : configurations) {
        kind.most = Math.max(kind.most, room(kind, each.carried()));
      }
    }
    left = new long[functions.length];
    beyond = new double[kinds.length + 1];
  }

  private static long room(Kind kind, long[] carried) {
    long room = 1_000_000;
    for (int i = 0; i < kind.positions.length; i++) {
      if (kind.positions[i] >= 0 && kind.loads[i] > 0) {
        room = Math.min(room, carried[kind.positions[i]] / kind.loads[i]);
      }
    }
    return room;
  }

  @Override
  public double most(double[] prices, double[] served, PoolLimits limits) {
    boolean any = false;
    for (Linked each : links) {
      for (int item : each.items()) {
        linked[item] = 0;
      }
    }
    for (Linked each : links) {
      double price = prices[each.index()];
      for (int item : each.items()) {
        linked[item] += price;
      }
      any |= price > 0;
    }
    for (Kind kind : kinds) {
      kind.top.clear((int) kind.most);
      for (int item : kind.items) {
        double profit = prices[item] - cost[item] - (linked.length == 0 ? 0 : linked[item]);
        if (profit > 0) {
          kind.top.offer(item, profit, devices[item]);
        }
      }
      kind.top.finish();
      any |= kind.top.total() > 0;
    }
    for (double each : charged) {
      any |= each < 0;
    }
    if (!any) {
      return 0;
    }
    double highest = search(prices);
    for (Linked each : links) {
      served[each.index()] += sum(each, served);
    }
    for (Kind kind : kinds) {
      kind.top.serve(kind.best, served);
    }
    for (int l = 0; l < allowed.length; l++) {
      Linked each = links.get(l);
      served[each.index()] += (best < 0 ? 0 : allowed[l][best]) - sum(each, served);
    }
    return steps > MOST_STEPS ? highest : value;
  }

  /** Looks for the best filling; returns what no filling exceeds. */
  private double search(double[] prices) {
    value = 0;
    best = -1;
    steps = 0;
    for (int k = kinds.length - 1; k >= 0; k--) {
      kinds[k].best = 0;
      beyond[k] = beyond[k + 1] + kinds[k].surplus();
    }
    int first = 0;
    for (int c = 0; c < kept.length; c++) {
      kept[c] = -(double) configurations.get(c).micros() - (charged.length == 0 ? 0 : charged[c]);
      for (int l = 0; l < allowed.length; l++) {
        kept[c] += prices[links.get(l).index()] * allowed[l][c];
      }
      first = kept[c] + worth[c] > kept[first] + worth[first] ? c : first;
    }
    fill(first, kept[first]);
    for (int c = 0; c < kept.length; c++) {
      if (c != first) {
        fill(c, kept[c]);
      }
    }
    return Math.max(0, kept[first] + worth[first] + beyond[0]);
  }

  private void fill(int configuration, double sum) {
    current = configuration;
    System.arraycopy(configurations.get(configuration).carried(), 0, left, 0, left.length);
    fill(0, sum, worth[configuration]);
  }

  private static double sum(Linked link, double[] served) {
    double sum = 0;
    for (int item : link.items()) {
      sum += served[item];
    }
    return sum;
  }

  @Override
  public void charge(double[] micros) {
    charged = micros;
  }

  @Override
  public void share(double[] loadPrices) {
    // It has no pools of its own.
  }

  @Override
  public double poolMost(int pair, PoolLimits.Range limits) {
    throw new IllegalArgumentException("No pool of its own: pair " + pair);
  }

  private void fill(int at, double sum, double worthLeft) {
    if (sum + worthLeft + beyond[at] <= value || ++steps > MOST_STEPS) {
      return;
    }
    if (at == kinds.length) {
      if (sum > value) {
        value = sum;
        best = current;
        for (Kind kind : kinds) {
          kind.best = kind.count;
        }
      }
      return;
    }
    Kind kind = kinds[at];
    long room = Math.min(room(kind, left), kind.top.total());
    long least = kind.last ? room : 0;
    for (long count = room; count >= least; count--) {
      kind.count = count;
      take(kind, count);
      fill(at + 1, sum + kind.top.of(count), worthLeft - count * kind.takes);
      take(kind, -count);
    }
    kind.count = 0;
  }

  private void take(Kind kind, long count) {
    for (int i = 0; i < kind.positions.length; i++) {
      if (kind.positions[i] >= 0) {
        left[kind.positions[i]] -= count * kind.loads[i];
      }
    }
  }
}
