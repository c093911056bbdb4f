package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import dev.continuum.solver.exact.NodeConfigurations.PairDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  private final CompiledProblem problem;
  private final List<Long> costs = new ArrayList<>();

  /** Load on each pair, and CPU on each node, as sums of variables. */
  private final Terms[] load;

  private final Terms[] cpu;

  ConfigurationModel(CompiledProblem problem, List<GroupBlocks> groups, NodeFunctions functions) {
    this.problem = problem;
    this.groups = groups;
    this.functions = functions;
    load = new Terms[problem.pairs().size()];
    cpu = new Terms[problem.nodes().size];
    Arrays.setAll(load, p -> new Terms());
    Arrays.setAll(cpu, n -> new Terms());
    chosen = new int[cpu.length][0];
    for (int n = 0; n < chosen.length; n++) {
      List<Configuration> all = functions.configurations(n);
      if (all != null) {
        chosen[n] = all.stream().mapToInt(each -> variable(1, true, each.micros())).toArray();
      }
    }
    groups.forEach(this::addGroup);
    int rule = model.rule(RULE, "nodes");
    for (int n = 0; n < chosen.length; n++) {
      addNode(n, rule);
    }
  }

  long[] objective() {
    return costs.stream().mapToLong(Long::longValue).toArray();
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
    blocks.unserved = variable(group.devices, whole, penalty);
    served[0].add(blocks.unserved, 1);
    for (int p = 0; p < blocks.partition.length; p++) {
      int devices = variable(group.devices, whole, blocks.cutMicros[p]);
      blocks.partition[p] = devices;
      served[0].add(devices, 1);
      for (int block : blocks.split.partitions().get(p)) {
        served[block].add(devices, -1);
      }
    }
    for (int c = 0; c < blocks.choices.size(); c++) {
      GroupBlocks.Choice choice = blocks.choices.get(c);
      int devices = variable(group.devices, whole, choice.micros());
      blocks.devices[c] = devices;
      served[choice.block()].add(devices, 1);
      int[] calls = blocks.calls(choice);
      for (int i = 0; i < choice.pairs().length; i++) {
        load[choice.pairs()[i]].add(devices, group.routes.loadNanos(calls[i]));
        cpu[choice.place()].add(devices, group.routes.cpuNanocores(calls[i], choice.options()[i]));
      }
    }
    for (int b = 0; b < served.length; b++) {
      blocks.row[b] = -1;
      if (!served[b].isEmpty()) {
        blocks.row[b] = model.rows().size();
        model.exactly(served[b], b == 0 ? group.devices : 0, rule);
      }
    }
    for (int call : Split.freeCalls(group.routes)) {
      link(blocks, call, rule);
    }
  }

  /** x &le; min(K, what the configuration carries), where a call of the group costs least. */
  private void link(GroupBlocks blocks, int call, int rule) {
    int pair = blocks.cheapestPair(call);
    long own = blocks.group.routes.loadNanos(call);
    if (pair < 0 || own == 0) {
      return;
    }
    int node = problem.pairs().node(pair);
    List<Configuration> of = functions.configurations(node);
    int at = indexOf(functions.of(node), problem.pairs().function(pair));
    if (of == null || at < 0) {
      return;
    }
    Terms terms = new Terms();
    for (int c = 0; c < blocks.choices.size(); c++) {
      if (indexOf(blocks.choices.get(c).pairs(), pair) >= 0) {
        terms.add(blocks.devices[c], 1);
      }
    }
    for (int k = 0; k < of.size(); k++) {
      terms.add(chosen[node][k], -Math.min(blocks.group.devices, of.get(k).carried()[at] / own));
    }
    model.atMost(terms, 0, rule);
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
    model.atMost(cpu[node], problem.nodes().cpuNanocores[node], rule);
    @Nullable List<Configuration> of = functions.configurations(node);
    if (of == null) {
      addStaircases(node, rule);
      return;
    }
    Terms one = new Terms();
    for (int variable : chosen[node]) {
      one.add(variable, 1);
    }
    model.atMost(one, 1, rule);
    int[] here = functions.of(node);
    for (int i = 0; i < here.length; i++) {
      Terms terms = InstanceRows.copy(load[pairs.index(here[i], node)]);
      for (int k = 0; k < of.size(); k++) {
        terms.add(chosen[node][k], -of.get(k).carried()[i]);
      }
      model.atMost(terms, 0, rule);
    }
  }

  private void addStaircases(int node, int rule) {
    PairTable pairs = problem.pairs();
    Terms memory = new Terms();
    Terms instances = new Terms();
    for (int f : functions.of(node)) {
      int pair = pairs.index(f, node);
      PairDemand demand = functions.demand(pair);
      Terms terms = InstanceRows.copy(load[pair]);
      long before = 0;
      int last = -1;
      long most = Math.min(pairs.mostInstances[pair], pairs.staircase(pair).mostInstances());
      for (int count = 1; count <= most && before < demand.load(); count++) {
        long carried = demand.whole(pairs.staircase(pair).thresholdLoad(count));
        int step = variable(1, true, stepMicros(pair, count));
        terms.add(step, before - carried);
        memory.add(step, pairs.memoryBytes[f]);
        instances.add(step, 1);
        if (last >= 0) {
          model.atMost(new Terms().add(step, 1).add(last, -1), 0, rule);
        }
        last = step;
        before = carried;
      }
      model.atMost(terms, 0, rule);
    }
    model.atMost(memory, problem.nodes().memoryBytes[node], rule);
    model.atMost(instances, problem.nodes().instances[node], rule);
  }

  private long stepMicros(int pair, int count) {
    boolean started = count > problem.pairs().warmNow[pair];
    return problem.pairs().keptMicros[pair]
        + (started ? problem.changes().startMicros() : 0)
        + (count == 1 ? problem.pairs().acquisitionMicros[pair] : 0);
  }
}
