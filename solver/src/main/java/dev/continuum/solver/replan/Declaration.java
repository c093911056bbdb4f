package dev.continuum.solver.replan;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Topology;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is declared, as events change it. Not thread-safe. */
final class Declaration {

  private final PlacementProblem first;
  private final Map<NodeId, Node> nodes = new LinkedHashMap<>();
  private final Map<GroupId, ClientGroup> groups = new LinkedHashMap<>();
  private final List<Link> links;

  Declaration(PlacementProblem problem) {
    first = problem;
    problem.topology().nodes().forEach(node -> nodes.put(node.id(), node));
    problem.groups().forEach(group -> groups.put(group.id(), group));
    links = new ArrayList<>(problem.topology().links());
  }

  /** The problem as it is now, without a current placement. */
  PlacementProblem problem() {
    Topology t = first.topology();
    return new PlacementProblem(
        first.name(),
        new Topology(
            t.nodeClasses(),
            t.deviceClasses(),
            List.copyOf(nodes.values()),
            t.accessPoints(),
            links,
            t.delays(),
            t.distanceRule()),
        first.functions(),
        first.apps(),
        List.copyOf(groups.values()),
        first.rules(),
        first.explicitCosts().stream().filter(cost -> groups.containsKey(cost.group())).toList(),
        first.weights(),
        first.reconfiguration(),
        first.current(),
        first.instanceUnit());
  }

  Node node(NodeId id) {
    Node node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("There is no node " + id + ".");
    }
    return node;
  }

  boolean hasNode(NodeId id) {
    return nodes.containsKey(id);
  }

  void put(Node node) {
    nodes.put(node.id(), node);
  }

  ClientGroup group(GroupId id) {
    ClientGroup group = groups.get(id);
    if (group == null) {
      throw new IllegalArgumentException("There is no group " + id + ".");
    }
    return group;
  }

  Optional<ClientGroup> find(GroupId id) {
    return Optional.ofNullable(groups.get(id));
  }

  /** Puts a group back as it was, or takes it out again. */
  void putBack(GroupId id, Optional<ClientGroup> was) {
    was.ifPresentOrElse(this::put, () -> groups.remove(id));
  }

  void put(ClientGroup group) {
    groups.put(group.id(), group);
  }

  void remove(GroupId id) {
    var unused = group(id);
    groups.remove(id);
  }

  void put(Link link) {
    links.removeIf(
        known ->
            (known.a().equals(link.a()) && known.b().equals(link.b()))
                || (known.a().equals(link.b()) && known.b().equals(link.a())));
    links.add(link);
  }
}
