package dev.continuum.model.evaluation;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Variant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the routes of a placement: resolves ids, adds up equal routes, sorts. */
final class PlacedRoutes {

  private static final Comparator<CallPlacement> BY_CALL =
      Comparator.comparing(CallPlacement::call);

  private static final Comparator<CallPlacement> ONE_CALL =
      BY_CALL.thenComparing(CallPlacement::function).thenComparing(CallPlacement::place);

  private final Catalogue catalogue;
  private final Map<ProfileKey, Optional<ServiceProfile>> profiles = new HashMap<>();

  private PlacedRoutes(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  private record Key(GroupId group, List<CallPlacement> calls) {}

  private record ProfileKey(FunctionId function, NodeClassId nodeClass) {}

  /** Routes with devices, sorted by group and calls; each once. */
  static List<PlacedRoute> of(Catalogue catalogue, Placement placement) {
    PlacedRoutes reader = new PlacedRoutes(catalogue);
    SortedMap<Key, List<Double>> shares =
        new TreeMap<>(Comparator.comparing(Key::group).thenComparing(Key::calls, byEach()));
    for (RouteAssignment route : placement.routes()) {
      if (!(route.devices() >= 0) || Double.isInfinite(route.devices())) {
        throw new IllegalArgumentException(
            "The devices ("
                + route.devices()
                + ") of a route of group ("
                + route.group()
                + ") must be finite and not negative.");
      }
      List<CallPlacement> calls = route.calls().stream().sorted(BY_CALL).toList();
      shares
          .computeIfAbsent(new Key(route.group(), calls), key -> new ArrayList<>())
          .add(route.devices());
    }
    List<PlacedRoute> routes = new ArrayList<>();
    shares.forEach(
        (key, devices) -> {
          // Sorted, so that the sum of fractions does not depend on the order of declaration.
          double sum = devices.stream().sorted().reduce(0.0, Double::sum);
          PlacedRoute route = reader.route(key, sum);
          if (sum > 0) {
            routes.add(route);
          }
        });
    return List.copyOf(routes);
  }

  private static Comparator<List<CallPlacement>> byEach() {
    return (a, b) -> {
      for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
        int order = ONE_CALL.compare(a.get(i), b.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(a.size(), b.size());
    };
  }

  private PlacedRoute route(Key key, double devices) {
    ClientGroup group = catalogue.group(key.group());
    Application app = catalogue.app(group);
    Optional<DeviceClass> device = catalogue.deviceClass(group);
    SortedMap<CallId, Call> declared = new TreeMap<>();
    app.calls().forEach(call -> declared.put(call.id(), call));
    List<PlacedCall> calls = new ArrayList<>();
    for (CallPlacement placement : key.calls()) {
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
    return new PlacedRoute(group, app, device, devices, List.copyOf(calls), key.calls());
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
                    key -> function.profileOn(at.nodeClass()))));
  }
}
