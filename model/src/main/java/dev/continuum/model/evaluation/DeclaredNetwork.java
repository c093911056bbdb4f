package dev.continuum.model.evaluation;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The network between points as declared: an explicit delay wins, then the shortest path of links,
 * then the distance rule. Shortest paths are found when first asked for, from a node's side where
 * one end is a node, since clients' points may be many. Not thread-safe.
 */
public final class DeclaredNetwork {

  private final Map<Pair, PairDelay> delays = new HashMap<>();
  private final LinkGraph links;
  private final Map<PointId, Position> positions = new HashMap<>();
  private final Set<PointId> nodes = new HashSet<>();
  private final Optional<DistanceRule> distanceRule;
  private final Map<PointId, ShortestPaths> trees = new HashMap<>();

  /** Of pairs that links join; the others are found as fast as they would be looked up. */
  private final Map<Pair, Connection> paths = new HashMap<>();

  private record Pair(PointId from, PointId to) {
    /** Ids that differ in a digit must not collide: there are many pairs of them. */
    @Override
    public int hashCode() {
      int mixed = (from.hashCode() * 0x9E3779B9 + to.hashCode()) * 0x85EBCA6B;
      return mixed ^ (mixed >>> 15);
    }
  }

  /** The network of a valid topology. */
  public DeclaredNetwork(Topology topology) {
    topology.delays().forEach(delay -> delays.put(new Pair(delay.from(), delay.to()), delay));
    links = new LinkGraph(topology.links());
    topology
        .nodes()
        .forEach(
            node -> {
              PointId point = node.id().point();
              nodes.add(point);
              node.position().ifPresent(position -> positions.put(point, position));
            });
    topology
        .accessPoints()
        .forEach(point -> point.position().ifPresent(at -> positions.put(point.id(), at)));
    distanceRule = topology.distanceRule();
  }

  /** How payloads get from one point to another; empty if they cannot. */
  public Optional<Connection> connection(PointId from, PointId to) {
    if (from.equals(to)) {
      return Optional.of(Connection.NONE);
    }
    Pair pair = new Pair(from, to);
    PairDelay delay = delays.get(pair);
    if (delay != null) {
      return Optional.of(Connection.of(delay.latency(), delay.jitter(), delay.bandwidth()));
    }
    Connection known = paths.get(pair);
    if (known != null) {
      return Optional.of(known);
    }
    if (links.number(from) < 0 || links.number(to) < 0) {
      return byDistance(pair);
    }
    Optional<Connection> path = path(from, to).map(this::along);
    path.ifPresent(way -> paths.put(pair, way));
    return path.isPresent() ? path : byDistance(pair);
  }

  private Optional<List<PointId>> path(PointId from, PointId to) {
    return nodes.contains(to) ? rooted(to).toRoot(from) : rooted(from).fromRoot(to);
  }

  private ShortestPaths rooted(PointId root) {
    return trees.computeIfAbsent(root, key -> new ShortestPaths(key, links));
  }

  private Connection along(List<PointId> points) {
    long latency = 0;
    double jitter = 0;
    double variance = 0;
    Bandwidth narrowest = Bandwidth.UNLIMITED;
    List<Connection.Hop> hops = new ArrayList<>();
    for (int i = 0; i + 1 < points.size(); i++) {
      Connection.Hop hop = new Connection.Hop(points.get(i), points.get(i + 1));
      Link link = link(hop);
      double mean = Connection.seconds(link.jitter());
      latency = Amount.sum(latency, Rounding.micros(link.latency()));
      jitter += mean;
      variance += mean * mean;
      narrowest = narrowest.min(capacity(link, hop));
      hops.add(hop);
    }
    return new Connection(latency, jitter, variance, narrowest, List.copyOf(hops));
  }

  /** The link of a hop. */
  public Link link(Connection.Hop hop) {
    LinkGraph.Step step = links.around(hop.from()).get(hop.to());
    if (step == null) {
      throw new IllegalArgumentException("The link (" + hop + ") is not declared.");
    }
    return step.link();
  }

  /** Capacity of a link in the direction of a hop. */
  public Bandwidth capacity(Connection.Hop hop) {
    return capacity(link(hop), hop);
  }

  private static Bandwidth capacity(Link link, Connection.Hop hop) {
    return link.a().equals(hop.from()) ? link.bandwidthAToB() : link.bandwidthBToA();
  }

  private Optional<Connection> byDistance(Pair pair) {
    Position from = positions.get(pair.from());
    Position to = positions.get(pair.to());
    if (from == null || to == null) {
      return Optional.empty();
    }
    return distanceRule.map(
        rule ->
            Connection.of(
                Rounding.distanceMicros(
                    rule.baseMicros(),
                    rule.microsPerKilometre(),
                    from.kilometresTo(to, rule.geometry())),
                rule.jitterMicros() / 1e6,
                rule.bandwidth()));
  }
}
