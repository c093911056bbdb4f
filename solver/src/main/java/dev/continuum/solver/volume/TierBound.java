package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.OptionTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A bound for placements that serve all: memory and CPU of nodes are priced, one price each for all
 * nodes of a tier, instances are paid by load at the least average any pool of the tier reaches,
 * and each group takes its cheapest route over tiers, where latency within a tier is free. Below
 * every placement's cost by weak duality (A. M. Geoffrion 1974, DOI 10.1007/BFb0120690) for any
 * prices that are not negative. Not thread-safe.
 */
final class TierBound {

  private static final double OUTWARD = 1e-11;
  private static final double ROUNDING_MICROS = 1;

  private final Tiers tiers;
  private final Map<OptionTable.Layout, TierOptions> kinds = new HashMap<>();

  /** Price of memory, micro-units per byte, and of CPU, micro-units per nanocore, by tier. */
  final double[] perByte;

  final double[] perCpu;

  // The group at hand: own cost by call and place, places being tiers and the device last.
  private double[][] own = new double[0][];
  private double[][][] transfer = new double[0][][];
  private int[] place = new int[0];
  private double least;
  private double[] suffix = new double[0];

  TierBound(Tiers tiers) {
    this.tiers = tiers;
    perByte = new double[tiers.count];
    perCpu = new double[tiers.count];
  }

  /** The bound at the prices now, micro-units; -infinity if some group has no route. */
  double evaluate() {
    double sum = 0;
    double absolute = 0;
    for (CompiledGroup group : tiers.problem().groups()) {
      double each = cheapest(group) - ROUNDING_MICROS;
      sum += group.devices * each;
      absolute += group.devices * Math.abs(each);
    }
    for (int t = 0; t < tiers.count; t++) {
      double income =
          (tiers.memoryLimited[t] ? perByte[t] * tiers.memory[t] : 0)
              + (tiers.cpuLimited[t] ? perCpu[t] * tiers.cpu[t] : 0);
      sum -= income;
      absolute += income;
    }
    return sum - OUTWARD * absolute;
  }

  /** Cost of the cheapest route over tiers of a device, micro-units; infinite if there is none. */
  private double cheapest(CompiledGroup group) {
    RouteSpace routes = group.routes;
    int calls = routes.calls();
    if (place.length != calls) {
      place = new int[calls];
      own = new double[calls][tiers.count + 1];
      suffix = new double[calls + 1];
    }
    suffix[calls] = 0;
    for (int v = calls - 1; v >= 0; v--) {
      fill(routes, v);
      suffix[v] = suffix[v + 1] + Arrays.stream(own[v]).min().orElse(0);
    }
    transfers(group);
    least = Double.POSITIVE_INFINITY;
    descend(routes.judge(), 0, 0);
    return least;
  }

  /** Own cost of a call by tier: terms, CPU at its price, load at the price of instances. */
  private void fill(RouteSpace routes, int v) {
    OptionTable options = routes.options();
    TierOptions kindsOf =
        kinds.computeIfAbsent(options.layout(), key -> TierOptions.of(routes, tiers));
    Arrays.fill(own[v], Double.POSITIVE_INFINITY);
    PairTable pairs = tiers.problem().pairs();
    for (int t = 0; t <= tiers.count; t++) {
      for (int option : kindsOf.in(v, t)) {
        double micros = options.termNanos(v, option) / 1000.0;
        if (t < tiers.count) {
          int f = options.function(v, option);
          double instance = tiers.keptMicros[t][f] + perByte[t] * pairs.memoryBytes[f];
          micros +=
              perCpu[t] * options.cpuNanocores(v, option)
                  + instance * tiers.instancesPerLoad[t][f] * options.loadNanos(v);
        }
        own[v][t] = Math.min(own[v][t], micros);
      }
    }
  }

  /** Least cost of each transfer between each two places, micro-units. */
  private void transfers(CompiledGroup group) {
    RouteJudge judge = group.routes.judge();
    long[][] near = tiers.fromClients(group);
    long access = judge.accessMicros();
    int places = tiers.count + 1;
    if (transfer.length < judge.transfers()) {
      transfer = new double[judge.transfers()][places][places];
    }
    for (int i = 0; i < judge.transfers(); i++) {
      for (int a = 0; a < places; a++) {
        for (int b = 0; b < places; b++) {
          if (a == b) {
            transfer[i][a][b] = 0;
          } else {
            long latency =
                a == tiers.count
                    ? plus(near[0][b], access)
                    : b == tiers.count ? plus(near[1][a], access) : tiers.between[a][b];
            transfer[i][a][b] =
                latency == Long.MAX_VALUE
                    ? Double.POSITIVE_INFINITY
                    : judge.transferNanosAtLeast(i, latency) / 1000;
          }
        }
      }
    }
  }

  private static long plus(long latency, long access) {
    return latency == Long.MAX_VALUE ? latency : latency + access;
  }

  private void descend(RouteJudge judge, int v, double sum) {
    if (sum + suffix[v] >= least) {
      return;
    }
    if (v == place.length) {
      least = sum;
      return;
    }
    for (int t = 0; t <= tiers.count; t++) {
      if (own[v][t] == Double.POSITIVE_INFINITY) {
        continue;
      }
      place[v] = t;
      double with = sum + own[v][t];
      for (int i = 0; i < judge.transfers(); i++) {
        int from = judge.transferFrom(i);
        int to = judge.transferTo(i);
        if (Math.max(from, to) == v) {
          with +=
              transfer[i][from < 0 ? tiers.count : place[from]][to < 0 ? tiers.count : place[to]];
        }
      }
      descend(judge, v + 1, with);
    }
  }
}
