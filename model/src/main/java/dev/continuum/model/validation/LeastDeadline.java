package dev.continuum.model.validation;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Deadline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The least latency that any route of a group can have, counting only the network between client
 * and first and last calls, and only calls that must leave the device for one of a few nodes.
 * Everything else is counted as nothing, so a deadline below the bound is impossible.
 */
final class LeastDeadline {

  private static final int FEW_NODES = 4;
  private static final double TOLERANCE = 1e-9;

  private final LeastLatency latency;

  LeastDeadline(LeastLatency latency) {
    this.latency = latency;
  }

  /**
   * Milliseconds between the access links, and how often the access link is crossed: the two that
   * count are one crossing and two.
   */
  record Bound(double once, double twice, double onceByLight, double twiceByLight) {

    static final Bound NONE = new Bound(0, 0, 0, 0);

    void check(Subject at, Application app, AccessLink link) {
      if (equals(NONE) || app.deadline().isEmpty()) {
        return;
      }
      double limit = Quantities.millis(app.deadline().get().limit());
      double access = Math.max(0, Quantities.millis(link.latency()));
      double light = total(onceByLight, twiceByLight, access);
      double network = total(once, twice, access);
      if (!(limit > 0)) {
        return;
      }
      if (light > limit * (1 + TOLERANCE)) {
        fault(at, Code.DEADLINE_BELOW_LIGHT, limit, light, "light takes to every node it may use");
      } else if (network > limit * (1 + TOLERANCE)) {
        fault(at, Code.DEADLINE_BELOW_NETWORK, limit, network, "the network takes at the least");
      }
    }

    private static double total(double once, double twice, double access) {
      return Math.max(once < 0 ? 0 : once + access, twice < 0 ? 0 : twice + 2 * access);
    }

    private static void fault(Subject at, Code code, double limit, double least, String why) {
      at.fault(
          code,
          "app",
          "hard deadline",
          limit + " ms",
          "be at least the " + least + " ms that " + why);
    }
  }

  Bound of(Application app, List<ServedCall> calls, PointId point, Optional<DeviceClass> device) {
    boolean isHard = app.deadline().filter(d -> d.hardness() == Deadline.Hardness.HARD).isPresent();
    if (!isHard) {
      return Bound.NONE;
    }
    Side declared = new Side();
    Side light = new Side();
    for (ServedCall call : calls) {
      boolean leaves =
          call.isComplete()
              && !call.isPinned()
              && device.filter(call::isServedBy).isEmpty()
              && call.candidates().stream().anyMatch(c -> !c.up().isEmpty());
      Map<NodeId, Node> few = leaves ? few(call) : Map.of();
      double there = least(few, node -> latency.declaredMillis(point, node, true));
      double back = least(few, node -> latency.declaredMillis(point, node, false));
      double both =
          least(
              few,
              node ->
                  latency.declaredMillis(point, node, true)
                      + latency.declaredMillis(point, node, false));
      double byLight = least(few, node -> latency.lightMillis(point, node));
      declared.add(call, leaves, there, back, both);
      light.add(call, leaves, byLight, byLight, 2 * byLight);
    }
    return new Bound(declared.once(), declared.twice(), light.once(), light.twice());
  }

  /** The nodes of a call by id if they are few, else none, which counts as no distance. */
  private static Map<NodeId, Node> few(ServedCall call) {
    Map<NodeId, Node> nodes = new HashMap<>();
    for (Candidates candidates : call.candidates()) {
      if (candidates.up().size() > FEW_NODES) {
        return Map.of();
      }
      candidates.up().forEach(node -> nodes.put(node.id(), node));
    }
    return nodes.size() > FEW_NODES ? Map.of() : nodes;
  }

  private static double least(
      Map<NodeId, Node> nodes, java.util.function.ToDoubleFunction<PointId> millis) {
    double least = Double.POSITIVE_INFINITY;
    for (NodeId node : nodes.keySet()) {
      least = Math.min(least, millis.applyAsDouble(node.point()));
    }
    return Double.isFinite(least) ? least : 0;
  }

  /** Sources, sinks and calls that are both, by one measure of latency. */
  private static final class Side {
    private double mostThere = -1;
    private double mostBack = -1;
    private double leastBack = Double.POSITIVE_INFINITY;
    private double mostBoth = -1;

    void add(ServedCall call, boolean leaves, double there, double back, double both) {
      if (call.takesEntry() && leaves) {
        mostThere = Math.max(mostThere, there);
      }
      if (call.givesReply()) {
        // A sink on the device ends a route without a transfer.
        leastBack = Math.min(leastBack, leaves ? back : -1);
        mostBack = leaves ? Math.max(mostBack, back) : mostBack;
      }
      if (call.takesEntry() && call.givesReply() && leaves) {
        mostBoth = Math.max(mostBoth, both);
      }
    }

    /** One crossing: the farthest source, or the farthest sink. */
    double once() {
      return Math.max(mostThere, mostBack);
    }

    /** Two: a call that is source and sink, or the farthest source and the nearest sink. */
    double twice() {
      boolean isThereAndBack =
          mostThere >= 0 && leastBack >= 0 && leastBack < Double.POSITIVE_INFINITY;
      return Math.max(mostBoth, isThereAndBack ? mostThere + leastBack : -1);
    }
  }
}
