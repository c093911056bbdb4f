package dev.continuum.model.topology;

import java.util.List;
import java.util.Optional;

/**
 * Where things can run and how they are joined.
 *
 * @param nodeClasses classes of processor
 * @param deviceClasses classes of client device
 * @param nodes edges and clouds; each is also a point of the network
 * @param accessPoints points without capacity
 * @param links links between points
 * @param delays explicit delays of pairs of points
 * @param distanceRule stands in for pairs with neither a delay nor a path
 */
public record Topology(
    List<NodeClass> nodeClasses,
    List<DeviceClass> deviceClasses,
    List<Node> nodes,
    List<AccessPoint> accessPoints,
    List<Link> links,
    List<PairDelay> delays,
    Optional<DistanceRule> distanceRule) {

  /** Copies the lists. */
  public Topology {
    nodeClasses = List.copyOf(nodeClasses);
    deviceClasses = List.copyOf(deviceClasses);
    nodes = List.copyOf(nodes);
    accessPoints = List.copyOf(accessPoints);
    links = List.copyOf(links);
    delays = List.copyOf(delays);
  }
}
