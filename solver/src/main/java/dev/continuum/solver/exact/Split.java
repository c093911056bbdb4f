package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * Ways to cut the calls of a route that have a choice into blocks, each of which runs in one place.
 * A block is connected by payloads, so that running it together saves something, and by rules that
 * gather calls. Immutable.
 */
final class Split {

  /** Applications with more calls that have a choice have too many splits. */
  static final int MOST_CALLS = 4;

  private final int[] free;
  private final List<int[]> joined;
  private final List<int[]> blocks = new ArrayList<>();
  private final List<int[]> partitions = new ArrayList<>();

  /** All splits of a group's routes; at most {@link #MOST_CALLS} calls may have a choice. */
  Split(RouteSpace routes) {
    free = freeCalls(routes);
    joined = joined(routes);
    int all = (1 << free.length) - 1;
    int[] numberOf = new int[all + 1];
    for (int mask = all; mask > 0; mask--) {
      numberOf[mask] = -1;
      if (mask == all || connected(mask)) {
        numberOf[mask] = blocks.size();
        blocks.add(calls(mask));
      }
    }
    if (free.length > 1) {
      partition(all, numberOf, new ArrayList<>());
    }
  }

  /** Pairs of calls with a choice that a payload or a rule joins. */
  static List<int[]> joined(RouteSpace routes) {
    List<int[]> joined = new ArrayList<>();
    RouteJudge judge = routes.judge();
    for (int edge : routes.freeEdges()) {
      joined.add(new int[] {judge.transferFrom(edge), judge.transferTo(edge)});
    }
    int[] free = freeCalls(routes);
    for (int one : free) {
      for (int other : free) {
        if (one < other && judge.gathering().ties(one, other)) {
          joined.add(new int[] {one, other});
        }
      }
    }
    return joined;
  }

  /** The calls with a choice, ascending. */
  static int[] freeCalls(RouteSpace routes) {
    int[] calls = new int[routes.calls()];
    int count = 0;
    for (int call = 0; call < calls.length; call++) {
      if (routes.options(call) > 1) {
        calls[count++] = call;
      }
    }
    return java.util.Arrays.copyOf(calls, count);
  }

  /** Calls by block; block 0 is all of them. Must not be changed. */
  List<int[]> blocks() {
    return blocks;
  }

  /** Block numbers by partition, for partitions into two blocks or more. Must not be changed. */
  List<int[]> partitions() {
    return partitions;
  }

  /** The block of exactly the free calls of a mask; or one for each of them. */
  int[] covering(int mask) {
    int[] singles = new int[Integer.bitCount(mask)];
    int count = 0;
    for (int block = 0; block < blocks.size(); block++) {
      int of = 0;
      for (int call : blocks.get(block)) {
        of |= 1 << position(call);
      }
      if (of == mask) {
        return new int[] {block};
      }
      if ((of & mask) == of && Integer.bitCount(of) == 1) {
        singles[count++] = block;
      }
    }
    return singles;
  }

  /** Transfers that cross between blocks of a partition. */
  int[] cut(RouteSpace routes, int[] partition) {
    int[] blockOf = new int[routes.calls()];
    for (int block : partition) {
      for (int call : blocks.get(block)) {
        blockOf[call] = block;
      }
    }
    return java.util.Arrays.stream(routes.freeEdges())
        .filter(
            edge ->
                blockOf[routes.judge().transferFrom(edge)]
                    != blockOf[routes.judge().transferTo(edge)])
        .toArray();
  }

  private void partition(int rest, int[] numberOf, List<Integer> chosen) {
    if (rest == 0) {
      if (chosen.size() > 1) {
        partitions.add(chosen.stream().mapToInt(Integer::intValue).toArray());
      }
      return;
    }
    int lowest = Integer.lowestOneBit(rest);
    for (int mask = rest; mask > 0; mask = (mask - 1) & rest) {
      if ((mask & lowest) != 0 && numberOf[mask] >= 0) {
        chosen.add(numberOf[mask]);
        partition(rest & ~mask, numberOf, chosen);
        chosen.removeLast();
      }
    }
  }

  private boolean connected(int mask) {
    int reached = Integer.lowestOneBit(mask);
    int before = 0;
    while (reached != before) {
      before = reached;
      for (int[] pair : joined) {
        int from = 1 << position(pair[0]);
        int to = 1 << position(pair[1]);
        if ((mask & from) != 0 && (mask & to) != 0 && (reached & (from | to)) != 0) {
          reached |= from | to;
        }
      }
    }
    return reached == mask;
  }

  private int position(int call) {
    return java.util.Arrays.binarySearch(free, call);
  }

  private int[] calls(int mask) {
    int[] calls = new int[Integer.bitCount(mask)];
    int count = 0;
    for (int i = 0; i < free.length; i++) {
      if ((mask & (1 << i)) != 0) {
        calls[count++] = free[i];
      }
    }
    return calls;
  }
}
