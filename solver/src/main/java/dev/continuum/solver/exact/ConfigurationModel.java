package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

  /** What that is, by node; null where it keeps staircases. */
  private final List<@Nullable List<Configuration>> choices = new ArrayList<>();

  /** The row that lets a node be one thing, or -1. */
  private final int[] oneRow;

  /** The number of the configuration that a node had before, or -1. */
  final int[] held;

  /** The row that holds the load of a pair within its instances, or -1. */
  final int[] loadRow;

  /** Where calls cost least, and the rows that hold them there, or -1. */
  final List<Link> links;

  final int[] linkRow;

  private final LinkRows linkRows;

  /** Whether places may be added later, so that rows are kept that nothing can break yet. */
  final boolean grows;

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
    joint = new JointLoads[cpu.length];
    Arrays.setAll(joint, n -> new JointLoads());
    chosen = new int[cpu.length][0];
    held = new int[chosen.length];
    oneRow = new int[chosen.length];
    Arrays.fill(oneRow, -1);
    for (int n = 0; n < chosen.length; n++) {
      List<Configuration> all = choices(n);
      choices.add(all);
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
                link -> link.addRow(model, choices.get(link.node()), chosen[link.node()], linked))
            .toArray();
    linkRows = new LinkRows(links, linkRow);
    int rule = model.rule(RULE, "nodes");
    for (int n = 0; n < chosen.length; n++) {
      addNode(n, rule);
    }
  }

  /** What programs may choose of a node, and what it was before. */
  private @Nullable List<Configuration> choices(int node) {
    List<Configuration> all = functions.choices(node);
    NodePatterns patterns = functions.patterns(node);
    if (all == null || patterns == null) {
      return all;
    }
    List<Configuration> some = new ArrayList<>(all);
    standing.before(node, functions.of(node)).map(patterns::with).ifPresent(some::add);
    return some;
  }

  /** Whether more configurations of a node may be added. */
  boolean grows(int node) {
    return grows && chosen[node].length > 0 && functions.patterns(node) != null;
  }

  /** The row that lets a node be one thing. */
  int oneRow(int node) {
    return oneRow[node];
  }

  /** Adds what a node may be; returns its variable. */
  int add(int node, Configuration configuration) {
    int added = variable(1, true, configuration.micros());
    chosen[node] = Arrays.copyOf(chosen[node], chosen[node].length + 1);
    chosen[node][chosen[node].length - 1] = added;
    Objects.requireNonNull(choices.get(node)).add(configuration);
    each(node, configuration, (row, coefficient) -> model.extend(row, added, coefficient));
    return added;
  }

  /** The rows that it would be in. */
  void each(int node, Configuration configuration, RowVisitor visitor) {
    visitor.at(oneRow[node], 1);
    int[] here = functions.of(node);
    for (int i = 0; i < here.length; i++) {
      if (configuration.carried()[i] > 0) {
        visitor.at(loadRow[problem.pairs().index(here[i], node)], -configuration.carried()[i]);
      }
    }
    linkRows.each(node, configuration, visitor);
  }

  /**
   * What a node earns with some load of one of its functions carried.
   *
   * @param duals of all rows
   */
  double earns(int node, int at, long carried, double[] duals) {
    int row = loadRow[problem.pairs().index(functions.of(node)[at], node)];
    double load = row < 0 ? 0 : -duals[row] * carried;
    return load + linkRows.earned(node, at, carried, duals);
  }

  /** Lets programs to come choose what was added. */
  void tellPatterns() {
    for (int n = 0; n < chosen.length; n++) {
      List<Configuration> all = choices.get(n);
      if (all != null && grows(n)) {
        functions.tell(n, all);
      }
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
    linkRows.each(blocks, choice, visitor);
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

  /** Adds a variable between 0 and a number, and what one costs. */
  int variable(long most, boolean whole, long micros) {
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
    @Nullable List<Configuration> of = choices.get(node);
    if (of != null && chosen[node].length > 0) {
      addConfigurations(node, of, rule);
    } else if (!standing.open(node)) {
      for (int f : functions.of(node)) {
        int pair = pairs.index(f, node);
        within(pair, load[pair], standing.room(pair), rule);
      }
    } else {
      new StaircaseRows(problem, functions, standing, this).add(node, load, rule);
    }
  }

  private void addConfigurations(int node, List<Configuration> of, int rule) {
    Terms one = new Terms();
    for (int variable : chosen[node]) {
      one.add(variable, 1);
    }
    oneRow[node] = grows(node) ? model.atMostLater(one, 1, rule) : model.atMost(one, 1, rule);
    int[] here = functions.of(node);
    for (int i = 0; i < here.length; i++) {
      Terms terms = InstanceRows.copy(load[problem.pairs().index(here[i], node)]);
      for (int k = 0; k < of.size(); k++) {
        terms.add(chosen[node][k], -of.get(k).carried()[i]);
      }
      within(problem.pairs().index(here[i], node), terms, 0, rule);
    }
    if (!grows(node)) {
      joint[node].addRows(model, here, of, chosen[node], rule);
    }
  }

  /** Holds the load on a pair within its instances. */
  void within(int pair, Terms terms, long limit, int rule) {
    loadRow[pair] = limit(problem.pairs().node(pair), terms, limit, rule);
  }

  private int limit(int node, Terms terms, long limit, int rule) {
    return grows && standing.open(node)
        ? model.atMostLater(terms, limit, rule)
        : model.atMost(terms, limit, rule);
  }
}
