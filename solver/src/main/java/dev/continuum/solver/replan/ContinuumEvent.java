package dev.continuum.solver.replan;

import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.ClientGroup;

/** What happens to a continuum while a plan runs. */
public sealed interface ContinuumEvent {

  /** A node is down: what is there has to leave. */
  record NodeLost(NodeId node) implements ContinuumEvent {}

  /** A node came, came back, or offers something else. */
  record NodeAdded(Node node) implements ContinuumEvent {}

  /** A link has another latency or bandwidth, or is new. */
  record LinkChanged(Link link) implements ContinuumEvent {}

  /** Devices of a group send at another rate. */
  record RateChanged(GroupId group, Rate rate) implements ContinuumEvent {}

  /** A group is new, or is declared anew. */
  record GroupArrived(ClientGroup group) implements ContinuumEvent {}

  /** A group is gone. */
  record GroupLeft(GroupId group) implements ContinuumEvent {}

  /** A group is joined to another point. */
  record GroupMoved(GroupId group, PointId point) implements ContinuumEvent {}

  /** The battery of a group's devices is at another level. */
  record BatteryChanged(GroupId group, BatteryState battery) implements ContinuumEvent {}
}
