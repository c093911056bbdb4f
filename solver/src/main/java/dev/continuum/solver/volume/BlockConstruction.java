package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places groups of one block and one point together, the largest load first, each part on the node
 * where a request costs least with the instances that the whole part needs: nodes near the clients,
 * those that serve the block, and those with most CPU left.
 */
final class BlockConstruction {

  private static final int FREEST = 8;

  /** A part that is planned for a node leaves a little room. */
  private static final double FILLED = 0.98;

  /** Parts that fit nowhere before a group is left to others. */
  private static final int MOST_FAILURES = 3;

  /** Groups of one block and one point, with the CPU that they take together. */
  private record Crowd(List<CompiledGroup> groups, double cpu) {}

  private record Kind(int block, int point) {}

  private final BlockSearch search;
  private final Blocks blocks;
  private final CompiledProblem problem;
  private final PairTable pairs;
  private final NodeTable nodes;
  private final PoolSizes sizes;
  private final double[] cpu;
  private int[] freest = new int[0];

  /** Block that a node is kept for, or -1. */
  private final int[] keptFor;

  private boolean mixing;

  private int placedSinceSorted;

  BlockConstruction(BlockSearch search) {
    this.search = search;
    blocks = search.blocks;
    problem = blocks.problem;
    pairs = problem.pairs();
    nodes = problem.nodes();
    sizes = new PoolSizes(pairs, search.state);
    cpu = new double[problem.groups().size()];
    for (CompiledGroup group : problem.groups()) {
      for (double[] of : blocks.cpu) {
        cpu[group.index] = Math.max(cpu[group.index], of[group.index]);
      }
      cpu[group.index] *= group.devices;
    }
    keptFor = new int[nodes.size];
    Arrays.fill(keptFor, -1);
  }

  /** Places what it can. */
  void run() {
    Map<Kind, List<CompiledGroup>> groups = new LinkedHashMap<>();
    for (CompiledGroup group : problem.groups()) {
      if (search.isLocal(group.index)) {
        var unused = search.stay(group.index);
      } else if (blocks.of[group.index] >= 0) {
        groups
            .computeIfAbsent(
                new Kind(blocks.of[group.index], group.routes.judge().clientPoint()),
                key -> new ArrayList<>())
            .add(group);
      }
    }
    List<Crowd> order = new ArrayList<>();
    groups.values().forEach(of -> order.add(new Crowd(of, cpu(of))));
    order.sort(
        Comparator.comparing((Crowd crowd) -> !first(crowd).routes.judge().hardDeadline())
            .thenComparingDouble(crowd -> -crowd.cpu)
            .thenComparingInt(crowd -> first(crowd).index));
    for (Crowd crowd : order) {
      place(crowd.groups);
    }
  }

  private static CompiledGroup first(Crowd crowd) {
    return crowd.groups.getFirst();
  }

  private double cpu(List<CompiledGroup> groups) {
    double sum = 0;
    for (CompiledGroup group : groups) {
      sum += cpu(group);
    }
    return sum;
  }

  /** The most CPU that a group takes on nodes of any tier. */
  private double cpu(CompiledGroup group) {
    return cpu[group.index];
  }

  private void place(List<CompiledGroup> crowd) {
    int next = 0;
    int failures = 0;
    while (next < crowd.size()) {
      int before = next;
      next = placePart(crowd, next);
      if (next == before) {
        mixing = true;
        next = placePart(crowd, next);
        mixing = false;
        failures += next == before ? 1 : 0;
        next += next == before && failures > MOST_FAILURES ? 1 : 0;
      }
    }
  }

  /** Places groups from one on at the best node; returns the first that is left. */
  private int placePart(List<CompiledGroup> crowd, int from) {
    CompiledGroup first = crowd.get(from);
    Blocks.Block block = blocks.block(first.index);
    double[] loads = new double[block.calls().length];
    double cpu = 0;
    for (CompiledGroup group : crowd.subList(from, crowd.size())) {
      for (int i = 0; i < loads.length; i++) {
        loads[i] += group.devices * (double) group.routes.loadNanos(block.calls()[i]);
      }
      cpu += cpu(group);
    }
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int node : nodesFor(first)) {
      if (!mixing && keptFor[node] >= 0 && keptFor[node] != block.id()) {
        continue;
      }
      double free = nodes.cpuNanocores[node] - search.state.cpu(node);
      double part = Math.min(1, FILLED * free / cpu);
      if (part * cpu < cpu(first) || !search.fits(first.index, node)) {
        continue;
      }
      double sum = own(crowd, from, part * cpu, node);
      for (int i = 0; i < loads.length; i++) {
        sum += sizes.added(pairs.index(block.functions()[i], node), loads[i] * part, false);
      }
      if (sum / part < least) {
        least = sum / part;
        best = node;
      }
    }
    if (best < 0) {
      return from;
    }
    if (!nodes.hasEndlessCpu(best)) {
      keptFor[best] = block.id();
    }
    int next = from;
    while (next < crowd.size() && search.put(crowd.get(next).index, best)) {
      next++;
      placedSinceSorted++;
    }
    return next;
  }

  /** What the first groups with so much CPU cost at a node, instances aside. */
  private double own(List<CompiledGroup> crowd, int from, double cpu, int node) {
    double sum = 0;
    double used = 0;
    for (int i = from; i < crowd.size() && used < cpu; i++) {
      CompiledGroup group = crowd.get(i);
      sum += group.devices * search.own(group.index, blocks.block(group.index), node);
      used += cpu(group);
    }
    return sum * cpu / used;
  }

  /** Serves groups that are on nodes without limits together, block by block, on what is free. */
  void gather() {
    Map<Integer, List<CompiledGroup>> crowds = new LinkedHashMap<>();
    for (CompiledGroup group : problem.groups()) {
      int at = search.at[group.index];
      if (at >= 0 && nodes.hasEndlessCpu(at)) {
        crowds.computeIfAbsent(blocks.of[group.index], key -> new ArrayList<>()).add(group);
      }
    }
    for (List<CompiledGroup> crowd : crowds.values()) {
      crowd.sort(
          Comparator.comparingInt(
                  (CompiledGroup group) -> search.hosts.near(group.routes.judge())[0])
              .thenComparingInt(group -> group.index));
      for (CompiledGroup group : crowd) {
        search.lift(group.index);
      }
      place(crowd);
    }
  }

  private List<Integer> nodesFor(CompiledGroup group) {
    List<Integer> found = new ArrayList<>();
    RouteJudge judge = group.routes.judge();
    for (int node : search.hosts.near(judge)) {
      found.add(node);
    }
    int block = blocks.of[group.index];
    for (int i = 0; i < search.hosts.size(block); i++) {
      found.add(search.hosts.of(block)[i]);
    }
    if (freest.length == 0 || placedSinceSorted > problem.groups().size() / 200) {
      sortFreest();
    }
    for (int node : freest) {
      found.add(node);
    }
    return found;
  }

  private void sortFreest() {
    placedSinceSorted = 0;
    List<Integer> order = new ArrayList<>();
    for (int n = 0; n < nodes.size; n++) {
      order.add(n);
    }
    order.sort(
        Comparator.comparingDouble(
            n ->
                (keptFor[n] >= 0 ? nodes.cpuNanocores[n] : 0)
                    + search.state.cpu(n)
                    - nodes.cpuNanocores[n]));
    freest = order.stream().limit(FREEST).mapToInt(Integer::intValue).toArray();
  }

  /** Groups that are placed nowhere. */
  List<CompiledGroup> left() {
    return problem.groups().stream()
        .filter(group -> search.at[group.index] == BlockSearch.NOWHERE)
        .toList();
  }
}
