package dev.continuum.datasets.wire;

import dev.continuum.datasets.proto.ProblemProto;
import dev.continuum.datasets.proto.TopologyProto;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/**
 * Classes of processor, and the one that need not be declared: nodes and devices that name no class
 * are of class {@code reference}, which then is the last class of the problem, of speed 1, unless
 * it is declared.
 */
final class ProcessorClasses {

  private static final NodeClass REFERENCE = new NodeClass(new NodeClassId("reference"), 1);

  private ProcessorClasses() {}

  /** The class a node or device names, or the one it is of where it names none. */
  static NodeClassId model(String named) {
    return named.isEmpty() ? REFERENCE.id() : new NodeClassId(named);
  }

  /** How a node or device names its class. */
  static String wire(NodeClassId named, Topology topology) {
    return named.equals(REFERENCE.id()) && declared(topology.nodeClasses()) ? "" : named.value();
  }

  static List<NodeClass> model(ProblemProto.Problem wire) {
    List<NodeClass> classes = new ArrayList<>();
    for (TopologyProto.NodeClass each : wire.getNodeClassesList()) {
      classes.add(
          new NodeClass(new NodeClassId(each.getId()), each.hasSpeed() ? each.getSpeed() : 1));
    }
    boolean unnamed =
        wire.getNodesList().stream().anyMatch(node -> node.getNodeClass().isEmpty())
            || wire.getDeviceClassesList().stream()
                .anyMatch(device -> device.getNodeClass().isEmpty());
    if (unnamed && !declared(classes)) {
      classes.add(REFERENCE);
    }
    return classes;
  }

  static List<TopologyProto.NodeClass> wire(Topology topology) {
    List<NodeClass> classes = topology.nodeClasses();
    boolean used =
        topology.nodes().stream().anyMatch(node -> node.nodeClass().equals(REFERENCE.id()))
            || topology.deviceClasses().stream()
                .anyMatch(device -> device.nodeClass().equals(REFERENCE.id()));
    boolean understood =
        used
            && !classes.isEmpty()
            && classes.getLast().equals(REFERENCE)
            && !declared(classes.subList(0, classes.size() - 1));
    List<TopologyProto.NodeClass> wire = new ArrayList<>();
    for (NodeClass each : understood ? classes.subList(0, classes.size() - 1) : classes) {
      TopologyProto.NodeClass.Builder one =
          TopologyProto.NodeClass.newBuilder().setId(each.id().value());
      if (each.speed() != 1) {
        one.setSpeed(each.speed());
      }
      wire.add(one.build());
    }
    return wire;
  }

  private static boolean declared(List<NodeClass> classes) {
    return classes.stream().anyMatch(each -> each.id().equals(REFERENCE.id()));
  }
}
