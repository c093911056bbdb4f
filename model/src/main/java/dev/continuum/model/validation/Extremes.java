package dev.continuum.model.validation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.topology.Topology;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;

/**
 * The largest of every price, power and delay of a continuum, for estimates from above. What is not
 * a number or negative counts as nothing here, being a fault of its own.
 */
final class Extremes {

  private static final double HALF_EQUATOR_KM = 20_038;

  double perRequest;
  double perGibSecondRun;
  double perGibSecondKept;
  double perGibSent;
  double activePerHour;
  double idleWatts;
  double wattsPerBusyCore;
  double networkMillis;
  double millisPerByte;
  double perSlotRate;
  private double leastSpeed = Double.POSITIVE_INFINITY;

  Extremes(PlacementProblem problem) {
    Topology topology = problem.topology();
    for (NodeClass kind : topology.nodeClasses()) {
      if (kind.speed() > 0) {
        leastSpeed = Math.min(leastSpeed, kind.speed());
      }
    }
    for (Node node : topology.nodes()) {
      host(node.prices(), node.power(), node.capacity().instanceRate().perSecond());
      activePerHour += sound(node.prices().activePerHour());
      idleWatts += sound(node.power().idleWatts());
    }
    for (DeviceClass device : topology.deviceClasses()) {
      host(device.prices(), device.power(), device.capacity().instanceRate().perSecond());
    }
    network(topology);
  }

  private void host(Prices prices, PowerModel power, double instanceRate) {
    perRequest = Math.max(perRequest, sound(prices.perRequest()));
    perGibSecondRun =
        Math.max(
            perGibSecondRun,
            Math.max(
                sound(prices.perGibSecondOnDemand()), sound(prices.perGibSecondProvisioned())));
    perGibSecondKept = Math.max(perGibSecondKept, sound(prices.perGibSecondKept()));
    perGibSent = Math.max(perGibSent, sound(prices.perGibSent()));
    wattsPerBusyCore = Math.max(wattsPerBusyCore, sound(power.wattsPerBusyCore()));
    if (instanceRate > 0) {
      perSlotRate = Math.max(perSlotRate, 1 / instanceRate);
    }
  }

  private void network(Topology topology) {
    double path = 0;
    for (Link link : topology.links()) {
      path += sound(Quantities.millis(link.latency()));
      bandwidth(link.bandwidthAToB());
      bandwidth(link.bandwidthBToA());
    }
    networkMillis = path;
    for (PairDelay delay : topology.delays()) {
      networkMillis = Math.max(networkMillis, sound(Quantities.millis(delay.latency())));
      bandwidth(delay.bandwidth());
    }
    topology
        .distanceRule()
        .ifPresent(
            rule -> {
              networkMillis = Math.max(networkMillis, farthestMillis(rule, topology));
              bandwidth(rule.bandwidth());
            });
  }

  private static double farthestMillis(DistanceRule rule, Topology topology) {
    double kilometres = HALF_EQUATOR_KM;
    if (rule.geometry() == Position.Geometry.PLANE) {
      double farthest = 0;
      for (Node node : topology.nodes()) {
        farthest = Math.max(farthest, node.position().map(Extremes::fromOrigin).orElse(0.0));
      }
      for (var point : topology.accessPoints()) {
        farthest = Math.max(farthest, point.position().map(Extremes::fromOrigin).orElse(0.0));
      }
      kilometres = 2 * farthest;
    }
    return sound((rule.baseMicros() + rule.microsPerKilometre() * kilometres) / 1e3);
  }

  private static double fromOrigin(Position position) {
    return sound(Math.abs(position.latitude()) + Math.abs(position.longitude()));
  }

  private void bandwidth(Bandwidth bandwidth) {
    if (bandwidth.bitsPerSecond() > 0) {
      millisPerByte = Math.max(millisPerByte, 8e3 / bandwidth.bitsPerSecond());
    }
  }

  /** The longest mean service time of a function, seconds. */
  double serviceSeconds(Function function) {
    double longest =
        function.work().map(work -> sound(Quantities.seconds(work) / leastSpeed)).orElse(0.0);
    for (ServiceProfile profile : function.profiles().values()) {
      longest = Math.max(longest, sound(Quantities.seconds(profile.mean())));
    }
    return longest;
  }

  static double sound(double value) {
    return value > 0 && Double.isFinite(value) ? value : 0;
  }
}
