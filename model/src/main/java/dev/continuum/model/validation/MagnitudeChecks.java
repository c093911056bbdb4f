package dev.continuum.model.validation;

import static dev.continuum.model.validation.Extremes.sound;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the integers of the model can hold the sums of the worst coefficients, estimated from
 * above in floating point: {@link Rounding#LARGEST} is 2^61.
 */
final class MagnitudeChecks {

  private static final double LARGEST = Rounding.LARGEST;
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double MOST_INSTANCES = 1e9;

  private final Findings findings;
  private final Declared declared;
  private final PlacementProblem problem;
  private final Extremes most;
  private final Map<AppId, AppExtremes> perRequest = new HashMap<>();
  private final Map<GroupId, Double> explicitPerDevice = new HashMap<>();
  private final Map<DeviceClassId, Double> wattsOfDevice = new HashMap<>();

  MagnitudeChecks(Findings findings, Declared declared, PlacementProblem problem) {
    this.findings = findings;
    this.declared = declared;
    this.problem = problem;
    this.most = new Extremes(problem);
    for (Application app : problem.apps()) {
      perRequest.computeIfAbsent(
          app.id(), id -> AppExtremes.of(app, declared, most, problem.weights()));
    }
    for (var cost : problem.explicitCosts()) {
      double worst = 0;
      for (double perHour : cost.perHour().values()) {
        worst = Math.max(worst, sound(Math.abs(perHour)));
      }
      explicitPerDevice.merge(cost.group(), worst, Double::sum);
    }
    for (DeviceClass device : problem.topology().deviceClasses()) {
      wattsOfDevice.putIfAbsent(
          device.id(), sound(device.power().idleWatts()) + sound(device.radio().tailWatts()));
    }
  }

  void check() {
    Totals totals = totals();
    totals.summed().forEach(Total::report);
    if (totals.cost().sum <= totals.cost().limit) {
      totals.each().report();
    }
  }

  /** The largest share that a sum has of what can be held. */
  double share() {
    Totals totals = totals();
    double most = totals.each().sum / totals.each().limit;
    for (Total total : totals.summed()) {
      most = Math.max(most, total.sum / total.limit);
    }
    return most;
  }

  /**
   * Sums.
   *
   * @param summed over groups, the cost last
   * @param each of a device alone
   */
  private record Totals(List<Total> summed, Total each) {
    Total cost() {
      return summed.getLast();
    }
  }

  private Totals totals() {
    Total load = new Total(Code.LOAD_OVERFLOW, "load", " nano-requests/s", LARGEST);
    Total cpu = new Total(Code.CPU_OVERFLOW, "CPU", " nanocores", LARGEST);
    Total traffic = new Total(Code.TRAFFIC_OVERFLOW, "traffic", " millibit/s", LARGEST);
    Total instances = new Total(Code.INSTANCES_OVERFLOW, "number of instances", "", MOST_INSTANCES);
    Total priority = new Total(Code.PRIORITY_OVERFLOW, "weight", " micro-units", LARGEST);
    Total cost = new Total(Code.COST_OVERFLOW, "worst cost", " micro-units", LARGEST);
    // A device's own terms are summed in nano-units before they are rounded to micro-units.
    Total each = new Total(Code.COST_OVERFLOW, "worst cost of a device", " nano-units", LARGEST);
    List<ClientGroup> groups = problem.groups();
    for (int i = 0; i < groups.size(); i++) {
      ClientGroup group = groups.get(i);
      Application app = declared.apps.get(group.app());
      AppExtremes request = perRequest.get(group.app());
      if (app == null || request == null) {
        continue;
      }
      double rate = sound(group.rate().perSecond());
      double all = rate * Math.max(0, group.devices());
      load.add(i, all * request.calls() * 1e9);
      cpu.add(i, all * request.millicoreSeconds() * 1e6);
      traffic.add(i, all * request.bytes() * 8e3);
      instances.add(i, all * Math.max(request.busySeconds(), request.instancesPerRate()));
      priority.add(i, all * sound(app.weight()) * 1e6);
      double perDevice = perDevice(group, request, rate);
      cost.add(i, perDevice * Math.max(0, group.devices()) * 1e6);
      each.addAlone(i, perDevice * 1e9);
    }
    cost.addShared(fixed() * 1e6);
    return new Totals(List.of(load, cpu, traffic, instances, priority, cost), each);
  }

  private double perDevice(ClientGroup group, AppExtremes request, double rate) {
    ObjectiveWeights weights = problem.weights();
    double bits =
        Math.min(
            positive(group.access().up().bitsPerSecond()),
            positive(group.access().down().bitsPerSecond()));
    double access =
        request.transfers() * sound(Quantities.millis(group.access().latency()))
            + request.bytes() * (8e3 / bits);
    double watts =
        group.deviceClass().map(id -> wattsOfDevice.getOrDefault(id, 0.0)).orElse(0.0)
            + rate * request.bytes() * joulesPerByte(group);
    return SECONDS_PER_HOUR
            * (rate * (request.cost() + sound(weights.networkPerRequestMs()) * access)
                + sound(weights.perJoule()) * watts)
        + explicitPerDevice.getOrDefault(group.id(), 0.0);
  }

  private double joulesPerByte(ClientGroup group) {
    return group
        .deviceClass()
        .map(declared.deviceClasses::get)
        .map(DeviceClass::radio)
        .map(MagnitudeChecks::joulesPerByte)
        .orElse(0.0);
  }

  private static double joulesPerByte(Radio radio) {
    return sound(radio.joulesPerByteUp()) + sound(radio.joulesPerByteDown());
  }

  private static double positive(double value) {
    return value > 0 ? value : Double.POSITIVE_INFINITY;
  }

  /** What nodes cost whoever uses them, floors and changes included. */
  private double fixed() {
    ObjectiveWeights weights = problem.weights();
    double floors = 0;
    double gib = 0;
    for (var function : problem.functions()) {
      double floor = sound((double) function.sizing().floor());
      floors += floor;
      gib += (floor + 1) * sound(function.memory().gibibytes());
    }
    int nodes = problem.topology().nodes().size();
    double horizon = sound(Quantities.seconds(problem.reconfiguration().horizon()));
    double changes =
        sound(problem.reconfiguration().pricePerStart()) * floors * nodes
            + sound(problem.reconfiguration().pricePerAcquisitionSecond())
                * problem.functions().size()
                * nodes;
    return sound(weights.perMoney()) * most.activePerHour
        + SECONDS_PER_HOUR * sound(weights.perJoule()) * most.idleWatts
        + SECONDS_PER_HOUR * sound(weights.perMoney()) * gib * nodes * most.perGibSecondKept
        + (horizon > 0 ? changes * SECONDS_PER_HOUR / horizon : 0);
  }

  /** A sum over groups, reported once, at the group that adds most to it. */
  private final class Total {
    private final Code code;
    private final String noun;
    private final String unit;
    private final double limit;
    private double sum;
    private double largest;
    private int worst = -1;

    Total(Code code, String noun, String unit, double limit) {
      this.code = code;
      this.noun = noun;
      this.unit = unit;
      this.limit = limit;
    }

    void add(int group, double share) {
      sum += share;
      if (share > largest) {
        largest = share;
        worst = group;
      }
    }

    /** A quantity of one group that is never added to those of others. */
    void addAlone(int group, double share) {
      if (share > largest) {
        largest = share;
        sum = share;
        worst = group;
      }
    }

    void addShared(double share) {
      sum += share;
      if (share > largest) {
        largest = share;
        worst = -1;
      }
    }

    void report() {
      if (sum <= limit) {
        return;
      }
      Subject at =
          worst < 0
              ? new Subject(findings, "nodes", "all nodes together")
              : Subject.of(findings, "groups", worst, "group", problem.groups().get(worst).id());
      at.fault(
          code,
          "",
          noun,
          largest + unit,
          "leave the sum over everything (" + sum + ") below " + limit + unit);
    }
  }
}
