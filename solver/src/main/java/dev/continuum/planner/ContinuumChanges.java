package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.Topology;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.solver.replan.ContinuumEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened between two forms of a continuum, as events. */
public final class ContinuumChanges {

  private ContinuumChanges() {}

  /**
   * Events that lead from one problem to the other, current placements aside; empty where they
   * differ in more than groups and nodes. Linear, and fast where both share their parts.
   */
  public static Optional<List<ContinuumEvent>> between(
      PlacementProblem before, PlacementProblem after) {
    if (!alikeButForGroups(before, after)
        || !alikeButForNodes(before.topology(), after.topology())) {
      return Optional.empty();
    }
    List<ContinuumEvent> events = new ArrayList<>();
    if (!nodes(before.topology().nodes(), after.topology().nodes(), events)) {
      return Optional.empty();
    }
    groups(before.groups(), after.groups(), events);
    return Optional.of(events);
  }

  private static boolean alikeButForGroups(PlacementProblem one, PlacementProblem other) {
    return one.functions().equals(other.functions())
        && one.apps().equals(other.apps())
        && one.rules().equals(other.rules())
        && one.explicitCosts().equals(other.explicitCosts())
        && one.weights().equals(other.weights())
        && one.reconfiguration().equals(other.reconfiguration());
  }

  private static boolean alikeButForNodes(Topology one, Topology other) {
    return one.nodeClasses().equals(other.nodeClasses())
        && one.deviceClasses().equals(other.deviceClasses())
        && one.accessPoints().equals(other.accessPoints())
        && one.links().equals(other.links())
        && one.delays().equals(other.delays())
        && one.distanceRule().equals(other.distanceRule());
  }

  private static boolean nodes(List<Node> before, List<Node> after, List<ContinuumEvent> events) {
    if (before.equals(after)) {
      return true;
    }
    Map<NodeId, Node> known = new HashMap<>();
    before.forEach(node -> known.put(node.id(), node));
    for (Node node : after) {
      Node was = known.remove(node.id());
      if (node.equals(was)) {
        continue;
      }
      if (was != null && node.equals(was.withStatus(NodeStatus.DOWN))) {
        events.add(new ContinuumEvent.NodeLost(node.id()));
      } else if (node.status() == NodeStatus.UP) {
        events.add(new ContinuumEvent.NodeAdded(node));
      } else {
        return false;
      }
    }
    return known.isEmpty();
  }

  private static void groups(
      List<ClientGroup> before, List<ClientGroup> after, List<ContinuumEvent> events) {
    int same = 0;
    int least = Math.min(before.size(), after.size());
    while (same < least && before.get(same).id().equals(after.get(same).id())) {
      if (!before.get(same).equals(after.get(same))) {
        events.add(new ContinuumEvent.GroupArrived(after.get(same)));
      }
      same++;
    }
    Map<GroupId, ClientGroup> known = HashMap.newHashMap(before.size() - same);
    before.subList(same, before.size()).forEach(group -> known.put(group.id(), group));
    for (ClientGroup group : after.subList(same, after.size())) {
      if (!group.equals(known.remove(group.id()))) {
        events.add(new ContinuumEvent.GroupArrived(group));
      }
    }
    known.keySet().stream().sorted().forEach(id -> events.add(new ContinuumEvent.GroupLeft(id)));
  }
}
