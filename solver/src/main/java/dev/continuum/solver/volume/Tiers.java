package dev.continuum.solver.volume;

import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.queueing.Staircase;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes that are alike but for their size and place: each function costs the same to keep there and
 * needs as many instances for a load. Small numbers stand for them. Immutable but for latencies,
 * which are kept once asked for; not thread-safe.
 */
final class Tiers {

  /** A threshold is a whole load, found to so many nano-requests/s and this part of it. */
  private static final int ROUNDED_NANOS = 5;

  private static final double ROUNDED = 1e-9;

  final int count;

  /** Tier of each node. */
  final int[] of;

  /** Whether memory, and whether CPU, of a tier's nodes is limited. */
  final boolean[] memoryLimited;

  final boolean[] cpuLimited;

  /** Memory and CPU of all nodes of a tier, bytes and nanocores. */
  final double[] memory;

  final double[] cpu;

  /** Fewest instances per load, instances per nano-request/s, by tier and function. */
  final double[][] instancesPerLoad;

  /** Least cost of keeping an instance, micro-units per hour, by tier and function. */
  final double[][] keptMicros;

  /** Least latency between nodes of two tiers, µs; 0 within one. */
  final long[][] between;

  private final CompiledProblem problem;
  private final Map<Integer, long[][]> fromClients = new HashMap<>();

  private record Signature(boolean memory, boolean cpu, List<Object> functions) {}

  Tiers(CompiledProblem problem) {
    this.problem = problem;
    NodeTable nodes = problem.nodes();
    PairTable pairs = problem.pairs();
    of = new int[nodes.size];
    Map<Signature, Integer> known = new HashMap<>();
    for (int n = 0; n < nodes.size; n++) {
      List<Object> functions = new ArrayList<>();
      for (int f = 0; f < pairs.functions; f++) {
        int pair = pairs.index(f, n);
        functions.add(pairs.allowed[pair] ? pairs.staircase(pair) : "none");
        functions.add(pairs.keptMicros[pair]);
      }
      Signature signature =
          new Signature(
              nodes.memoryBytes[n] < Rounding.LARGEST,
              nodes.cpuNanocores[n] < Rounding.LARGEST,
              functions);
      Integer tier = known.putIfAbsent(signature, known.size());
      of[n] = tier == null ? known.size() - 1 : tier;
    }
    count = known.size();
    memoryLimited = new boolean[count];
    cpuLimited = new boolean[count];
    memory = new double[count];
    cpu = new double[count];
    instancesPerLoad = new double[count][pairs.functions];
    keptMicros = new double[count][pairs.functions];
    for (int n = 0; n < nodes.size; n++) {
      memoryLimited[of[n]] = nodes.memoryBytes[n] < Rounding.LARGEST;
      cpuLimited[of[n]] = nodes.cpuNanocores[n] < Rounding.LARGEST;
      memory[of[n]] += nodes.memoryBytes[n];
      cpu[of[n]] += nodes.cpuNanocores[n];
    }
    between = new long[count][count];
    sizes(pairs, nodes.size);
  }

  /** How many instances a load needs at least does not depend on the node within a tier. */
  private void sizes(PairTable pairs, int nodes) {
    long[][] most = new long[count][pairs.functions];
    int[][] pairOf = new int[count][pairs.functions];
    for (int[] row : pairOf) {
      Arrays.fill(row, -1);
    }
    for (int f = 0; f < pairs.functions; f++) {
      for (int n = 0; n < nodes; n++) {
        int pair = pairs.index(f, n);
        if (pairs.allowed[pair]) {
          most[of[n]][f] = Math.max(most[of[n]][f], pairs.mostInstances[pair]);
          pairOf[of[n]][f] = pair;
        }
      }
      for (int t = 0; t < count; t++) {
        if (pairOf[t][f] >= 0) {
          keptMicros[t][f] = pairs.keptMicros[pairOf[t][f]];
          instancesPerLoad[t][f] = least(pairs.staircase(pairOf[t][f]), most[t][f]);
        } else {
          instancesPerLoad[t][f] = Double.POSITIVE_INFINITY;
        }
      }
    }
  }

  /**
   * The least of k over the load that k instances carry, from below; 0 where none are needed.
   *
   * <p>The most instances have it, under every rule: with ρ Erlang a slot Erlang's loss formula is
   * 1/B(x, ρx) = ∫ e^-s (1 + s/(ρx))^x ds (Jagerman 1974, DOI 10.1002/j.1538-7305.1974.tb02756.x),
   * which grows with x, and with 1/B so do 1/C and what keeps waits short. So a slot of many
   * carries more than one of few; utilisation and rates are linear.
   */
  static double least(Staircase staircase, long most) {
    if (staircase.thresholdLoad(0) > 0) {
      return 0;
    }
    int last = (int) Math.min(most, staircase.mostInstances());
    double carried = ((double) staircase.thresholdLoad(last) + ROUNDED_NANOS) * (1 + ROUNDED);
    return last < 1 ? Double.POSITIVE_INFINITY : last / carried;
  }

  /** Latencies between tiers, by some group's judge: where clients attach does not matter. */
  void measure(RouteJudge judge) {
    for (long[] row : between) {
      Arrays.fill(row, Long.MAX_VALUE);
    }
    for (int a = 0; a < of.length; a++) {
      for (int b = 0; b < of.length; b++) {
        long latency = judge.latencyMicros(a, b);
        if (latency >= 0) {
          between[of[a]][of[b]] = Math.min(between[of[a]][of[b]], latency);
        }
      }
    }
  }

  /** Least latency between a group's point and a tier: [0] towards it, [1] back; µs. */
  long[][] fromClients(CompiledGroup group) {
    RouteJudge judge = group.routes.judge();
    return fromClients.computeIfAbsent(judge.clientPoint(), point -> nearest(judge));
  }

  private long[][] nearest(RouteJudge judge) {
    long[][] nearest = new long[2][count];
    Arrays.fill(nearest[0], Long.MAX_VALUE);
    Arrays.fill(nearest[1], Long.MAX_VALUE);
    long access = judge.accessMicros();
    for (int n = 0; n < of.length; n++) {
      long there = judge.latencyMicros(RouteSpace.LOCAL, n);
      long back = judge.latencyMicros(n, RouteSpace.LOCAL);
      nearest[0][of[n]] =
          there < 0 ? nearest[0][of[n]] : Math.min(nearest[0][of[n]], there - access);
      nearest[1][of[n]] = back < 0 ? nearest[1][of[n]] : Math.min(nearest[1][of[n]], back - access);
    }
    return nearest;
  }

  CompiledProblem problem() {
    return problem;
  }
}
