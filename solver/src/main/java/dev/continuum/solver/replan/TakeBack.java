package dev.continuum.solver.replan;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.solver.coding.Decoder;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.LiveProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.state.Notes;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that events and the repair after them change, as it was before: tells the difference
 * and puts it back. Time grows with what was changed, but for a few bits a group. Not thread-safe.
 */
final class TakeBack {

  private final Warm warm;
  private final Declaration declared;
  private final Notes notes;
  private final Map<GroupId, Optional<ClientGroup>> groups = new LinkedHashMap<>();
  private final Map<NodeId, Node> nodes = new LinkedHashMap<>();
  private final List<LiveProblem.GroupMark> groupMarks = new ArrayList<>();
  private final List<LiveProblem.NodeMark> nodeMarks = new ArrayList<>();
  private final BitSet touched;
  private final BitSet dirty;
  private final BitSet brokenNodes;
  private final BitSet brokenGroups;
  private final double[] cpu;

  TakeBack(Warm warm, Declaration declared) {
    this.warm = warm;
    this.declared = declared;
    touched = (BitSet) warm.touched.clone();
    dirty = (BitSet) warm.dirty.clone();
    brokenNodes = (BitSet) warm.brokenNodes.clone();
    brokenGroups = (BitSet) warm.brokenGroups.clone();
    cpu = new double[warm.problem.nodes().size];
    Arrays.setAll(cpu, warm.state::cpu);
    notes = warm.state.note();
  }

  /**
   * Holds the CPU kept of nodes against what it was and what the groups that changed took and take.
   * Time grows with those groups and with nodes.
   *
   * @throws IllegalStateException if the sums kept are wrong: our fault
   */
  void requireSums(BitSet changed) {
    Map<Integer, CompiledGroup> before = new HashMap<>();
    for (LiveProblem.GroupMark mark : groupMarks) {
      mark.compiled().ifPresent((CompiledGroup group) -> before.put(mark.index(), group));
    }
    double[] now = cpu.clone();
    notes
        .shares()
        .forEach(
            (g, shares) -> {
              CompiledGroup group = warm.problem.groups().get(g);
              Audit.add(before.getOrDefault(g, group), shares, -1, now);
              Audit.add(group, warm.state.shares(g), 1, now);
            });
    changed.stream().forEach(node -> Audit.require(warm, node, now[node]));
  }

  /** An event is about to be taken in. */
  void mark(ContinuumEvent event) {
    switch (event) {
      case ContinuumEvent.NodeLost(var id) -> mark(id);
      case ContinuumEvent.NodeAdded(var node) -> mark(node.id());
      case ContinuumEvent.RateChanged(var id, var rate) -> mark(id);
      case ContinuumEvent.GroupArrived(var group) -> mark(group.id());
      case ContinuumEvent.GroupLeft(var id) -> mark(id);
      case ContinuumEvent.GroupMoved(var id, var point) -> mark(id);
      case ContinuumEvent.BatteryChanged(var id, var battery) -> mark(id);
      case ContinuumEvent.LinkChanged changed ->
          throw new IllegalArgumentException("A link changes more than can be taken back.");
    }
  }

  private void mark(GroupId id) {
    if (!groups.containsKey(id)) {
      groups.put(id, declared.find(id));
      groupMarks.add(warm.live.mark(id));
    }
  }

  private void mark(NodeId id) {
    int index = warm.problem.names().nodes().indexOf(id);
    if (index >= 0 && !nodes.containsKey(id)) {
      nodes.put(id, declared.node(id));
      nodeMarks.add(warm.live.mark(index));
    }
  }

  /** The plan as it is less the plan as it was. */
  PlanChange change() {
    List<GroupId> ids = new ArrayList<>();
    List<RouteAssignment> routes = new ArrayList<>();
    notes
        .shares()
        .forEach(
            (g, before) -> {
              List<RouteShare> now = warm.state.shares(g);
              if (!RouteShare.alike(before, now)) {
                ids.add(warm.problem.names().groups().get(g));
                routes.addAll(Decoder.routes(warm.problem, warm.problem.groups().get(g), now));
              }
            });
    List<WarmInstances> instances = new ArrayList<>();
    List<Acquisition> acquired = new ArrayList<>();
    List<Acquisition> released = new ArrayList<>();
    PairTable pairs = warm.problem.pairs();
    notes
        .pairs()
        .forEach(
            (pair, before) -> {
              FunctionId function = warm.problem.names().functions().get(pairs.function(pair));
              NodeId node = warm.problem.names().nodes().get(pairs.node(pair));
              if (warm.state.warm(pair) != before.warm()) {
                instances.add(new WarmInstances(function, node, warm.state.warm(pair)));
              }
              if (warm.state.present(pair) != before.present()) {
                (before.present() ? released : acquired).add(new Acquisition(function, node));
              }
            });
    return new PlanChange(ids, routes, instances, acquired, released);
  }

  /** Puts everything back. */
  void run() {
    warm.state.endNotes();
    BitSet all = new BitSet();
    notes.shares().keySet().forEach(all::set);
    for (LiveProblem.GroupMark mark : groupMarks) {
      int now = warm.live.group(mark.id());
      if (now >= 0) {
        all.set(now);
      }
      if (mark.index() >= 0) {
        all.set(mark.index());
      }
    }
    all.stream().forEach(warm.state::forget);
    groupMarks.forEach(warm.live::putBack);
    nodeMarks.forEach(warm.live::putBack);
    groups.forEach(declared::putBack);
    nodes.values().forEach(declared::put);
    for (int g = all.nextSetBit(0); g >= 0; g = all.nextSetBit(g + 1)) {
      warm.state.meet(g);
      warm.state.restore(g, notes.shares().getOrDefault(g, List.of()));
      warm.residents.note(warm.problem.groups().get(g));
    }
    notes.pairs().forEach((pair, before) -> warm.force(pair, before.forced()));
    set(warm.touched, touched);
    set(warm.dirty, dirty);
    set(warm.brokenNodes, brokenNodes);
    set(warm.brokenGroups, brokenGroups);
  }

  private static void set(BitSet bits, BitSet as) {
    bits.clear();
    bits.or(as);
  }
}
