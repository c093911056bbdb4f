package dev.continuum.model.validation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.id.ZoneId;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Topology;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The declared things by id; of two with one id, the first. Only looked up, never iterated. */
final class Declared {

  private static final int LONGEST_ID = 200;

  final Map<NodeClassId, NodeClass> nodeClasses;
  final Map<DeviceClassId, DeviceClass> deviceClasses;
  final Map<NodeId, Node> nodes;
  final Map<FunctionId, Function> functions;
  final Map<AppId, Application> apps;
  final Map<GroupId, ClientGroup> groups;
  final Set<ZoneId> zones = new HashSet<>();
  final Map<PointId, Optional<Position>> points = new HashMap<>();

  final Nearest nearNodeClasses;
  final Nearest nearDeviceClasses;
  final Nearest nearNodes;
  final Nearest nearFunctions;
  final Nearest nearApps;
  final Nearest nearGroups;
  final Nearest nearZones = new Nearest(zones);
  final Nearest nearPoints = new Nearest(points.keySet());

  Declared(PlacementProblem problem) {
    Topology topology = problem.topology();
    nodeClasses = index(topology.nodeClasses(), NodeClass::id);
    deviceClasses = index(topology.deviceClasses(), DeviceClass::id);
    nodes = index(topology.nodes(), Node::id);
    functions = index(problem.functions(), Function::id);
    apps = index(problem.apps(), Application::id);
    groups = index(problem.groups(), ClientGroup::id);
    for (Node node : topology.nodes()) {
      zones.add(node.zone());
      points.putIfAbsent(node.id().point(), node.position());
    }
    for (AccessPoint point : topology.accessPoints()) {
      points.putIfAbsent(point.id(), point.position());
    }
    nearNodeClasses = new Nearest(nodeClasses.keySet());
    nearDeviceClasses = new Nearest(deviceClasses.keySet());
    nearNodes = new Nearest(nodes.keySet());
    nearFunctions = new Nearest(functions.keySet());
    nearApps = new Nearest(apps.keySet());
    nearGroups = new Nearest(groups.keySet());
  }

  /** Positions are read only where they are in both records. */
  Optional<Position> position(PointId point) {
    return points.getOrDefault(point, Optional.empty());
  }

  private static <I, T> Map<I, T> index(List<T> things, java.util.function.Function<T, I> id) {
    Map<I, T> byId = HashMap.newHashMap(things.size());
    for (T thing : things) {
      byId.putIfAbsent(id.apply(thing), thing);
    }
    return byId;
  }

  /** Reports untidy and repeated ids of a list. */
  static <T> void requireDistinctIds(
      Findings findings,
      String list,
      String kind,
      List<T> things,
      java.util.function.Function<T, ?> id,
      Code duplicate) {
    Set<Object> seen = HashSet.newHashSet(things.size());
    for (int i = 0; i < things.size(); i++) {
      Object value = id.apply(things.get(i));
      if (!isTidy(value.toString())) {
        Subject.of(findings, list, i, kind, value)
            .fault(Code.ID_UNTIDY, "id", "id", value, "be visible text of at most 200 characters");
      }
      if (!seen.add(value)) {
        Subject.of(findings, list, i, kind, value)
            .fault(duplicate, "id", "id", value, "be given once");
      }
    }
  }

  private static boolean isTidy(String text) {
    if (text.length() > LONGEST_ID || !text.equals(text.strip())) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 127 || c < ' ') {
        return text.codePoints().allMatch(Declared::isVisible);
      }
    }
    return true;
  }

  private static boolean isVisible(int c) {
    return !Character.isISOControl(c)
        && Character.getType(c) != Character.FORMAT
        && Character.getType(c) != Character.SURROGATE
        && (c == ' ' || !Character.isSpaceChar(c));
  }
}
