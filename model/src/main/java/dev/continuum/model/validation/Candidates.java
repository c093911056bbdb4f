package dev.continuum.model.validation;

import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.workload.Fence;
import dev.continuum.model.workload.Function;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes that may serve a function under a call's fence.
 *
 * @param fenced how many both fences let in
 * @param servable how many of those have a service time for it
 * @param up those of them that are not down
 * @param ids their ids
 * @param components the connected parts of the network they are in
 * @param anyPositioned whether one of them has a position that the distance rule reads
 */
record Candidates(
    int fenced,
    int servable,
    List<Node> up,
    Set<NodeId> ids,
    Set<Integer> components,
    boolean anyPositioned) {

  /** Finds candidates, once for all functions that are alike to fences and classes. */
  static final class Finder {

    private final List<Node> nodes;
    private final Declared declared;
    private final Reach reach;
    private final Map<Key, Candidates> known = new HashMap<>();

    Finder(List<Node> nodes, Declared declared, Reach reach) {
      this.nodes = nodes;
      this.declared = declared;
      this.reach = reach;
    }

    private record Key(
        Fence ofFunction, Fence ofCall, boolean anyClass, Set<NodeClassId> classes) {}

    Candidates of(Function function, Fence ofCall) {
      Key key =
          new Key(
              function.fence(),
              ofCall,
              function.work().isPresent(),
              function.work().isPresent() ? Set.of() : function.profiles().keySet());
      return known.computeIfAbsent(key, this::find);
    }

    private Candidates find(Key key) {
      int fenced = 0;
      int servable = 0;
      List<Node> up = new ArrayList<>();
      Set<NodeId> ids = new HashSet<>();
      Set<Integer> components = new HashSet<>();
      boolean anyPositioned = false;
      for (Node node : within(key)) {
        if (!key.ofFunction.allows(node) || !key.ofCall.allows(node)) {
          continue;
        }
        fenced++;
        if (!key.anyClass && !key.classes.contains(node.nodeClass())) {
          continue;
        }
        servable++;
        if (node.status() != NodeStatus.DOWN) {
          up.add(node);
          ids.add(node.id());
          components.add(reach.component(node.id().point()));
          anyPositioned |= reach.isPositioned(node.id().point());
        }
      }
      return new Candidates(fenced, servable, up, ids, components, anyPositioned);
    }

    /** A fence that names its nodes spares looking at all others. */
    private List<Node> within(Key key) {
      Set<NodeId> named =
          key.ofCall.allowedNodes().isEmpty()
              ? key.ofFunction.allowedNodes()
              : key.ofCall.allowedNodes();
      if (named.isEmpty()) {
        return nodes;
      }
      List<Node> few = new ArrayList<>();
      for (NodeId id : named) {
        Node node = declared.nodes.get(id);
        if (node != null) {
          few.add(node);
        }
      }
      return few;
    }
  }
}
