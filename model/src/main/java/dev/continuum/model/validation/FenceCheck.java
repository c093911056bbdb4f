package dev.continuum.model.validation;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.ZoneId;
import dev.continuum.model.workload.Fence;
import java.util.SortedSet;

/** A fence: whether what it names is declared, and not both allowed and forbidden. */
final class FenceCheck {

  private final Declared declared;

  FenceCheck(Declared declared) {
    this.declared = declared;
  }

  void check(Subject at, Fence fence) {
    contradiction(at, "forbidden_tiers", "tier", fence.allowedTiers(), fence.forbiddenTiers());
    contradiction(at, "forbidden_zones", "zone", fence.allowedZones(), fence.forbiddenZones());
    contradiction(at, "forbidden_nodes", "node", fence.allowedNodes(), fence.forbiddenNodes());
    zones(at, "allowed_zones", fence.allowedZones());
    zones(at, "forbidden_zones", fence.forbiddenZones());
    nodes(at, "allowed_nodes", fence.allowedNodes());
    nodes(at, "forbidden_nodes", fence.forbiddenNodes());
  }

  private static <T> void contradiction(
      Subject at, String field, String noun, SortedSet<T> allowed, SortedSet<T> forbidden) {
    for (T one : allowed) {
      if (forbidden.contains(one)) {
        at.fault(Code.FENCE_CONTRADICTION, field, noun, one, "not be both allowed and forbidden");
      }
    }
  }

  private void zones(Subject at, String field, SortedSet<ZoneId> zones) {
    for (ZoneId zone : zones) {
      if (!declared.zones.contains(zone)) {
        at.unknown(Code.FENCE_UNKNOWN_ZONE, field, "zone", zone, declared.nearZones);
      }
    }
  }

  private void nodes(Subject at, String field, SortedSet<NodeId> nodes) {
    for (NodeId node : nodes) {
      if (!declared.nodes.containsKey(node)) {
        at.unknown(Code.FENCE_UNKNOWN_NODE, field, "node", node, declared.nearNodes);
      }
    }
  }
}
