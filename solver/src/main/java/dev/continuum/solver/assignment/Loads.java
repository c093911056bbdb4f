package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * A choice of one arc for every job, feasible or not: loads, members of nodes and cost, updated in
 * constant time when a job moves. Overload has a price by node. Not thread-safe.
 */
final class Loads {

  final Instance instance;

  /** Arc of each job. */
  final int[] at;

  final long[] load;
  final int[] count;

  /** Price of a unit of overload, by node, micro-units. */
  final double[] penalty;

  /** Cost above the base, opening included, without penalties. */
  double cost;

  /** Sum of overloads relative to capacity; 0 if feasible. */
  private int overfull;

  private final int[][] members;
  private final int[] position;

  Loads(Instance instance, int[] arcs) {
    this.instance = instance;
    at = new int[instance.jobs];
    load = new long[instance.nodes];
    count = new int[instance.nodes];
    penalty = new double[instance.nodes];
    members = new int[instance.nodes][8];
    position = new int[instance.jobs];
    set(arcs);
  }

  /** Chooses all arcs anew. */
  void set(int[] arcs) {
    System.arraycopy(arcs, 0, at, 0, at.length);
    Arrays.fill(load, 0);
    Arrays.fill(count, 0);
    cost = 0;
    overfull = 0;
    for (int j = 0; j < at.length; j++) {
      enter(j, at[j]);
    }
  }

  boolean feasible() {
    return overfull == 0;
  }

  int node(int j) {
    return instance.node[at[j]];
  }

  int member(int i, int k) {
    return members[i][k];
  }

  /** What moving a job to another node's arc changes, penalties included. */
  double delta(int j, int arc) {
    int old = at[j];
    int i = instance.node[old];
    int k = instance.node[arc];
    double change = instance.cost[arc] - instance.cost[old];
    change += leaving(i, instance.use[old]) + entering(k, instance.use[arc]);
    if (count[i] == 1) {
      change -= instance.opening[i];
    }
    if (count[k] == 0) {
      change += instance.opening[k];
    }
    return change;
  }

  /** What two jobs changing nodes change. */
  double swapDelta(int j, int arcOfJ, int l, int arcOfL) {
    int i = instance.node[at[j]];
    int k = instance.node[at[l]];
    double change =
        instance.cost[arcOfJ] - instance.cost[at[j]] + instance.cost[arcOfL] - instance.cost[at[l]];
    long atI = load[i] - instance.use[at[j]] + instance.use[arcOfL];
    long atK = load[k] - instance.use[at[l]] + instance.use[arcOfJ];
    return change + charge(i, atI) - charge(i, load[i]) + charge(k, atK) - charge(k, load[k]);
  }

  /**
   * What it changes that job j goes to another's node, and that other goes to a third.
   *
   * @param leaves what leaving its node changes for j, cost of both its arcs included
   */
  double chainDelta(double leaves, int arcOfJ, int l, int arcOfL) {
    int k = instance.node[at[l]];
    int h = instance.node[arcOfL];
    long atK = load[k] - instance.use[at[l]] + instance.use[arcOfJ];
    double change = leaves + instance.cost[arcOfL] - instance.cost[at[l]];
    change += charge(k, atK) - charge(k, load[k]) + entering(h, instance.use[arcOfL]);
    return count[h] == 0 ? change + instance.opening[h] : change;
  }

  /** What leaving its node changes for a job that takes another arc, all but the arc's node. */
  double leaving(int j, double newCost) {
    int i = node(j);
    double change = newCost - instance.cost[at[j]] + leaving(i, instance.use[at[j]]);
    return count[i] == 1 ? change - instance.opening[i] : change;
  }

  private double leaving(int i, long use) {
    return charge(i, load[i] - use) - charge(i, load[i]);
  }

  private double entering(int k, long use) {
    return charge(k, load[k] + use) - charge(k, load[k]);
  }

  private double charge(int i, long at) {
    long over = at - instance.capacity[i];
    return over > 0 ? over * penalty[i] : 0;
  }

  void move(int j, int arc) {
    int old = at[j];
    int i = instance.node[old];
    boolean over = load[i] > instance.capacity[i];
    load[i] -= instance.use[old];
    overfull -= over && load[i] <= instance.capacity[i] ? 1 : 0;
    cost -= instance.cost[old];
    int last = members[i][--count[i]];
    members[i][position[j]] = last;
    position[last] = position[j];
    if (count[i] == 0) {
      cost -= instance.opening[i];
    }
    enter(j, arc);
  }

  private void enter(int j, int arc) {
    at[j] = arc;
    int k = instance.node[arc];
    if (count[k] == 0) {
      cost += instance.opening[k];
    }
    cost += instance.cost[arc];
    boolean over = load[k] > instance.capacity[k];
    load[k] += instance.use[arc];
    overfull += !over && load[k] > instance.capacity[k] ? 1 : 0;
    if (members[k].length == count[k]) {
      members[k] = Arrays.copyOf(members[k], 2 * count[k]);
    }
    members[k][count[k]] = j;
    position[j] = count[k]++;
  }
}
