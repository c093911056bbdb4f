package dev.continuum.solver.compiled;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Delays between points: explicit ones first, then shortest paths of links, then the distance rule.
 * A row is computed when first asked for. Thread-safe.
 */
final class Network {

  private final Map<PointId, Integer> indexOf = new HashMap<>();
  private final List<Optional<Position>> positions = new ArrayList<>();
  private final LinkGraph graph;
  private final List<Map<Integer, PairDelay>> delays = new ArrayList<>();
  private final Optional<DistanceRule> rule;
  private final AtomicReferenceArray<PathRow> rows;
  private final ConcurrentHashMap<Moments, LatencyLaw> jitters = new ConcurrentHashMap<>();

  private record Moments(double mean, double variance) {}

  /** Capacity of directed links, millibit/s: link a→b at 2i, b→a at 2i+1; LARGEST if unlimited. */
  final long[] linkMillibits;

  Network(Topology topology) {
    TreeMap<PointId, Optional<Position>> points = new TreeMap<>();
    topology.nodes().forEach(node -> points.put(node.id().point(), node.position()));
    topology.accessPoints().forEach(point -> points.put(point.id(), point.position()));
    points.forEach(
        (id, position) -> {
          indexOf.put(id, positions.size());
          positions.add(position);
          delays.add(new HashMap<>());
        });
    List<Link> links = topology.links();
    linkMillibits = new long[2 * links.size()];
    for (int i = 0; i < links.size(); i++) {
      Link link = links.get(i);
      linkMillibits[2 * i] =
          Rounding.usableMillibitsPerSecond(link.bandwidthAToB(), link.utilisationCap());
      linkMillibits[2 * i + 1] =
          Rounding.usableMillibitsPerSecond(link.bandwidthBToA(), link.utilisationCap());
    }
    graph = new LinkGraph(positions.size(), links, indexOf);
    for (PairDelay delay : topology.delays()) {
      delays.get(index(delay.from())).put(index(delay.to()), delay);
    }
    rule = topology.distanceRule();
    rows = new AtomicReferenceArray<>(positions.size());
  }

  int index(PointId point) {
    Integer index = indexOf.get(point);
    if (index == null) {
      throw new IllegalArgumentException("No point " + point);
    }
    return index;
  }

  LatencyLaw jitter(double meanMicros, double varianceMicros) {
    return jitters.computeIfAbsent(
        new Moments(meanMicros, varianceMicros),
        moments -> LatencyLaw.jitter(moments.mean, moments.variance));
  }

  /** Transfers from a point. */
  PathRow from(int point) {
    PathRow row = rows.get(point);
    if (row == null) {
      rows.compareAndSet(point, null, compute(point));
      row = rows.get(point);
    }
    return row;
  }

  private PathRow compute(int source) {
    PathRow row = graph.shortestPaths(source);
    for (int to = 0; to < positions.size(); to++) {
      PairDelay explicit = delays.get(source).get(to);
      if (explicit != null && to != source) {
        row.latencyMicros[to] = Rounding.micros(explicit.latency());
        row.bitsPerSecond[to] = explicit.bandwidth().bitsPerSecond();
        row.links[to] = null;
        setJitter(row, to, explicit.jitter().toNanos() / 1000.0);
      } else if (row.latencyMicros[to] == PathRow.UNREACHABLE) {
        byDistance(row, source, to);
      }
    }
    return row;
  }

  private void byDistance(PathRow row, int from, int to) {
    if (rule.isEmpty() || positions.get(from).isEmpty() || positions.get(to).isEmpty()) {
      return;
    }
    DistanceRule distance = rule.get();
    double km =
        positions
            .get(from)
            .orElseThrow()
            .kilometresTo(positions.get(to).orElseThrow(), distance.geometry());
    row.latencyMicros[to] =
        Rounding.distanceMicros(distance.baseMicros(), distance.microsPerKilometre(), km);
    row.bitsPerSecond[to] = distance.bandwidth().bitsPerSecond();
    setJitter(row, to, distance.jitterMicros());
  }

  private static void setJitter(PathRow row, int to, double meanMicros) {
    row.jitterMeanMicros[to] = meanMicros;
    row.jitterVarianceMicros[to] = meanMicros * meanMicros;
  }
}
