package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;

/**
 * Which option each group takes, whole, and the CPU left on each node. Groups of a node are a
 * linked list. Not thread-safe.
 */
final class Assignment {

  /** No option. */
  static final int NONE = -1;

  final Demands demands;

  /** By group, or {@link #NONE}. */
  final int[] option;

  /** Cost of each group's option, micro-units, as its candidate has it. */
  final double[] micros;

  /** CPU left, nanocores, by node; negative where there is too much. */
  final long[] left;

  private final int[] node;
  private final int[] firstOf;
  private final int[] next;
  private final int[] previous;
  private final int[] changes;

  Assignment(Demands demands) {
    this.demands = demands;
    option = new int[demands.room];
    micros = new double[demands.room];
    node = new int[demands.room];
    left = demands.capacity.clone();
    firstOf = new int[demands.nodes];
    next = new int[demands.room];
    previous = new int[demands.room];
    changes = new int[demands.nodes];
    Arrays.fill(option, NONE);
    Arrays.fill(node, RouteSpace.LOCAL);
    Arrays.fill(firstOf, NONE);
  }

  /** The first group on a node, or {@link #NONE}. */
  int first(int n) {
    return firstOf[n];
  }

  /** The group after another on its node, or {@link #NONE}. */
  int next(int g) {
    return next[g];
  }

  /** How often a group came to a node or left it. */
  int changes(int n) {
    return changes[n];
  }

  int node(int g) {
    return node[g];
  }

  /** Puts a group on an option, from wherever it was. */
  void put(int g, int to, double cost) {
    remove(g);
    option[g] = to;
    micros[g] = cost;
    int at = demands.node(g, to);
    node[g] = at;
    if (at != RouteSpace.LOCAL) {
      left[at] -= demands.use(g, to);
      next[g] = firstOf[at];
      previous[g] = NONE;
      if (firstOf[at] != NONE) {
        previous[firstOf[at]] = g;
      }
      firstOf[at] = g;
      changes[at]++;
    }
  }

  /** Takes a group off its option. */
  void remove(int g) {
    int at = node[g];
    if (option[g] == NONE) {
      return;
    }
    if (at != RouteSpace.LOCAL) {
      changes[at]++;
      left[at] += demands.use(g, option[g]);
      if (previous[g] == NONE) {
        firstOf[at] = next[g];
      } else {
        next[previous[g]] = next[g];
      }
      if (next[g] != NONE) {
        previous[next[g]] = previous[g];
      }
    }
    option[g] = NONE;
    micros[g] = 0;
    node[g] = RouteSpace.LOCAL;
  }

  /** Whether a group's use of an option fits a node beside what is there. */
  boolean fits(int g, int o) {
    int at = demands.node(g, o);
    return at == RouteSpace.LOCAL || left[at] >= demands.use(g, o);
  }

  /** Sum of the costs of all options taken, micro-units. */
  double cost() {
    double sum = 0;
    for (double each : micros) {
      sum += each;
    }
    return sum;
  }

  /** Whether every group has an option and no node too much. */
  boolean feasible() {
    for (int o : option) {
      if (o == NONE) {
        return false;
      }
    }
    return Arrays.stream(left).allMatch(rest -> rest >= 0);
  }
}
