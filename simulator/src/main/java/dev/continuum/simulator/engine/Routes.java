package dev.continuum.simulator.engine;

import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.simulator.random.Law;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Makes programs of routes: one for each group and route, in the order they are asked for. */
final class Routes {

  private static final int MOST_CALLS = 255;

  private final Map<FunctionId, Function> functions;
  private final Hosts hosts;
  private final Ways ways;
  private final Shared shared;
  private final Map<ServiceProfile, Law> laws = new HashMap<>();
  private final Map<Shape, Program> shapes = new HashMap<>();
  final List<Program> programs = new ArrayList<>();
  final List<List<CallPlacement>> placements = new ArrayList<>();

  Routes(Map<FunctionId, Function> functions, Hosts hosts, Ways ways, Shared shared) {
    this.functions = functions;
    this.hosts = hosts;
    this.ways = ways;
    this.shared = shared;
  }

  /** What a route is made for. */
  record Client(int group, ClientGroup declared, Application app, Optional<DeviceClass> device) {}

  /** All that a program depends on but its number and group: most groups have neighbours. */
  private record Shape(
      AppId app,
      PointId point,
      AccessLink access,
      Optional<DeviceClassId> device,
      List<CallPlacement> route) {}

  /** The program of a route. */
  Program program(Client client, List<CallPlacement> route) {
    ClientGroup declared = client.declared;
    Shape shape =
        new Shape(
            client.app.id(), declared.point(), declared.access(), declared.deviceClass(), route);
    Program like = shapes.get(shape);
    Program program =
        like == null ? compile(client, route) : like.of(programs.size(), client.group);
    shapes.putIfAbsent(shape, program);
    programs.add(program);
    placements.add(route);
    return program;
  }

  private Program compile(Client client, List<CallPlacement> route) {
    List<Call> calls = client.app.calls();
    if (calls.size() > MOST_CALLS) {
      throw new IllegalArgumentException(
          "The application (" + client.app.id() + ") has more than " + MOST_CALLS + " calls.");
    }
    Map<CallId, Integer> indexes = new HashMap<>();
    calls.forEach(call -> indexes.put(call.id(), indexes.size()));
    Map<CallId, CallPlacement> byCall = new HashMap<>();
    route.forEach(each -> byCall.put(each.call(), each));
    Program.Calls columns = new Program.Calls(calls.size());
    Place[] places = new Place[calls.size()];
    Tier tier = Tier.DEVICE;
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      CallPlacement placed = byCall.get(call.id());
      if (placed == null) {
        throw new IllegalArgumentException(
            "A route of group (" + client.declared.id() + ") lacks call (" + call.id() + ").");
      }
      places[i] = placed.place();
      columns.copies()[i] = call.callsPerRequest();
      Function function = function(placed.function());
      if (placed.place() instanceof Place.OnNode(var node)) {
        columns.pool()[i] = hosts.pool(function, node);
        tier = farther(tier, hosts.node(hosts.index(node)).tier());
      } else {
        columns.pool()[i] = Program.LOCAL;
        columns.local()[i] = local(client, function);
        columns.localMillicores()[i] = (int) Math.ceil(function.cpuWhileBusy().millicores());
      }
    }
    return arcs(client, indexes, columns, places, tier);
  }

  private static Tier farther(Tier one, Tier other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private Law local(Client client, Function function) {
    return client
        .device
        .flatMap(device -> hosts.processor(device.nodeClass()))
        .flatMap(function::profileOn)
        .map(profile -> laws.computeIfAbsent(profile, Law::of))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The function ("
                        + function.id()
                        + ") cannot run on the devices of group ("
                        + client.declared.id()
                        + ")."));
  }

  private Function function(FunctionId id) {
    Function function = functions.get(id);
    if (function == null) {
      throw new IllegalArgumentException("The function (" + id + ") is not declared.");
    }
    return function;
  }

  private Program arcs(
      Client client,
      Map<CallId, Integer> indexes,
      Program.Calls columns,
      Place[] places,
      Tier tier) {
    int size = places.length;
    List<List<Program.Arc>> out = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      out.add(new ArrayList<>());
    }
    boolean[] sink = new boolean[size];
    Arrays.fill(sink, true);
    int number = 0;
    for (CallEdge edge : client.app.edges()) {
      int from = indexes.getOrDefault(edge.from(), 0);
      int to = indexes.getOrDefault(edge.to(), 0);
      sink[from] = false;
      columns.feeders()[to]++;
      out.get(from)
          .add(arc(number++, to, client, places[from], places[to], edge.bytesPerRequest()));
    }
    List<Program.Arc> entries = new ArrayList<>();
    int replies = 0;
    for (int i = 0; i < size; i++) {
      if (columns.feeders()[i] == 0) {
        columns.feeders()[i] = 1;
        entries.add(arc(number++, i, client, Place.local(), places[i], client.app.entryBytes()));
      }
      if (sink[i]) {
        replies++;
        out.get(i)
            .add(
                arc(
                    number++,
                    Program.REPLY,
                    client,
                    places[i],
                    Place.local(),
                    client.app.replyBytes()));
      }
    }
    return new Program(
        programs.size(),
        client.group,
        tier,
        columns.shared(shared),
        shared.one(entries.toArray(Program.Arc[]::new)),
        shared.one(
            out.stream()
                .map(each -> each.toArray(Program.Arc[]::new))
                .toArray(Program.Arc[][]::new)),
        replies);
  }

  private Program.Arc arc(
      int number, int to, Client client, Place from, Place target, OptionalLong bytes) {
    if (bytes.isEmpty() || from.equals(target)) {
      return new Program.Arc(number, to, null, -1);
    }
    return new Program.Arc(
        number,
        to,
        ways.path(client.declared, client.device, from, target, bytes.getAsLong())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no way from "
                            + from
                            + " to "
                            + target
                            + " for group ("
                            + client.declared.id()
                            + ").")),
        from instanceof Place.OnNode(var node) ? hosts.index(node) : -1);
  }

  /** A route with every call that may leave the device at one place, if that is possible. */
  Optional<List<CallPlacement>> at(
      Client client, Place place, Predicate<Function> runsThere, Predicate<Call> mayGo) {
    List<CallPlacement> route = new ArrayList<>();
    for (Call call : client.app.calls()) {
      boolean stays = call.pin() == Call.Pin.LOCAL || place instanceof Place.Local;
      Optional<Function> chosen =
          call.variants().stream()
              .map(variant -> function(variant.function()))
              .filter(
                  function ->
                      stays
                          ? function.fence().allowsDevice() && runsOnDevice(client, function)
                          : runsThere.test(function))
              .findFirst();
      if (chosen.isEmpty() || (stays ? !call.fence().allowsDevice() : !mayGo.test(call))) {
        return Optional.empty();
      }
      route.add(new CallPlacement(call.id(), chosen.get().id(), stays ? Place.local() : place));
    }
    return Optional.of(List.copyOf(route));
  }

  private boolean runsOnDevice(Client client, Function function) {
    return client
        .device
        .flatMap(device -> hosts.processor(device.nodeClass()))
        .flatMap(function::profileOn)
        .isPresent();
  }
}
