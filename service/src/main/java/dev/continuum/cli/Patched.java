package dev.continuum.cli;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.Topology;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.solver.replan.ContinuumEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What happened between two versions of a problem, as events. */
final class Patched {

  private Patched() {}

  /**
   * The events.
   *
   * @param patch the name of the file of the second, for issues
   * @throws InvalidInputException if they differ in what no event tells
   */
  static List<ContinuumEvent> events(
      PlacementProblem before, PlacementProblem after, String patch) {
    List<ContinuumEvent> events = new ArrayList<>();
    Topology was = before.topology();
    Map<NodeId, Node> nodes = byId(was.nodes(), Node::id);
    Map<NodeId, Node> nodesNow = byId(after.topology().nodes(), Node::id);
    nodesNow.forEach(
        (id, node) -> {
          if (!node.equals(nodes.get(id))) {
            boolean lost =
                node.status() == NodeStatus.DOWN
                    && nodes.containsKey(id)
                    && node.withStatus(NodeStatus.UP)
                        .equals(nodes.getOrDefault(id, node).withStatus(NodeStatus.UP));
            events.add(lost ? new ContinuumEvent.NodeLost(id) : new ContinuumEvent.NodeAdded(node));
          }
        });
    nodes.keySet().stream()
        .filter(id -> !nodesNow.containsKey(id))
        .forEach(id -> events.add(new ContinuumEvent.NodeLost(id)));
    List<Link> links = was.links();
    after.topology().links().stream()
        .filter(link -> !links.contains(link))
        .forEach(link -> events.add(new ContinuumEvent.LinkChanged(link)));
    Map<GroupId, ClientGroup> groups = byId(before.groups(), ClientGroup::id);
    Map<GroupId, ClientGroup> groupsNow = byId(after.groups(), ClientGroup::id);
    groupsNow.values().stream()
        .filter(group -> !group.equals(groups.get(group.id())))
        .forEach(group -> events.add(new ContinuumEvent.GroupArrived(group)));
    groups.keySet().stream()
        .filter(id -> !groupsNow.containsKey(id))
        .forEach(id -> events.add(new ContinuumEvent.GroupLeft(id)));
    requireNothingElse(before, after, patch);
    return events;
  }

  private static <K, T> Map<K, T> byId(List<T> list, Function<T, K> id) {
    return list.stream()
        .collect(Collectors.toMap(id, each -> each, (a, b) -> a, java.util.LinkedHashMap::new));
  }

  private static void requireNothingElse(
      PlacementProblem before, PlacementProblem after, String patch) {
    Topology was = before.topology();
    Topology is = after.topology();
    boolean same =
        before.functions().equals(after.functions())
            && before.apps().equals(after.apps())
            && before.rules().equals(after.rules())
            && before.explicitCosts().equals(after.explicitCosts())
            && before.weights().equals(after.weights())
            && before.reconfiguration().equals(after.reconfiguration())
            && was.nodeClasses().equals(is.nodeClasses())
            && was.deviceClasses().equals(is.deviceClasses())
            && was.accessPoints().equals(is.accessPoints())
            && was.delays().equals(is.delays())
            && was.distanceRule().equals(is.distanceRule())
            && is.links().size() >= was.links().size();
    if (!same) {
      throw new InvalidInputException(
          Finding.ofFile(
              "replan.patch",
              patch,
              "The patch must differ in nodes, links that are there and groups alone.",
              "Maybe plan anew: ./continuum solve --current."));
    }
  }
}
