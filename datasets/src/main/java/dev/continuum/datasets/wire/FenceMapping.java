package dev.continuum.datasets.wire;

import dev.continuum.datasets.proto.TopologyProto;
import dev.continuum.datasets.proto.WorkloadProto;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.ZoneId;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Fence;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Fences of functions and calls. */
final class FenceMapping {

  private FenceMapping() {}

  static Fence model(WorkloadProto.Fence wire) {
    if (wire.equals(WorkloadProto.Fence.getDefaultInstance())) {
      return Fence.NONE;
    }
    return new Fence(
        set(wire.getAllowedTiersList(), tier -> Constants.model(tier, Tier.DEVICE)),
        set(wire.getForbiddenTiersList(), tier -> Constants.model(tier, Tier.DEVICE)),
        set(wire.getAllowedZonesList(), ZoneId::new),
        set(wire.getForbiddenZonesList(), ZoneId::new),
        set(wire.getAllowedNodesList(), NodeId::new),
        set(wire.getForbiddenNodesList(), NodeId::new));
  }

  static WorkloadProto.Fence wire(Fence model) {
    return WorkloadProto.Fence.newBuilder()
        .addAllAllowedTiers(list(model.allowedTiers(), FenceMapping::tier))
        .addAllForbiddenTiers(list(model.forbiddenTiers(), FenceMapping::tier))
        .addAllAllowedZones(list(model.allowedZones(), ZoneId::value))
        .addAllForbiddenZones(list(model.forbiddenZones(), ZoneId::value))
        .addAllAllowedNodes(list(model.allowedNodes(), NodeId::value))
        .addAllForbiddenNodes(list(model.forbiddenNodes(), NodeId::value))
        .build();
  }

  private static TopologyProto.Tier tier(Tier model) {
    return Constants.wire(model, TopologyProto.Tier.TIER_UNSPECIFIED);
  }

  private static <W, M> SortedSet<M> set(List<W> wire, Function<W, M> each) {
    SortedSet<M> set = new TreeSet<>();
    wire.forEach(one -> set.add(each.apply(one)));
    return set;
  }

  private static <M, W> List<W> list(Collection<M> model, Function<M, W> each) {
    return model.stream().map(each).toList();
  }
}
