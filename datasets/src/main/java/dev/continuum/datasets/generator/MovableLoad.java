package dev.continuum.datasets.generator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.queueing.SizingRule;
import dev.continuum.model.queueing.Staircase;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

/**
 * Requests per second of all clients' movable calls, by function; calls count on first variants.
 */
final class MovableLoad {

  private static final int FIRST_STAIRS = 1 << 10;

  private final Map<NodeClassId, NodeClass> classes = new HashMap<>();
  private final List<Demand> demands = new ArrayList<>();

  /**
   * What all clients ask of a function.
   *
   * @param function which
   * @param perSecond calls
   * @param arrivalScv c²_a
   */
  private record Demand(Function function, double perSecond, double arrivalScv) {}

  private MovableLoad() {}

  static MovableLoad of(PlacementProblem problem) {
    MovableLoad load = new MovableLoad();
    problem.topology().nodeClasses().forEach(one -> load.classes.put(one.id(), one));
    Map<AppId, Application> apps = new HashMap<>();
    problem.apps().forEach(app -> apps.put(app.id(), app));
    Map<FunctionId, Double> perSecond = new HashMap<>();
    Map<FunctionId, Double> arrivalScv = new HashMap<>();
    for (ClientGroup group : problem.groups()) {
      Application app = apps.get(group.app());
      if (app == null) {
        continue;
      }
      for (Call call : app.calls()) {
        if (call.pin() == Call.Pin.NONE && !call.variants().isEmpty()) {
          FunctionId function = call.variants().getFirst().function();
          double rate = group.rate().perSecond() * call.callsPerRequest();
          perSecond.merge(function, group.devices() * rate, Double::sum);
          arrivalScv.merge(function, Math.max(1, group.arrivalScv()), Math::max);
        }
      }
    }
    for (Function function : problem.functions()) {
      Double rate = perSecond.get(function.id());
      if (rate != null) {
        load.demands.add(new Demand(function, rate, arrivalScv.getOrDefault(function.id(), 1.0)));
      }
    }
    return load;
  }

  /** Cores that the whole load keeps busy on a node like this. */
  double cores(Node node) {
    return sum(
        node,
        (demand, profile) ->
            demand.perSecond()
                * seconds(profile)
                * demand.function().cpuWhileBusy().millicores()
                / 1000);
  }

  /** Memory of the instances that a part of every function's load plans on a node. */
  double plannedMebibytes(Node node, double part) {
    return sum(
        node,
        (demand, profile) -> {
          long planned = Math.max(1, instances(demand, profile, node, part * demand.perSecond()));
          Function function = demand.function();
          return Math.max(function.sizing().floor(), planned) * function.memory().mebibytes();
        });
  }

  double largestMebibytes(Node node) {
    return demands.stream()
        .map(Demand::function)
        .filter(function -> profile(function, node).isPresent())
        .mapToDouble(function -> function.memory().mebibytes())
        .max()
        .orElse(0);
  }

  private double sum(Node node, ToDoubleBiFunction<Demand, ServiceProfile> amount) {
    double sum = 0;
    for (Demand demand : demands) {
      Optional<ServiceProfile> profile = profile(demand.function(), node);
      if (profile.isPresent()) {
        sum += amount.applyAsDouble(demand, profile.get());
      }
    }
    return sum;
  }

  /** How a function runs on a node, if its fence lets it. */
  private Optional<ServiceProfile> profile(Function function, Node node) {
    NodeClass nodeClass = classes.get(node.nodeClass());
    return nodeClass != null && function.fence().allows(node)
        ? function.profileOn(nodeClass)
        : Optional.empty();
  }

  private static int instances(
      Demand demand, ServiceProfile profile, Node node, double requestsPerSecond) {
    SizingRule rule = rule(demand, profile, node);
    long nanos = (long) Math.ceil(requestsPerSecond * 1e9);
    for (int stairs = FIRST_STAIRS; ; stairs *= 16) {
      Staircase staircase =
          new Staircase(
              rule,
              demand.function().concurrency(),
              seconds(profile),
              node.capacity().instanceRate().perSecond(),
              0,
              stairs);
      if (staircase.carries(nanos)) {
        return staircase.instancesFor(nanos);
      }
    }
  }

  private static SizingRule rule(Demand demand, ServiceProfile profile, Node node) {
    var sizing = demand.function().sizing();
    return switch (sizing.kind()) {
      case NONE -> new SizingRule.NoSizing();
      case UTILIZATION -> new SizingRule.Utilization(sizing.target());
      case ERLANG ->
          node.overflow() == Overflow.COLD_START
              ? new SizingRule.ErlangColdStart(
                  sizing.epsilon(), SizingRule.ErlangColdStart.peakedness(demand.arrivalScv()))
              : new SizingRule.ErlangQueue(
                  sizing.waitBudget().toNanos() / 1e9,
                  sizing.epsilon(),
                  (demand.arrivalScv() + profile.scv()) / 2);
    };
  }

  private static double seconds(ServiceProfile profile) {
    return profile.mean().toNanos() / 1e9;
  }
}
