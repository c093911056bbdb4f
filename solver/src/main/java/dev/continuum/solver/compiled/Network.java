package dev.continuum.solver.compiled;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Topology;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Delays between points: explicit ones first, then shortest paths of links, then the distance rule.
 * A row is computed when first asked for, and only for points that links or explicit delays leave;
 * distances are computed each time, since clients' points may be a million. Thread-safe.
 */
final class Network {

  static final long UNREACHABLE = PathRow.UNREACHABLE;

  private static final int[] NO_LINKS = {};

  private final Map<PointId, Integer> indexOf;
  private final Optional<Position>[] positions;
  private final LinkGraph graph;
  private final Map<Integer, Map<Integer, PairDelay>> delays = new HashMap<>();
  private final Optional<DistanceRule> rule;
  private final AtomicReferenceArray<PathRow> rows;

  /** Whether links or explicit delays leave a point. */
  private final boolean[] joined;

  private final ConcurrentHashMap<Moments, LatencyLaw> jitters = new ConcurrentHashMap<>();

  private record Moments(double mean, double variance) {}

  /** Capacity of directed links, millibit/s: link a→b at 2i, b→a at 2i+1; LARGEST if unlimited. */
  final long[] linkMillibits;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Network(Topology topology) {
    TreeMap<PointId, Optional<Position>> points = new TreeMap<>();
    topology.nodes().forEach(node -> points.put(node.id().point(), node.position()));
    topology.accessPoints().forEach(point -> points.put(point.id(), point.position()));
    indexOf = HashMap.newHashMap(points.size());
    positions = new Optional[points.size()];
    points.forEach(
        (id, position) -> {
          positions[indexOf.size()] = position;
          indexOf.put(id, indexOf.size());
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
    graph = new LinkGraph(positions.length, links, indexOf);
    for (PairDelay delay : topology.delays()) {
      delays
          .computeIfAbsent(index(delay.from()), from -> new HashMap<>())
          .put(index(delay.to()), delay);
    }
    rule = topology.distanceRule();
    rows = new AtomicReferenceArray<>(positions.length);
    joined = new boolean[positions.length];
    for (int point = 0; point < joined.length; point++) {
      joined[point] = graph.leaves(point) || delays.containsKey(point);
    }
  }

  /** The distance rule, if no link or explicit delay is there to override it. */
  Optional<DistanceRule> distanceAlone() {
    for (boolean any : joined) {
      if (any) {
        return Optional.empty();
      }
    }
    return rule;
  }

  /**
   * Whether no way between two points is longer than one by a third: shortest paths alone, or
   * distances alone.
   */
  boolean isMetric() {
    return delays.isEmpty() && (rule.isEmpty() || distanceAlone().isPresent());
  }

  /** Positions by point. */
  List<Optional<Position>> positions() {
    return Arrays.asList(positions);
  }

  boolean knows(PointId point) {
    return indexOf.containsKey(point);
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

  /** Latency without payload, µs, or {@link #UNREACHABLE}. */
  long latencyMicros(int from, int to) {
    PathRow row = row(from);
    return row != null ? row.latencyMicros[to] : distanceMicros(from, to);
  }

  /** The narrowest bandwidth on the way, bit/s; 0 where there is no way. */
  double bitsPerSecond(int from, int to) {
    PathRow row = row(from);
    return row != null ? row.bitsPerSecond[to] : distanceBits(from, to);
  }

  double jitterMeanMicros(int from, int to) {
    PathRow row = row(from);
    return row != null ? row.jitterMeanMicros[to] : distanceJitter(from, to);
  }

  double jitterVarianceMicros(int from, int to) {
    PathRow row = row(from);
    if (row != null) {
      return row.jitterVarianceMicros[to];
    }
    double mean = distanceJitter(from, to);
    return mean * mean;
  }

  /** Directed limited links on the way. */
  int[] links(int from, int to) {
    PathRow row = row(from);
    int[] links = row == null ? null : row.links[to];
    return links == null ? NO_LINKS : links;
  }

  private @Nullable PathRow row(int from) {
    if (!joined[from]) {
      return null;
    }
    PathRow row = rows.get(from);
    if (row == null) {
      rows.compareAndSet(from, null, compute(from));
      row = rows.get(from);
    }
    return row;
  }

  private PathRow compute(int source) {
    PathRow row = graph.shortestPaths(source);
    Map<Integer, PairDelay> explicit = delays.getOrDefault(source, Map.of());
    for (int to = 0; to < positions.length; to++) {
      if (row.latencyMicros[to] == UNREACHABLE) {
        row.latencyMicros[to] = distanceMicros(source, to);
        row.bitsPerSecond[to] = distanceBits(source, to);
        setJitter(row, to, distanceJitter(source, to));
      }
    }
    explicit.forEach(
        (to, delay) -> {
          if (to != source) {
            row.latencyMicros[to] = Rounding.micros(delay.latency());
            row.bitsPerSecond[to] = delay.bandwidth().bitsPerSecond();
            row.links[to] = null;
            setJitter(row, to, delay.jitter().toNanos() / 1000.0);
          }
        });
    return row;
  }

  private boolean byDistance(int from, int to) {
    return rule.isPresent() && positions[from].isPresent() && positions[to].isPresent();
  }

  private long distanceMicros(int from, int to) {
    if (from == to) {
      return 0;
    }
    if (!byDistance(from, to)) {
      return UNREACHABLE;
    }
    DistanceRule distance = rule.orElseThrow();
    double km =
        positions[from]
            .orElseThrow()
            .kilometresTo(positions[to].orElseThrow(), distance.geometry());
    return Rounding.distanceMicros(distance.baseMicros(), distance.microsPerKilometre(), km);
  }

  private double distanceBits(int from, int to) {
    if (from == to) {
      return Double.POSITIVE_INFINITY;
    }
    return byDistance(from, to) ? rule.orElseThrow().bandwidth().bitsPerSecond() : 0;
  }

  private double distanceJitter(int from, int to) {
    return from != to && byDistance(from, to) ? rule.orElseThrow().jitterMicros() : 0;
  }

  private static void setJitter(PathRow row, int to, double meanMicros) {
    row.jitterMeanMicros[to] = meanMicros;
    row.jitterVarianceMicros[to] = meanMicros * meanMicros;
  }
}
