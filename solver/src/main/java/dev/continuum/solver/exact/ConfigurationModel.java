package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import dev.continuum.solver.exact.NodeConfigurations.PairDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An integer program that chooses one configuration per node and serves blocks of calls on it.
 * Blocks of one request in different places pay the least that a payload between them costs. Nodes
 * with too many configurations keep a staircase of ordered binaries. Rules across nodes and links
 * are left to who adds the routes to a placement.
 */
final class ConfigurationModel {

  private static final String RULE = "CONFIGURATION";

  /** How much dearer than any route it is not to serve a device. */
  private static final long UNSERVED_FACTOR = 5;

  final LinearModel model = new LinearModel();
  final List<GroupBlocks> groups;
  final NodeFunctions functions;

  /** Variables by node and configuration; empty where a node keeps staircases. */
  final int[][] chosen;

  /** The number of the configuration that a node had before, or -1. */
  final int[] held;

  /** The row that holds the load of a pair within its instances, or -1. */
  final int[] loadRow;

  /** Where calls cost least, and the rows that hold them there, or -1. */
  final List<Link> links;

  final int[] linkRow;

  /** Links by group, where places may be added. */
  private final Map<GroupBlocks, List<Integer>> linksOf = new HashMap<>();

  /** Whether places may be added later, so that rows are kept that nothing can break yet. */
  private final boolean grows;

  private final CompiledProblem problem;
  private final Standing standing;
  private final List<Long> costs = new ArrayList<>();

  /** Pools of nodes that keep staircases. */
  final StepPools pools;

  /** Load on each pair, and CPU on each node, as sums of variables. */
  private final Terms[] load;

  private final Terms[] cpu;

  /** The row that holds the CPU of a node, or -1. */
  final int[] cpuRow;

  /** The row that holds the memory of a node's pools, or -1. */
  final int[] memoryRow;

  /** What loads several functions of a node. */
  private final JointLoads[] joint;

  /** A program over all nodes, where nothing stands. */
  ConfigurationModel(CompiledProblem problem, List<GroupBlocks> groups, NodeFunctions functions) {
    this(problem, groups, functions, Standing.nothing(problem), true);
  }

  /** A program over some nodes alone, where nothing stands. */
  static ConfigurationModel of(
      CompiledProblem problem, List<GroupBlocks> groups, NodeFunctions functions, boolean[] nodes) {
    return new ConfigurationModel(
        problem, groups, functions, Standing.nothing(problem, nodes), true);
  }

  /** A program over the nodes that choose again, beside what stands. */
  ConfigurationModel(
      CompiledProblem problem,
      List<GroupBlocks> groups,
      NodeFunctions functions,
      Standing standing) {
    this(problem, groups, functions, standing, false);
  }

  private ConfigurationModel(
      CompiledProblem problem,
      List<GroupBlocks> groups,
      NodeFunctions functions,
      Standing standing,
      boolean grows) {
    this.problem = problem;
    this.grows = grows;
    this.standing = standing;
    this.groups = groups;
    this.functions = functions;
    pools = new StepPools(problem);
    load = new Terms[problem.pairs().size()];
    loadRow = new int[load.length];
    Arrays.fill(loadRow, -1);
    cpu = new Terms[problem.nodes().size];
    Arrays.setAll(load, p -> new Terms());
    Arrays.setAll(cpu, n -> new Terms());
    cpuRow = new int[cpu.length];
    memoryRow = new int[cpu.length];
    Arrays.fill(memoryRow, -1);
    joint = new JointLoads[cpu.length];
    Arrays.setAll(joint, n -> new JointLoads());
    chosen = new int[cpu.length][0];
    held = new int[chosen.length];
    for (int n = 0; n < chosen.length; n++) {
      List<Configuration> all = functions.configurations(n);
      held[n] = all == null ? -1 : standing.held(n, functions.of(n), all);
      if (all != null && (standing.open(n) || held[n] >= 0)) {
        chosen[n] = all.stream().mapToInt(each -> variable(1, true, each.micros())).toArray();
      }
    }
    groups.forEach(this::addGroup);
    links = Link.all(problem, groups, functions);
    int linked = model.rule(RULE, "links");
    linkRow =
        links.stream()
            .mapToInt(
                link ->
                    link.addRow(
                        model, functions.configurations(link.node()), chosen[link.node()], linked))
            .toArray();
    for (int l = 0; grows && l < linkRow.length; l++) {
      linksOf.computeIfAbsent(links.get(l).of(), unused -> new ArrayList<>()).add(l);
    }
    int rule = model.rule(RULE, "nodes");
    for (int n = 0; n < chosen.length; n++) {
      addNode(n, rule);
    }
  }

  /** Whether a node has configurations to choose from. */
  boolean chooses(int node) {
    return chosen[node].length > 0 && standing.open(node);
  }

  NodeTable nodes() {
    return problem.nodes();
  }

  long[] objective() {
    return costs.stream().mapToLong(Long::longValue).toArray();
  }

  /** The rows that devices of a group would be in at a place that is not looked at yet. */
  void each(GroupBlocks blocks, GroupBlocks.Choice choice, RowVisitor visitor) {
    visitor.at(blocks.row[choice.block()], 1);
    eachOfNode(blocks, choice, visitor);
    for (int l : linksOf.getOrDefault(blocks, List.of())) {
      if (linkRow[l] >= 0 && links.get(l).holds(choice)) {
        visitor.at(linkRow[l], 1);
      }
    }
  }

  /** Those of them that say what the node carries, whichever devices these are. */
  void eachOfNode(GroupBlocks blocks, GroupBlocks.Choice choice, RowVisitor visitor) {
    int node = choice.place();
    if (node == RouteSpace.LOCAL) {
      return;
    }
    int[] calls = blocks.calls(choice);
    int[] limited = functions.of(node);
    long nanocores = 0;
    for (int i = 0; i < choice.pairs().length; i++) {
      int pair = choice.pairs()[i];
      if (indexOf(limited, problem.pairs().function(pair)) >= 0) {
        visitor.at(loadRow[pair], blocks.group.routes.loadNanos(calls[i]));
      }
      nanocores += blocks.group.routes.cpuNanocores(calls[i], choice.options()[i]);
    }
    if (!problem.nodes().hasEndlessCpu(node)) {
      visitor.at(cpuRow[node], nanocores);
    }
    joint[node].each(blocks, choice, visitor);
  }

  /** Adds devices of a group at a place that was not looked at; returns their variable. */
  int add(GroupBlocks blocks, GroupBlocks.Choice choice) {
    int devices = variable(blocks.count, !blocks.group.divisible, choice.micros());
    blocks.add(choice, devices);
    each(blocks, choice, (row, coefficient) -> model.extend(row, devices, coefficient));
    addLoad(blocks, choice, devices);
    return devices;
  }

  /** Notes what devices in a place load there. */
  private void addLoad(GroupBlocks blocks, GroupBlocks.Choice choice, int devices) {
    RouteSpace routes = blocks.group.routes;
    int[] calls = blocks.calls(choice);
    for (int i = 0; i < choice.pairs().length; i++) {
      load[choice.pairs()[i]].add(devices, routes.loadNanos(calls[i]));
      cpu[choice.place()].add(devices, routes.cpuNanocores(calls[i], choice.options()[i]));
    }
  }

  private int variable(long most, boolean whole, long micros) {
    costs.add(micros);
    return model.variable(0, most, whole);
  }

  private void addGroup(GroupBlocks blocks) {
    CompiledGroup group = blocks.group;
    boolean whole = !group.divisible;
    int rule = model.rule(RULE, problem.names().groups().get(group.index).value());
    Terms[] served = new Terms[blocks.split.blocks().size()];
    Arrays.setAll(served, b -> new Terms());
    long penalty = UNSERVED_FACTOR * Math.max(1, blocks.dearestMicros());
    blocks.unserved = variable(blocks.count, whole, penalty);
    served[0].add(blocks.unserved, 1);
    for (int p = 0; p < blocks.partition.length; p++) {
      int devices = variable(blocks.count, whole, blocks.cutMicros[p]);
      blocks.partition[p] = devices;
      served[0].add(devices, 1);
      for (int block : blocks.split.partitions().get(p)) {
        served[block].add(devices, -1);
      }
    }
    for (int c = 0; c < blocks.choices.size(); c++) {
      GroupBlocks.Choice choice = blocks.choices.get(c);
      int devices = variable(blocks.count, whole, choice.micros());
      blocks.devices[c] = devices;
      served[choice.block()].add(devices, 1);
      if (choice.place() != RouteSpace.LOCAL) {
        joint[choice.place()].add(blocks, choice, devices);
      }
      addLoad(blocks, choice, devices);
    }
    for (int b = 0; b < served.length; b++) {
      blocks.row[b] = -1;
      if (!served[b].isEmpty()) {
        blocks.row[b] = model.rows().size();
        model.exactly(served[b], b == 0 ? blocks.count : 0, rule);
      }
    }
  }

  static int indexOf(int[] values, int value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return i;
      }
    }
    return -1;
  }

  private void addNode(int node, int rule) {
    PairTable pairs = problem.pairs();
    long nanocores = Math.max(0, problem.nodes().cpuNanocores[node] - standing.cpu(node));
    cpuRow[node] =
        problem.nodes().hasEndlessCpu(node) ? -1 : limit(node, cpu[node], nanocores, rule);
    @Nullable List<Configuration> of = functions.configurations(node);
    if (of != null && chosen[node].length > 0) {
      addConfigurations(node, of, rule);
    } else if (!standing.open(node)) {
      for (int f : functions.of(node)) {
        int pair = pairs.index(f, node);
        within(pair, load[pair], standing.room(pair), rule);
      }
    } else {
      addStaircases(node, rule);
    }
  }

  private void addConfigurations(int node, List<Configuration> of, int rule) {
    Terms one = new Terms();
    for (int variable : chosen[node]) {
      one.add(variable, 1);
    }
    model.atMost(one, 1, rule);
    int[] here = functions.of(node);
    for (int i = 0; i < here.length; i++) {
      Terms terms = InstanceRows.copy(load[problem.pairs().index(here[i], node)]);
      for (int k = 0; k < of.size(); k++) {
        terms.add(chosen[node][k], -of.get(k).carried()[i]);
      }
      within(problem.pairs().index(here[i], node), terms, 0, rule);
    }
    joint[node].addRows(model, here, of, chosen[node], rule);
  }

  private void within(int pair, Terms terms, long limit, int rule) {
    loadRow[pair] = limit(problem.pairs().node(pair), terms, limit, rule);
  }

  private int limit(int node, Terms terms, long limit, int rule) {
    return grows && standing.open(node)
        ? model.atMostLater(terms, limit, rule)
        : model.atMost(terms, limit, rule);
  }

  /** Steps beyond the instances that what stands needs by itself. */
  private void addStaircases(int node, int rule) {
    PairTable pairs = problem.pairs();
    Terms memory = new Terms();
    Terms instances = new Terms();
    long memoryLeft = problem.nodes().memoryBytes[node];
    long instancesLeft = problem.nodes().instances[node];
    for (int f : functions.of(node)) {
      int pair = pairs.index(f, node);
      PairDemand demand = functions.demand(pair);
      Terms terms = InstanceRows.copy(load[pair]);
      List<Integer> steps = new ArrayList<>();
      List<Long> adds = new ArrayList<>();
      List<Long> micros = new ArrayList<>();
      long most = Math.min(pairs.mostInstances[pair], pairs.staircase(pair).mostInstances());
      most = Math.min(most, standing.most(pair));
      long stands = standing.load(pair);
      long wanted =
          grows ? demand.load() : Math.min(demand.load(), stands + Math.max(0, terms.most(model)));
      int least = standing.fewest(pair);
      long before = least == 0 ? 0 : demand.whole(pairs.staircase(pair).thresholdLoad(least));
      long room = before - stands;
      memoryLeft -= least * pairs.memoryBytes[f];
      instancesLeft -= least;
      int last = -1;
      for (int count = least + 1; count <= most && before < wanted; count++) {
        long carried = demand.whole(pairs.staircase(pair).thresholdLoad(count));
        micros.add(stepMicros(pair, count));
        int step = variable(1, true, micros.getLast());
        steps.add(step);
        adds.add(carried - before);
        terms.add(step, before - carried);
        memory.add(step, pairs.memoryBytes[f]);
        instances.add(step, 1);
        if (last >= 0) {
          model.atMost(new Terms().add(step, 1).add(last, -1), 0, rule);
        }
        last = step;
        before = carried;
      }
      within(pair, terms, room, rule);
      pools.add(new StepPools.Pool(pair, load[pair], room, steps, adds, micros));
    }
    memoryRow[node] = model.atMost(memory, memoryLeft, rule);
    model.atMost(instances, instancesLeft, rule);
  }

  private long stepMicros(int pair, int count) {
    boolean started = count > problem.pairs().warmNow[pair];
    return problem.pairs().keptMicros[pair]
        + (started ? problem.changes().startMicros() : 0)
        + (count == 1 ? problem.pairs().acquisitionMicros[pair] : 0);
  }
}
