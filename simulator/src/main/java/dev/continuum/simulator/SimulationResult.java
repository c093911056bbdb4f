package dev.continuum.simulator;

import dev.continuum.model.id.AppId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.topology.Tier;
import dev.continuum.simulator.statistics.Interval;
import java.util.List;
import java.util.Optional;

/**
 * What a run showed, the warm-up left out. Sorted by id. Immutable and thread-safe.
 *
 * @param run what was run
 * @param virtualSeconds how long it went on; less than asked for if every client had finished
 * @param events events handled, the warm-up included
 * @param requests requests answered, the warm-up included
 * @param apps every application, as a whole first, then by the farthest tier that served
 * @param routes every route that requests took
 * @param groups every group
 * @param functions every function on a node
 * @param nodes every node
 */
public record SimulationResult(
    Scenario.Run run,
    double virtualSeconds,
    long events,
    long requests,
    List<AppResult> apps,
    List<RouteResult> routes,
    List<GroupResult> groups,
    List<FunctionResult> functions,
    List<NodeResult> nodes) {

  /** Copies the lists. */
  public SimulationResult {
    apps = List.copyOf(apps);
    routes = List.copyOf(routes);
    groups = List.copyOf(groups);
    functions = List.copyOf(functions);
    nodes = List.copyOf(nodes);
  }

  /** An application as a whole. */
  public AppResult app(AppId id) {
    return apps.stream()
        .filter(each -> each.app().equals(id) && each.tier().isEmpty())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No application (" + id + ")."));
  }

  /** A function on a node. */
  public FunctionResult function(Acquisition pair) {
    return functions.stream()
        .filter(each -> each.pair().equals(pair))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No such pair (" + pair + ")."));
  }

  /**
   * Latencies, ms, with 95 % confidence intervals from batch means.
   *
   * @param mean mean
   * @param p50 median
   * @param p95 95th percentile
   * @param p99 99th percentile
   * @param largest largest seen
   */
  public record Latency(
      Interval mean, double p50, Interval p95, double p99, double largest) {}

  /**
   * An application, or the part of it that one tier served.
   *
   * @param app which
   * @param tier the farthest tier that served its movable calls; empty for all
   * @param completed requests answered
   * @param latency of those
   * @param coldShare of those, the share with a cold start on its way
   * @param onTimeShare of those, the share within the deadline; 1 without a deadline
   * @param failed requests given up; counted for the application as a whole only
   * @param refusedCalls attempts that met a limit or a full buffer
   * @param lostCalls attempts that met a failure
   * @param unserved requests of devices the placement leaves out
   */
  public record AppResult(
      AppId app,
      Optional<Tier> tier,
      long completed,
      Latency latency,
      double coldShare,
      double onTimeShare,
      long failed,
      long refusedCalls,
      long lostCalls,
      long unserved) {}

  /**
   * A route of a group.
   *
   * @param group whose
   * @param calls the route
   * @param completed requests answered
   * @param percentileMillis latency at the percentile of the deadline, else the 95th
   */
  public record RouteResult(
      GroupId group, List<CallPlacement> calls, long completed, double percentileMillis) {

    /** Copies the list. */
    public RouteResult {
      calls = List.copyOf(calls);
    }
  }

  /**
   * A group.
   *
   * @param group which
   * @param devices how many
   * @param requests sent
   * @param joulesPerRequest energy of the device above idle, and idle power shared out
   * @param watts mean power of a device
   * @param batteryPercentPerHour of its capacity; 0 on mains
   * @param dead devices whose battery ran out
   */
  public record GroupResult(
      GroupId group,
      int devices,
      long requests,
      double joulesPerRequest,
      double watts,
      double batteryPercentPerHour,
      int dead) {}

  /**
   * A function on a node.
   *
   * @param pair which
   * @param calls calls that arrived
   * @param cold of them, those that started an instance
   * @param refused of them, those that were refused
   * @param busySeconds instance-seconds with a call
   * @param idleSeconds instance-seconds without
   * @param startingSeconds instance-seconds from the decision to readiness
   * @param waiting how they waited
   */
  public record FunctionResult(
      Acquisition pair,
      long calls,
      long cold,
      long refused,
      double busySeconds,
      double idleSeconds,
      double startingSeconds,
      Wait waiting) {}

  /**
   * How calls waited, start-ups included, by batch means.
   *
   * @param waited share that waited at all
   * @param beyondBudget share that waited longer than the function's budget
   * @param meanMillis mean wait of all
   * @param refused share refused
   */
  public record Wait(
      Interval waited, Interval beyondBudget, Interval meanMillis, Interval refused) {}

  /**
   * A node.
   *
   * @param node which
   * @param calls calls that arrived
   * @param busyCores mean busy cores; on platforms that give each instance its own, calls at once
   * @param utilisation of its cores; NaN where they are unlimited
   * @param memoryGib mean memory that instances hold
   * @param moneyPerHour by the node's prices
   * @param downShare share of the time it was down
   */
  public record NodeResult(
      NodeId node,
      long calls,
      double busyCores,
      double utilisation,
      double memoryGib,
      double moneyPerHour,
      double downShare) {}
}
