package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RuleTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which columns load which pairs, and how many instances each pair could need. */
final class PairUse {

  /** Beyond this many instances of a pair the staircase of binaries is too long to be useful. */
  static final int MOST_STEPS = 4_096;

  /** Load per device on a pair, by column. */
  final List<Map<Integer, Long>> loadOf = new ArrayList<>();

  /** Load on a pair: one term per column. */
  final Terms[] load;

  /** Devices of one group and call on a pair: the left side of a link x <= K·y. */
  final List<List<Terms>> linked = new ArrayList<>();

  /** K of the groups in {@link #linked}. */
  final List<List<Integer>> devices = new ArrayList<>();

  /** Load of a device of theirs by that call, nano-requests/s. */
  final List<List<Long>> linkedLoads = new ArrayList<>();

  /** Greatest load that whole devices put multiples of on a pair, nano-requests/s. */
  final long[] loadDivisor;

  /** Whether a pair may be wanted without load, for spreading. */
  final boolean[] spread;

  /** Most instances a pair could need. */
  final int[] steps;

  PairUse(Encoding encoding) {
    CompiledProblem problem = encoding.problem;
    PairTable pairs = problem.pairs();
    load = new Terms[pairs.size()];
    Arrays.setAll(load, p -> new Terms());
    spread = new boolean[pairs.size()];
    steps = new int[pairs.size()];
    loadDivisor = new long[pairs.size()];
    double[] mostLoad = new double[pairs.size()];
    List<Map<Long, Terms>> byGroupAndCall = new ArrayList<>();
    for (int p = 0; p < pairs.size(); p++) {
      byGroupAndCall.add(new TreeMap<>());
    }
    double[] groupMost = new double[pairs.size()];
    int groupBefore = -1;
    for (int c = 0; c < encoding.columns.size(); c++) {
      Column column = encoding.columns.get(c);
      CompiledGroup group = problem.groups().get(column.group());
      if (group.index != groupBefore) {
        flush(mostLoad, groupMost);
        groupBefore = group.index;
      }
      Map<Integer, Long> loads = new TreeMap<>();
      for (int call = 0; call < column.route().length; call++) {
        int pair = encoding.pair(column, call);
        if (pair != Encoding.NONE) {
          loads.merge(pair, group.routes.loadNanos(call), Long::sum);
          byGroupAndCall
              .get(pair)
              .computeIfAbsent(((long) group.index << 16) + call, key -> new Terms())
              .add(encoding.count[c], 1);
        }
      }
      loadOf.add(loads);
      for (var entry : loads.entrySet()) {
        load[entry.getKey()].add(encoding.count[c], entry.getValue());
        loadDivisor[entry.getKey()] =
            group.divisible ? 1 : LinearModel.gcd(loadDivisor[entry.getKey()], entry.getValue());
        groupMost[entry.getKey()] =
            Math.max(groupMost[entry.getKey()], (double) entry.getValue() * group.devices);
      }
    }
    flush(mostLoad, groupMost);
    for (Map<Long, Terms> of : byGroupAndCall) {
      linked.add(List.copyOf(of.values()));
      devices.add(
          of.keySet().stream()
              .map(key -> problem.groups().get((int) (key >> 16)).devices)
              .toList());
      linkedLoads.add(
          of.keySet().stream()
              .map(
                  key ->
                      problem
                          .groups()
                          .get((int) (key >> 16))
                          .routes
                          .loadNanos((int) (key & 0xffff)))
              .toList());
    }
    for (RuleTable.SpreadRule rule : problem.rules().spreads()) {
      for (int n = 0; n < pairs.nodes; n++) {
        int pair = pairs.index(rule.function(), n);
        spread[pair] = pairs.allowed[pair] && pairs.mostInstances[pair] > 0;
      }
    }
    for (int p = 0; p < pairs.size(); p++) {
      if (!load[p].isEmpty() || spread[p]) {
        long needed = pairs.required(p, (long) Math.min(mostLoad[p], Long.MAX_VALUE / 4.0));
        long most = encoding.apart ? MOST_STEPS + 1 : pairs.mostInstances[p];
        steps[p] = (int) Math.min(most, Math.max(needed, spread[p] ? 1 : 0));
      }
    }
  }

  boolean tooLong() {
    return Arrays.stream(steps).anyMatch(count -> count > MOST_STEPS)
        || Arrays.stream(steps).asLongStream().sum() > 16L * MOST_STEPS;
  }

  /** A group's devices are on one route each, so its largest load per pair counts once. */
  private static void flush(double[] most, double[] groupMost) {
    for (int p = 0; p < most.length; p++) {
      most[p] += groupMost[p];
      groupMost[p] = 0;
    }
  }
}
