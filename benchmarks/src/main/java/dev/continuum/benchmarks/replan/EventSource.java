package dev.continuum.benchmarks.replan;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.solver.replan.ContinuumEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Draws one event after the other: nodes come and go, groups change. Not thread-safe. */
final class EventSource {

  private final List<Node> nodes;
  private final List<ClientGroup> groups;
  private final SplittableRandom random;
  private Optional<Node> lost = Optional.empty();
  private int arrivals;

  EventSource(PlacementProblem problem, long seed) {
    nodes = problem.topology().nodes();
    groups = new ArrayList<>(problem.groups());
    random = new SplittableRandom(seed);
  }

  /** The next event; every other one is a node lost or the same node back. */
  ContinuumEvent next() {
    if (random.nextBoolean()) {
      return node();
    }
    int at = random.nextInt(groups.size());
    ClientGroup group = groups.get(at);
    return switch (random.nextInt(4)) {
      case 0 -> new ContinuumEvent.RateChanged(group.id(), Rate.perSecond(1 + random.nextInt(20)));
      case 1 -> new ContinuumEvent.GroupMoved(group.id(), anyPoint());
      case 2 -> {
        groups.set(at, groups.getLast());
        groups.removeLast();
        yield new ContinuumEvent.GroupLeft(group.id());
      }
      default -> {
        ClientGroup arrived = like(group, new GroupId("arrived-" + arrivals++), anyPoint());
        groups.add(arrived);
        yield new ContinuumEvent.GroupArrived(arrived);
      }
    };
  }

  /** A share of all nodes, lost together. */
  List<ContinuumEvent> lose(double share) {
    List<ContinuumEvent> events = new ArrayList<>();
    List<NodeId> left = new ArrayList<>(nodes.stream().map(Node::id).toList());
    int count = (int) Math.round(share * nodes.size());
    for (int i = 0; i < count; i++) {
      events.add(new ContinuumEvent.NodeLost(left.remove(random.nextInt(left.size()))));
    }
    return events;
  }

  /** The node that is lost comes back, if one is. */
  Optional<ContinuumEvent> restore() {
    Optional<ContinuumEvent> back = lost.map(ContinuumEvent.NodeAdded::new);
    lost = Optional.empty();
    return back;
  }

  private ContinuumEvent node() {
    if (lost.isPresent()) {
      return restore().orElseThrow();
    }
    Node gone = nodes.get(random.nextInt(nodes.size()));
    lost = Optional.of(gone);
    return new ContinuumEvent.NodeLost(gone.id());
  }

  private PointId anyPoint() {
    return groups.get(random.nextInt(groups.size())).point();
  }

  private static ClientGroup like(ClientGroup group, GroupId id, PointId point) {
    return new ClientGroup(
        id,
        group.app(),
        group.deviceClass(),
        point,
        group.devices(),
        group.splitting(),
        group.rate(),
        group.arrivalScv(),
        group.access(),
        group.battery());
  }
}
