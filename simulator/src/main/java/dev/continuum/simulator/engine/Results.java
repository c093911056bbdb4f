package dev.continuum.simulator.engine;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Prices;
import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.SimulationListener;
import dev.continuum.simulator.SimulationResult;
import dev.continuum.simulator.statistics.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what happened since the warm-up. */
final class Results {

  private static final double GIB = 1L << 30;
  private static final double NANO = 1e-9;

  private final World world;
  private final Kernel kernel;
  private final Recorder recorder;
  private final Traffic traffic;
  private final Map<NodeId, Node> nodes = new HashMap<>();

  Results(World world, PlacementProblem problem, Recorder recorder, Traffic traffic) {
    this.world = world;
    this.kernel = world.kernel();
    this.recorder = recorder;
    this.traffic = traffic;
    problem.topology().nodes().forEach(node -> nodes.put(node.id(), node));
  }

  /** The warm-up is over. */
  void reset(long now) {
    for (Pool pool : kernel.pools) {
      pool.meter.reset(now, pool);
    }
    for (Host host : world.hosts()) {
      var unused = host.site().cpu.takeBusySeconds(now);
      host.site().sentGib = 0;
      host.site().downNanos = 0;
    }
    for (Group group : world.groups()) {
      group.joulesBefore = joules(group);
    }
  }

  void endBatch() {
    recorder.endBatch();
    for (Pool pool : kernel.pools) {
      pool.meter.batch();
    }
  }

  void sample(long now, SimulationListener listener) {
    recorder.row(now, listener);
    for (Pool pool : kernel.pools) {
      listener.sample(
          new SimulationListener.FunctionSample(
              Duration.ofNanos(now),
              pool.pair,
              pool.busy(),
              pool.idle.size(),
              pool.starting,
              pool.planned,
              world.hosts().get(pool.host).waiting()));
    }
  }

  private double joules(Group group) {
    double sum = 0;
    for (int i = 0; i < group.devices; i++) {
      sum += world.devices().joules(group.firstDevice + i);
    }
    return sum;
  }

  SimulationResult of(Scenario.Run run, long from, long to, long events) {
    endBatch();
    double seconds = (to - from) * NANO;
    List<SimulationResult.FunctionResult> functions = new ArrayList<>();
    for (Pool pool : kernel.pools) {
      pool.meter.account(to, pool);
      functions.add(function(pool));
    }
    functions.sort(Comparator.comparing(SimulationResult.FunctionResult::pair));
    return new SimulationResult(
        run,
        to * NANO,
        events,
        recorder.answered,
        recorder.apps(traffic.unserved),
        recorder.routes(world),
        world.groups().stream().map(group -> group(group, seconds)).toList(),
        functions,
        world.hosts().stream().map(host -> node(host, to, seconds)).toList());
  }

  private static SimulationResult.FunctionResult function(Pool pool) {
    Meter meter = pool.meter;
    return new SimulationResult.FunctionResult(
        pool.pair,
        meter.calls,
        meter.cold,
        meter.refused,
        meter.busyNanos * NANO,
        meter.idleNanos * NANO,
        meter.startingNanos * NANO,
        new SimulationResult.Wait(
            meter.waitedShare.interval(),
            meter.longShare.interval(),
            meter.meanWait.interval().scaled(1e-6),
            meter.refusedShare.interval()));
  }

  private SimulationResult.GroupResult group(Group group, double seconds) {
    int dead = 0;
    for (int i = 0; i < group.devices; i++) {
      dead += world.devices().isDead(group.firstDevice + i) ? 1 : 0;
    }
    double watts =
        group.devices == 0
            ? 0
            : group.traits.idleWatts()
                + (joules(group) - group.joulesBefore) / seconds / group.devices;
    return new SimulationResult.GroupResult(
        group.id,
        group.devices,
        group.requests,
        group.requests == 0 ? 0 : watts * seconds * group.devices / group.requests,
        watts,
        100 * 3600 * watts / group.traits.batteryJoules(),
        dead);
  }

  private SimulationResult.NodeResult node(Host host, long to, double seconds) {
    Site site = host.site();
    Node node = nodes.get(site.node);
    if (node == null) {
      throw new IllegalStateException("No node " + site.node);
    }
    double busy = site.cpu.takeBusySeconds(to) / seconds;
    double cores = node.capacity().cpu().millicores() / 1000;
    long calls = site.pools.stream().mapToLong(pool -> pool.meter.calls).sum();
    double memory =
        site.pools.stream()
            .mapToDouble(
                pool ->
                    pool.traits.memory()
                        / GIB
                        * (pool.meter.busyNanos + pool.meter.idleNanos + pool.meter.startingNanos)
                        * NANO
                        / seconds)
            .sum();
    return new SimulationResult.NodeResult(
        site.node,
        calls,
        busy,
        Double.isInfinite(cores) ? Double.NaN : busy / cores,
        memory,
        money(host, node.prices(), seconds) * 3600 / seconds,
        site.downNanos * NANO / seconds);
  }

  private static double money(Host host, Prices prices, double seconds) {
    double money = host.site().sentGib * prices.perGibSent();
    for (Pool pool : host.site().pools) {
      Meter meter = pool.meter;
      double gib = pool.traits.memory() / GIB * NANO;
      money += meter.calls * prices.perRequest();
      money += meter.onDemandRunNanos * gib * prices.perGibSecondOnDemand();
      money += meter.plannedRunNanos * gib * prices.perGibSecondProvisioned();
      money += meter.plannedNanos * gib * prices.perGibSecondKept();
      if (host instanceof LambdaHost) {
        money += meter.startingNanos * gib * prices.perGibSecondOnDemand();
      }
    }
    return host.site().pools.isEmpty() ? money : money + prices.activePerHour() * seconds / 3600;
  }
}
