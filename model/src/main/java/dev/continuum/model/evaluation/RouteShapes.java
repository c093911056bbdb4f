package dev.continuum.model.evaluation;

import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Fence;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Resolves the ids of routes, once for each shape. Not thread-safe. */
final class RouteShapes {

  private final Catalogue catalogue;
  private final Map<Key, RouteShape> shapes = new HashMap<>();
  private final Map<ProfileKey, Optional<ServiceProfile>> profiles = new HashMap<>();

  RouteShapes(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  private record Key(AppId app, Optional<DeviceClassId> device, List<CallPlacement> calls) {}

  private record ProfileKey(FunctionId function, NodeClassId nodeClass) {}

  /** The shape of a group's route, by calls sorted by id. */
  RouteShape of(ClientGroup group, List<CallPlacement> calls) {
    Key key = new Key(group.app(), group.deviceClass(), calls);
    RouteShape known = shapes.get(key);
    if (known == null) {
      known = read(group, calls);
      shapes.put(key, known);
    }
    return known;
  }

  private RouteShape read(ClientGroup group, List<CallPlacement> places) {
    Application app = catalogue.app(group);
    Optional<DeviceClass> device = catalogue.deviceClass(group);
    SortedMap<CallId, Call> declared = new TreeMap<>();
    app.calls().forEach(call -> declared.put(call.id(), call));
    List<PlacedCall> calls = new ArrayList<>();
    for (CallPlacement placement : places) {
      Call call = declared.remove(placement.call());
      if (call == null) {
        throw new IllegalArgumentException(
            "The call ("
                + placement.call()
                + ") in a route of group ("
                + group.id()
                + ") is not a call of application ("
                + app.id()
                + "), or is named twice.");
      }
      calls.add(call(group, call, placement, device));
    }
    if (!declared.isEmpty()) {
      throw new IllegalArgumentException(
          "A route of group (" + group.id() + ") lacks the calls " + declared.keySet() + ".");
    }
    return new RouteShape(app, catalogue.graph(app), device, List.copyOf(calls), places);
  }

  private PlacedCall call(
      ClientGroup group, Call call, CallPlacement placement, Optional<DeviceClass> device) {
    Function function = catalogue.function(placement.function());
    Variant variant =
        call.variants().stream()
            .filter(candidate -> candidate.function().equals(function.id()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The function ("
                            + function.id()
                            + ") in a route of group ("
                            + group.id()
                            + ") is no variant of call ("
                            + call.id()
                            + ")."));
    Optional<PlacedCall.Host> host =
        switch (placement.place()) {
          case Place.Local() -> device.map(kind -> PlacedCall.Host.of(catalogue, kind));
          case Place.OnNode(var node) ->
              Optional.of(PlacedCall.Host.of(catalogue, catalogue.node(node)));
        };
    return new PlacedCall(
        call,
        function,
        variant.qualityPricePerRequest(),
        placement.place(),
        host,
        host.flatMap(
            at ->
                profiles.computeIfAbsent(
                    new ProfileKey(function.id(), at.nodeClass().id()),
                    key -> function.profileOn(at.nodeClass()))),
        allows(call, placement.place(), call.fence())
            && allows(call, placement.place(), function.fence()));
  }

  private boolean allows(Call call, Place place, Fence fence) {
    return switch (place) {
      case Place.Local() -> fence.allowsDevice();
      case Place.OnNode(var id) -> call.pin() == Call.Pin.NONE && fence.allows(catalogue.node(id));
    };
  }
}
