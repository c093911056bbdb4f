package dev.continuum.datasets.wire;

import dev.continuum.datasets.proto.PlacementProto;
import dev.continuum.datasets.schema.FieldPath;
import dev.continuum.datasets.schema.MessageCheck;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Placements as messages of the schema. Stateless; linear in the placement. */
public final class PlacementWire {

  private PlacementWire() {}

  /**
   * The placement a message holds.
   *
   * @param groups of the problem it belongs to, against which unserved devices are checked
   * @throws InvalidProblemException with everything the schema holds against the message
   */
  public static Placement model(PlacementProto.Placement wire, List<ClientGroup> groups) {
    List<Issue> issues = new ArrayList<>(MessageCheck.issues(wire));
    if (issues.isEmpty()) {
      issues.addAll(PlacementCheck.issues(wire, groups, FieldPath.ROOT));
    }
    if (!issues.isEmpty()) {
      throw new InvalidProblemException(issues);
    }
    return checked(wire);
  }

  /**
   * The message of a placement of a problem, devices left unserved included.
   *
   * @throws InvalidProblemException if artifacts are in use and none is acquired, which the schema
   *     cannot say
   */
  public static PlacementProto.Placement wire(Placement model, PlacementProblem problem) {
    return wire(model).addAllUnserved(PlacementCheck.unserved(model, problem.groups())).build();
  }

  static Placement checked(PlacementProto.Placement wire) {
    List<RouteAssignment> routes = wire.getRoutesList().stream().map(PlacementWire::model).toList();
    List<WarmInstances> warm =
        wire.getWarmList().stream()
            .map(
                each ->
                    new WarmInstances(
                        new FunctionId(each.getFunction()),
                        new NodeId(each.getNode()),
                        each.getInstances()))
            .toList();
    if (wire.getAcquiredCount() == 0) {
      return Placement.of(routes, warm);
    }
    SortedSet<Acquisition> acquired = new TreeSet<>();
    for (PlacementProto.Acquisition each : wire.getAcquiredList()) {
      acquired.add(new Acquisition(new FunctionId(each.getFunction()), new NodeId(each.getNode())));
    }
    return new Placement(routes, warm, acquired);
  }

  static PlacementProto.Placement.Builder wire(Placement model) {
    PlacementProto.Placement.Builder wire = PlacementProto.Placement.newBuilder();
    model.routes().forEach(route -> wire.addRoutes(wire(route)));
    for (WarmInstances each : model.warm()) {
      wire.addWarm(
          PlacementProto.WarmInstances.newBuilder()
              .setFunction(each.function().value())
              .setNode(each.node().value())
              .setInstances(each.instances()));
    }
    SortedSet<Acquisition> used = Placement.of(model.routes(), model.warm()).acquired();
    if (model.acquired().isEmpty() && !used.isEmpty()) {
      throw new InvalidProblemException(
          List.of(
              new Issue(
                  "file.acquired",
                  "acquired",
                  "A placement that uses artifacts must hold at least one: an absent list means"
                      + " those in use.",
                  "Maybe build it with Placement.of, which acquires what is used.")));
    }
    if (!model.acquired().equals(used)) {
      for (Acquisition each : model.acquired()) {
        wire.addAcquired(
            PlacementProto.Acquisition.newBuilder()
                .setFunction(each.function().value())
                .setNode(each.node().value()));
      }
    }
    return wire;
  }

  private static RouteAssignment model(PlacementProto.Route wire) {
    return new RouteAssignment(
        new GroupId(wire.getGroup()),
        wire.getDevices(),
        wire.getCallsList().stream()
            .map(
                call ->
                    new CallPlacement(
                        new CallId(call.getCall()),
                        new FunctionId(
                            call.getFunction().isEmpty() ? call.getCall() : call.getFunction()),
                        call.hasNode() ? Place.on(new NodeId(call.getNode())) : Place.local()))
            .toList());
  }

  /** The message of a route. */
  public static PlacementProto.Route wire(RouteAssignment model) {
    PlacementProto.Route.Builder wire =
        PlacementProto.Route.newBuilder()
            .setGroup(model.group().value())
            .setDevices(model.devices());
    for (CallPlacement each : model.calls()) {
      PlacementProto.CallPlacement.Builder call = wire.addCallsBuilder();
      call.setCall(each.call().value());
      if (!each.function().value().equals(each.call().value())) {
        call.setFunction(each.function().value());
      }
      switch (each.place()) {
        case Place.Local() -> call.setLocal(true);
        case Place.OnNode(NodeId node) -> call.setNode(node.value());
      }
    }
    return wire.build();
  }
}
