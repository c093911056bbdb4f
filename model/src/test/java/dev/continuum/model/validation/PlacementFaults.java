package dev.continuum.model.validation;

import static dev.continuum.model.validation.Fault.BASE;
import static dev.continuum.model.validation.Fault.DETECT;
import static dev.continuum.model.validation.Fault.EDGE;
import static dev.continuum.model.validation.Fault.RENDER;

import dev.continuum.model.fixture.Edited;
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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Faults of the current placement. */
final class PlacementFaults {

  static final Placement VALID =
      Placement.of(
          List.of(
              new RouteAssignment(
                  new GroupId("users"),
                  4,
                  List.of(
                      new CallPlacement(new CallId("detect"), DETECT, Place.on(EDGE)),
                      new CallPlacement(new CallId("render"), RENDER, Place.local())))),
          List.of(new WarmInstances(DETECT, EDGE, 1)));

  private static final String CALL = "routes.0.calls.0";

  private PlacementFaults() {}

  static List<Fault> all() {
    return List.of(
        with(
            Code.PLACEMENT_UNKNOWN_GROUP,
            "current.routes[0].group",
            "routes.0.group",
            new GroupId("user")),
        in(
            Code.PLACEMENT_UNKNOWN_CALL,
            "current.routes[0].calls[2].call",
            Edited.plus(
                VALID,
                "routes.0.calls",
                new CallPlacement(new CallId("capture"), RENDER, Place.local()))),
        with(
            Code.PLACEMENT_UNKNOWN_FUNCTION,
            "current.routes[0].calls[0].function",
            CALL + ".function",
            new FunctionId("detekt")),
        with(
            Code.PLACEMENT_UNKNOWN_FUNCTION,
            "current.acquired",
            "acquired",
            new TreeSet<>(
                Set.of(
                    new Acquisition(DETECT, EDGE),
                    new Acquisition(new FunctionId("resize"), EDGE)))),
        with(
            Code.PLACEMENT_UNKNOWN_NODE,
            "current.routes[0].calls[0].node",
            CALL + ".place",
            Place.on(new NodeId("fog"))),
        in(
            Code.PLACEMENT_MISSING_CALL,
            "current.routes[0].calls",
            Edited.edit(VALID, "routes.0.calls", calls -> ((List<?>) calls).subList(0, 1))),
        in(
            Code.PLACEMENT_DUPLICATE_CALL,
            "current.routes[0].calls[2].call",
            Edited.plus(
                VALID,
                "routes.0.calls",
                new CallPlacement(new CallId("render"), RENDER, Place.local()))),
        with(
            Code.PLACEMENT_WRONG_VARIANT,
            "current.routes[0].calls[1].function",
            "routes.0.calls.1.function",
            DETECT),
        with(Code.PLACEMENT_DEVICES, "current.routes[0].devices", "routes.0.devices", Double.NaN),
        with(
            Code.PLACEMENT_DEVICES,
            "current.routes[0].devices",
            "routes.0.devices",
            Double.POSITIVE_INFINITY),
        with(
            Code.PLACEMENT_WARM_NEGATIVE,
            "current.warm[0].instances",
            "warm.0.instances",
            Long.MIN_VALUE),
        in(
            Code.PLACEMENT_WARM_DUPLICATE,
            "current.warm[1]",
            Edited.plus(VALID, "warm", new WarmInstances(DETECT, EDGE, 2))),
        in(
            Code.PLACEMENT_WARM_NOT_ACQUIRED,
            "current.warm[1].node",
            Edited.plus(VALID, "warm", new WarmInstances(RENDER, EDGE, 2))),
        with(
            Code.PLACEMENT_ROUTED_NOT_ACQUIRED,
            "current.routes[0].calls[1].node",
            "routes.0.calls.1.place",
            Place.on(EDGE)));
  }

  private static Fault with(Code code, String path, String part, Object value) {
    return in(code, path, Edited.with(VALID, part, value));
  }

  private static Fault in(Code code, String path, Placement current) {
    return new Fault(code, path, BASE.withCurrent(current));
  }
}
