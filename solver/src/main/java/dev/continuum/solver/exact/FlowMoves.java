package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.state.CompiledPlacement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How many instances the pools of a {@link FlowModel} have on nodes without room for all that they
 * could use, and how that may change: exchanges that prices promise to pay, and disturbances. Not
 * thread-safe.
 */
final class FlowMoves {

  private static final int MOST_ADDED = 6;
  private static final int KINDS = 3;
  private static final double LEAST_PROMISE = 1;

  /** Of each pool, in the model's order. */
  private int[] instances;

  private final List<FlowPool> pools;
  private final PairTable pairs;
  private final NodeTable nodes;
  private final int[] limited;

  /** By node: its pools. */
  private final int[][] on;

  /**
   * So many more instances of one pool, and fewer of another on the same node; -1 for no pool.
   *
   * @param promise what that saves at most by prices
   */
  record Exchange(int add, int more, int drop, int fewer, double promise) {}

  FlowMoves(CompiledProblem problem, FlowModel model) {
    pools = List.copyOf(model.pools.values());
    pairs = problem.pairs();
    nodes = problem.nodes();
    instances = new int[pools.size()];
    on = new int[nodes.size][0];
    for (int p = 0; p < pools.size(); p++) {
      int node = pairs.node(pools.get(p).pair);
      if (!nodes.hasEndlessMemory(node) && !pools.get(p).steps.isEmpty()) {
        on[node] = Arrays.copyOf(on[node], on[node].length + 1);
        on[node][on[node].length - 1] = p;
      }
    }
    limited = IntStream.range(0, on.length).filter(this::isShort).toArray();
  }

  /** Whether a node has no room for all instances that its pools could use. */
  private boolean isShort(int node) {
    double bytes = 0;
    for (int p : on[node]) {
      bytes += pools.get(p).steps.size() * (double) bytes(p);
    }
    return bytes > nodes.memoryBytes[node];
  }

  /** Whether there is a node whose pools may change. */
  boolean any() {
    return limited.length > 0;
  }

  /** As a placement has them. */
  void take(CompiledPlacement placement) {
    for (int node : limited) {
      for (int p : on[node]) {
        long warm = placement.warm().get(pools.get(p).pair);
        instances[p] = (int) Math.min(warm, pools.get(p).steps.size());
      }
    }
  }

  /** A copy, in the model's order. */
  int[] instances() {
    return instances.clone();
  }

  /** Puts all back. */
  void restore(int[] before) {
    instances = before.clone();
  }

  /** Tells a program. */
  void tell(FlowProgram program) {
    for (int node : limited) {
      for (int p : on[node]) {
        program.set(pools.get(p).steps, instances[p]);
      }
    }
  }

  void make(Exchange it) {
    if (it.add >= 0) {
      instances[it.add] += it.more;
    }
    if (it.drop >= 0) {
      instances[it.drop] -= it.fewer;
    }
  }

  void takeBack(Exchange it) {
    make(new Exchange(it.add, -it.more, it.drop, -it.fewer, 0));
  }

  private long bytes(int pool) {
    return pairs.memoryBytes[pairs.function(pools.get(pool).pair)];
  }

  private long free(int node) {
    long free = nodes.memoryBytes[node];
    for (int p : on[node]) {
      free -= instances[p] * bytes(p);
    }
    return free;
  }

  /** Exchanges that save something by a program's prices, the best first. */
  List<Exchange> promising(FlowProgram program) {
    List<Exchange> found = new ArrayList<>();
    for (int node : limited) {
      long free = free(node);
      for (int p : on[node]) {
        double saved = 0;
        for (int fewer = 1; fewer <= instances[p]; fewer++) {
          saved += program.reducedCost(pools.get(p).steps.get(instances[p] - fewer));
          note(found, new Exchange(-1, 0, p, fewer, saved));
        }
        double gained = 0;
        int most = Math.min(MOST_ADDED, pools.get(p).steps.size() - instances[p]);
        for (int more = 1; more <= most; more++) {
          gained -= program.reducedCost(pools.get(p).steps.get(instances[p] + more - 1));
          long needed = more * bytes(p) - free;
          if (needed <= 0) {
            note(found, new Exchange(p, more, -1, 0, gained));
          } else {
            exchange(found, program, node, new Exchange(p, more, -1, 0, gained), needed);
          }
        }
      }
    }
    found.sort(Comparator.comparingDouble(it -> -it.promise));
    return found;
  }

  private static void note(List<Exchange> found, Exchange it) {
    if (it.promise > LEAST_PROMISE) {
      found.add(it);
    }
  }

  /** With what leaves a node for so many bytes. */
  private void exchange(
      List<Exchange> found, FlowProgram program, int node, Exchange it, long needed) {
    for (int d : on[node]) {
      long fewer = bytes(d) == 0 ? Long.MAX_VALUE : (needed + bytes(d) - 1) / bytes(d);
      if (d != it.add && fewer <= instances[d]) {
        double saved = 0;
        for (int k = 1; k <= fewer; k++) {
          saved += program.reducedCost(pools.get(d).steps.get(instances[d] - k));
        }
        note(found, new Exchange(it.add, it.more, d, (int) fewer, it.promise + saved));
      }
    }
  }

  /**
   * Changes a random node: it takes a pool from another one, which takes what has to leave for it;
   * or one of its pools, or about half of them, leave for another function.
   */
  void disturb(SplittableRandom random) {
    int node = limited[random.nextInt(limited.length)];
    int kind = random.nextInt(KINDS);
    if (kind == 0) {
      relocate(limited[random.nextInt(limited.length)], node, random);
      return;
    }
    int leaves = present(node, random);
    for (int p : on[node]) {
      if (kind == 1 ? p == leaves : random.nextBoolean()) {
        instances[p] = 0;
      }
    }
    int comes = on[node][random.nextInt(on[node].length)];
    fill(node, comes, instances[comes] + 1 + random.nextInt(MOST_ADDED));
  }

  /** A random pool of a node that has instances, or -1. */
  private int present(int node, SplittableRandom random) {
    int[] some = Arrays.stream(on[node]).filter(p -> instances[p] > 0).toArray();
    return some.length == 0 ? -1 : some[random.nextInt(some.length)];
  }

  /** Gives a pool so many instances, as far as there is room. */
  private void fill(int node, int pool, int most) {
    int all = Math.min(most, pools.get(pool).steps.size());
    while (instances[pool] < all && free(node) >= bytes(pool)) {
      instances[pool]++;
    }
  }

  private void relocate(int from, int to, SplittableRandom random) {
    int pool = present(from, random);
    int there = pool < 0 ? -1 : at(to, pool);
    if (from == to || there < 0) {
      return;
    }
    int come = instances[pool];
    instances[pool] = 0;
    int[] leave = Arrays.stream(on[to]).filter(p -> p != there).toArray();
    for (int left = leave.length; left > 0 && free(to) < come * bytes(there); left--) {
      int at = random.nextInt(left);
      int other = leave[at];
      leave[at] = leave[left - 1];
      int back = at(from, other);
      int moved = instances[other];
      instances[other] = 0;
      if (back >= 0) {
        fill(from, back, instances[back] + moved);
      }
    }
    fill(to, there, instances[there] + come);
  }

  /** The pool of the same function on another node, or -1. */
  private int at(int node, int pool) {
    int function = pairs.function(pools.get(pool).pair);
    return Arrays.stream(on[node])
        .filter(p -> pairs.function(pools.get(p).pair) == function)
        .findFirst()
        .orElse(-1);
  }
}
