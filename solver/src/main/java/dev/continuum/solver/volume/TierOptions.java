package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.OptionTable;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One option of each function and kind, by call and tier; the device is the last. Immutable. */
@SuppressWarnings("ArrayRecordComponent")
record TierOptions(int[][][] options) {

  static TierOptions of(RouteSpace routes, Tiers tiers) {
    OptionTable table = routes.options();
    int[][][] found = new int[table.calls()][tiers.count + 1][];
    for (int v = 0; v < found.length; v++) {
      for (int t = 0; t <= tiers.count; t++) {
        Map<Long, Integer> distinct = new TreeMap<>();
        for (int o = 0; o < table.options(v); o++) {
          int node = table.node(v, o);
          if ((node == RouteSpace.LOCAL ? tiers.count : tiers.of[node]) == t) {
            distinct.putIfAbsent(((long) table.function(v, o) << 32) | table.kind(v, o), o);
          }
        }
        found[v][t] = distinct.values().stream().mapToInt(Integer::intValue).toArray();
      }
    }
    return new TierOptions(found);
  }

  /** Options of a call in a tier. */
  int[] in(int call, int tier) {
    return options[call][tier];
  }

  /** Options of a call in tiers that are marked. */
  int[] limited(int call, boolean[] marked) {
    return IntStream.range(0, marked.length)
        .filter(t -> marked[t])
        .flatMap(t -> Arrays.stream(options[call][t]))
        .toArray();
  }
}
