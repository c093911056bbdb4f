package dev.continuum.simulator.engine;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.DeclaredNetwork;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Splitting;
import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.client.Arrivals;
import dev.continuum.simulator.client.ClientPolicy;
import dev.continuum.simulator.event.EventQueue;
import dev.continuum.simulator.random.Law;
import dev.continuum.simulator.random.RandomStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the declared problem once: everything sorted by id, then addressed by index. */
final class Compiler {

  /** Places a client knows besides its device. */
  private static final int MOST_DOMAINS = 8;

  private final PlacementProblem problem;
  private final Placement placement;
  private final Scenario scenario;
  private final Map<FunctionId, Function> functions = new HashMap<>();
  private final Map<AppId, Integer> appIndexes = new HashMap<>();
  private final List<Application> apps = new ArrayList<>();
  private final Map<DeviceClassId, DeviceClass> deviceClasses = new HashMap<>();
  private final DeclaredNetwork network;
  private final Shared shared = new Shared();
  private final Map<List<Double>, Law> gaps = new HashMap<>();

  Compiler(PlacementProblem problem, Placement placement, Scenario scenario) {
    this.problem = problem;
    this.placement = placement;
    this.scenario = scenario;
    this.network = new DeclaredNetwork(problem.topology());
    problem.functions().forEach(each -> functions.put(each.id(), each));
    problem.topology().deviceClasses().forEach(each -> deviceClasses.put(each.id(), each));
    problem.apps().stream()
        .sorted(Comparator.comparing(Application::id))
        .forEach(
            app -> {
              appIndexes.put(app.id(), apps.size());
              apps.add(app);
            });
  }

  World compile() {
    int mostCalls = apps.stream().mapToInt(app -> app.calls().size()).max().orElse(1);
    int devices = problem.groups().stream().mapToInt(ClientGroup::devices).sum();
    double rate =
        problem.groups().stream()
            .mapToDouble(group -> group.devices() * group.rate().perSecond())
            .sum();
    EventQueue events = new EventQueue(rate * (2 + 2 * mostCalls), devices);
    Kernel kernel = new Kernel(events, new Requests(mostCalls));
    Hosts hosts = new Hosts(problem, scenario, kernel, this::download);
    Ways ways = new Ways(network);
    Routes routes = new Routes(functions, hosts, ways, shared);
    Devices state = new Devices(devices);
    List<Group> groups = groups(routes, hosts, ways, state);
    for (WarmInstances warm : placement.warm()) {
      var unused = hosts.pool(declared(warm), warm.node());
    }
    kernel.groups = groups.toArray(Group[]::new);
    kernel.hosts = hosts.hosts.toArray(Host[]::new);
    kernel.programs = routes.programs.toArray(Program[]::new);
    kernel.pools = hosts.pools.toArray(Pool[]::new);
    for (Pool pool : kernel.pools) {
      if (scenario.nodes().start() == Scenario.Start.NOTHING
          || !placement.acquired().contains(pool.pair)) {
        pool.withoutArtifact();
      }
    }
    return new World(
        kernel, hosts.hosts, groups, state, apps, routes.placements, Map.copyOf(ways.hops()));
  }

  private Function declared(WarmInstances warm) {
    Function found = functions.get(warm.function());
    if (found == null) {
      throw new IllegalArgumentException("The function (" + warm.function() + ") is unknown.");
    }
    return found;
  }

  private Duration download(Function function, NodeId to) {
    return function
        .artifact()
        .repository()
        .flatMap(from -> network.connection(from, to.point()))
        .map(
            way ->
                Duration.ofNanos(
                    1000
                        * Rounding.transferMicros(
                            way.latencyMicros(),
                            function.artifact().size().bytes(),
                            way.bandwidth())))
        .orElse(Duration.ZERO);
  }

  private List<Group> groups(Routes routes, Hosts hosts, Ways ways, Devices state) {
    Map<GroupId, List<RouteAssignment>> assigned = new HashMap<>();
    placement
        .routes()
        .forEach(
            route -> assigned.computeIfAbsent(route.group(), key -> new ArrayList<>()).add(route));
    List<Group> groups = new ArrayList<>();
    int first = 0;
    for (ClientGroup declared :
        problem.groups().stream().sorted(Comparator.comparing(ClientGroup::id)).toList()) {
      Routes.Client client =
          new Routes.Client(
              groups.size(),
              declared,
              apps.get(appIndexes.getOrDefault(declared.app(), 0)),
              declared.deviceClass().map(deviceClasses::get));
      Group group = group(client, first);
      first += group.devices;
      routes(group, client, assigned.getOrDefault(declared.id(), List.of()), routes);
      if (needsDomains()) {
        group.domains = domains(client, routes, hosts, ways);
      }
      for (int i = 0; i < group.devices; i++) {
        state.init(
            group.firstDevice + i,
            group.index,
            RandomStream.key(RandomStream.key(group.seed, i), -1));
      }
      groups.add(group);
    }
    return List.copyOf(groups);
  }

  private boolean needsDomains() {
    return !(scenario.clients().policy() instanceof ClientPolicy.Plan)
        || scenario.clients().persistence().needsOthers();
  }

  private static Law gap(double rate, double scv) {
    return rate > 0 ? Law.renewal(1 / rate, scv) : Law.constant(Duration.ZERO);
  }

  private Group group(Routes.Client client, int firstDevice) {
    ClientGroup declared = client.declared();
    double rate = declared.rate().perSecond();
    Optional<DeviceClass> device = client.device();
    Group.Traits traits =
        new Group.Traits(
            gaps.computeIfAbsent(
                List.of(rate, declared.arrivalScv()), key -> gap(rate, declared.arrivalScv())),
            rate,
            declared.splitting() == Splitting.DIVISIBLE,
            device.map(each -> each.capacity().cpu().millicores()).orElse(1000.0),
            device.map(each -> each.power().idleWatts()).orElse(0.0),
            device.map(each -> each.power().wattsPerBusyCore()).orElse(0.0),
            device.map(each -> each.radio().tailWatts()).orElse(0.0),
            device.map(each -> each.radio().tail().toNanos()).orElse(0L),
            declared
                .battery()
                .map(battery -> battery.levelJoules())
                .orElse(device.map(DeviceClass::batteryJoules).orElse(Double.POSITIVE_INFINITY)),
            device.map(DeviceClass::batteryJoules).orElse(Double.POSITIVE_INFINITY));
    return new Group(
        client.group(),
        declared.id(),
        appIndexes.getOrDefault(declared.app(), 0),
        firstDevice,
        declared.devices(),
        RandomStream.key(RandomStream.key(scenario.run().seed(), 1), client.group()),
        shared.one(traits),
        scenario.clients().arrivals().getOrDefault(declared.id(), new Arrivals.Renewal()));
  }

  private static void routes(
      Group group, Routes.Client client, List<RouteAssignment> assigned, Routes routes) {
    List<Program> programs = new ArrayList<>();
    double[] upTo = new double[assigned.size()];
    double sum = 0;
    for (RouteAssignment route : assigned) {
      if (route.devices() > 0) {
        sum += route.devices();
        upTo[programs.size()] = sum;
        programs.add(routes.program(client, route.calls()));
      }
    }
    group.follow(programs.toArray(Program[]::new), Arrays.copyOf(upTo, programs.size()));
  }

  private Group.Domain[] domains(Routes.Client client, Routes routes, Hosts hosts, Ways ways) {
    record Near(Node node, Path up, Path down) {}
    List<Near> near = new ArrayList<>();
    for (Node node : problem.topology().nodes()) {
      if (node.status() == NodeStatus.UP) {
        Place place = Place.on(node.id());
        ways.path(client.declared(), client.device(), Place.local(), place, 0)
            .ifPresent(
                up ->
                    ways.path(client.declared(), client.device(), place, Place.local(), 0)
                        .ifPresent(down -> near.add(new Near(node, up, down))));
      }
    }
    near.sort(
        Comparator.comparingDouble((Near each) -> each.up.meanNanos() + each.down.meanNanos())
            .thenComparing(each -> each.node.id()));
    List<Group.Domain> domains = new ArrayList<>();
    boolean cloud = false;
    for (Near each : near) {
      boolean isCloud = each.node.tier() == Tier.CLOUD;
      if (domains.size() < MOST_DOMAINS || (isCloud && !cloud)) {
        Optional<Group.Domain> domain =
            routes
                .at(
                    client,
                    Place.on(each.node.id()),
                    function ->
                        function.fence().allows(each.node)
                            && hosts
                                .processor(each.node.nodeClass())
                                .flatMap(function::profileOn)
                                .isPresent(),
                    call -> call.fence().allows(each.node))
                .map(
                    route ->
                        new Group.Domain(
                            routes.program(client, route),
                            each.node.tier(),
                            hosts.index(each.node.id()),
                            each.up,
                            each.down));
        domain.ifPresent(domains::add);
        cloud |= isCloud && domain.isPresent();
      }
    }
    routes
        .at(client, Place.local(), function -> true, call -> true)
        .ifPresent(
            route ->
                domains.add(
                    new Group.Domain(routes.program(client, route), Tier.DEVICE, -1, null, null)));
    return domains.toArray(Group.Domain[]::new);
  }
}
