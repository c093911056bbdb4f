package dev.continuum.solver.compiled;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compiled problem that follows what happens to the continuum without being compiled anew: nodes
 * go down and come back, groups change, arrive and leave. What needs another compilation is for the
 * caller to tell: a node or application that was never declared, another network.
 *
 * <p>The problem it shows changes with it, so it must not be shared. Changes are counted against
 * the current placement, or the empty one. Not thread-safe. Memory: a group's size for every group
 * that ever arrived.
 */
public final class LiveProblem {

  private final ProblemCompiler compiler;
  private final CompiledProblem compiled;
  private final List<CompiledGroup> groups = new ArrayList<>();
  private final List<GroupId> ids = new ArrayList<>();
  private final List<List<CallId>> calls = new ArrayList<>();
  private final Map<GroupId, Integer> indexOf = new HashMap<>();
  private final Map<AppId, Double> largestScv = new HashMap<>();
  private final boolean[] closed;
  private final long[] cpuNanocores;

  /** Compiles a valid problem; nodes that are down are compiled as nodes that are closed. */
  public LiveProblem(PlacementProblem problem) {
    compiler = new ProblemCompiler(withAllNodes(problem));
    compiled = compiler.compile(groups, ids, calls);
    compiler.groupCompiler().forget();
    for (int g = 0; g < ids.size(); g++) {
      indexOf.put(ids.get(g), g);
    }
    problem.groups().forEach(g -> largestScv.merge(g.app(), g.arrivalScv(), Math::max));
    closed = new boolean[compiled.nodes().size];
    cpuNanocores = compiled.nodes().cpuNanocores.clone();
    for (Node node : problem.topology().nodes()) {
      if (node.status() == NodeStatus.DOWN) {
        close(compiler.declared().node(node.id()));
      }
    }
  }

  private static PlacementProblem withAllNodes(PlacementProblem problem) {
    PlacementProblem counted =
        problem.current().isPresent() ? problem : problem.withCurrent(Placement.EMPTY);
    return counted.toBuilder()
        .eachNode(n -> n.status() == NodeStatus.DOWN ? n.withStatus(NodeStatus.UP) : n)
        .build();
  }

  /** The problem as it is now. */
  public CompiledProblem compiled() {
    return compiled;
  }

  /** The index of a group, or -1. */
  public int group(GroupId id) {
    return indexOf.getOrDefault(id, -1);
  }

  /** Whether a node takes nothing and may keep nothing. */
  public boolean isClosed(int node) {
    return closed[node];
  }

  /** A node is down. */
  public void close(int node) {
    closed[node] = true;
    // Less than nothing: even what takes no CPU does not fit.
    compiled.nodes().cpuNanocores[node] = -1;
  }

  /** A node is back. */
  public void open(int node) {
    closed[node] = false;
    compiled.nodes().cpuNanocores[node] = cpuNanocores[node];
  }

  /** A node offers more or less CPU, or carries another rate. */
  public void resize(int node, Capacity capacity) {
    cpuNanocores[node] = Rounding.usableNanocores(capacity.cpu(), capacity.utilisationCap());
    compiled.nodes().cpuNanocores[node] = closed[node] ? -1 : cpuNanocores[node];
    compiled.nodes().rateNanos[node] = Rounding.rateLimitNanos(capacity.rate());
  }

  /**
   * Whether a group can be taken in without compiling anew: its application and point are declared,
   * and its arrivals are no burstier than those that instances are sized for.
   */
  public boolean knows(ClientGroup group) {
    Double scv = largestScv.get(group.app());
    return scv != null
        && group.arrivalScv() <= Math.max(1, scv)
        && compiler.network().knows(group.point());
  }

  /**
   * Takes a group in another form, or for the first time; its devices now on nodes stay.
   *
   * @return its index, the next free one for a group that is new
   */
  public int put(ClientGroup group) {
    int known = group(group.id());
    int index = known < 0 ? groups.size() : known;
    CompiledGroup next = compiler.groupCompiler().compile(index, group);
    if (known < 0) {
      groups.add(next);
      ids.add(group.id());
      calls.add(compiler.declared().calls(group.app()));
      indexOf.put(group.id(), index);
    } else {
      next.runsAs(groups.get(index));
      groups.set(index, next);
    }
    return index;
  }

  /** A group is gone: no devices are left of it. */
  public void remove(ClientGroup group) {
    int index = put(group);
    groups.set(index, groups.get(index).withoutDevices());
    indexOf.remove(group.id());
  }

  /** Devices of a group that run on nodes from now on, by route. */
  public void runs(int group, List<int[]> routes, List<Double> devices) {
    RouteSpace space = groups.get(group).routes;
    RunningDevices.Builder now = new RunningDevices.Builder(space.calls());
    for (int i = 0; i < routes.size(); i++) {
      for (int call = 0; call < space.calls(); call++) {
        int node = space.node(call, routes.get(i)[call]);
        if (node != RouteSpace.LOCAL) {
          now.add(call, node, devices.get(i));
        }
      }
    }
    groups.get(group).runs(now.build());
  }

  /** Instances and artifact of a pair that are there from now on. */
  public void runs(int pair, long warm, boolean acquired) {
    PairTable pairs = compiled.pairs();
    pairs.warmNow[pair] = warm;
    pairs.acquiredNow[pair] = acquired;
    pairs.acquisitionMicros[pair] = acquired ? 0 : pairs.acquisitionPriceMicros[pair];
    if (compiled.nodes().cordoned[pairs.node(pair)]) {
      pairs.mostInstances[pair] = Math.min(pairs.mostInstances[pair], warm);
    }
  }

  /**
   * What there was of a group, to be put back.
   *
   * @param id names it
   * @param index its index
   * @param compiled its form then; empty if it was not there
   */
  public record GroupMark(GroupId id, int index, Optional<CompiledGroup> compiled) {}

  /** A group as it is now. */
  public GroupMark mark(GroupId id) {
    int index = group(id);
    return new GroupMark(id, index, index < 0 ? Optional.empty() : Optional.of(groups.get(index)));
  }

  /** Puts a group back as it was; one that was not there keeps an index that nobody has. */
  public void putBack(GroupMark mark) {
    int now = group(mark.id());
    if (mark.compiled().isPresent()) {
      groups.set(mark.index(), mark.compiled().get());
      indexOf.put(mark.id(), mark.index());
    }
    if (now >= 0 && now != mark.index()) {
      groups.set(now, groups.get(now).withoutDevices());
      if (mark.compiled().isEmpty()) {
        indexOf.remove(mark.id());
      }
    }
  }

  /**
   * What there was of a node, to be put back.
   *
   * @param node its index
   * @param closed whether it was closed
   * @param cpuNanocores what it offers when open
   * @param rateNanos the rate it carries
   */
  public record NodeMark(int node, boolean closed, long cpuNanocores, long rateNanos) {}

  /** A node as it is now. */
  public NodeMark mark(int node) {
    return new NodeMark(node, closed[node], cpuNanocores[node], compiled.nodes().rateNanos[node]);
  }

  /** Puts a node back as it was. */
  public void putBack(NodeMark mark) {
    cpuNanocores[mark.node()] = mark.cpuNanocores();
    compiled.nodes().rateNanos[mark.node()] = mark.rateNanos();
    if (mark.closed()) {
      close(mark.node());
    } else {
      open(mark.node());
    }
  }
}
