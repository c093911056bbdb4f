package dev.continuum.datasets.generator;

import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.id.ZoneId;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.topology.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The sites of a city: clustered around centres, each linked to its four nearest and to a core,
 * behind which is a region of a cloud. Links have delays and no limit on bandwidth.
 */
final class CityMap {

  static final NodeClassId EDGE = new NodeClassId("edge");
  static final NodeClassId CLOUD = new NodeClassId("cloud");

  /** One way from the core to the region; no call that goes there answers in twice this. */
  static final Duration TO_REGION = Duration.ofMillis(40);

  private static final PointId CORE = new PointId("core");
  private static final NodeId REGION = new NodeId("region");
  private static final double SIDE_KM = 40;
  private static final double CENTRE_KM = 3;
  private static final int NEAREST = 4;
  private static final double LARGE = 0.2;
  private static final double LARGE_TO_SMALL = 4;

  /** AWS Lambda on x86: a request, GB·s on demand and provisioned, GB·s kept. */
  private static final Prices REGION_PRICES =
      new Prices(2e-7, 1.66667e-5, 9.7222e-6, 4.1667e-6, 0, 0);

  /** Twice as dear, but for the request. */
  private static final Prices SITE_PRICES =
      new Prices(2e-7, 3.33334e-5, 1.94444e-5, 8.3334e-6, 0, 0);

  private final int sites;
  private final Position[] positions;
  private final ZoneId[] zones;
  private final SortedMap<NodeId, Double> parts = new TreeMap<>();

  CityMap(int sites, Draws draws) {
    this.sites = sites;
    this.positions = new Position[sites];
    this.zones = new ZoneId[sites];
    int centres = Math.min(8, 3 + sites / 50);
    double[][] centre = new double[centres][2];
    for (double[] at : centre) {
      at[0] = draws.uniform(CENTRE_KM, SIDE_KM - CENTRE_KM);
      at[1] = draws.uniform(CENTRE_KM, SIDE_KM - CENTRE_KM);
    }
    for (int s = 0; s < sites; s++) {
      int around = draws.whole(0, centres - 1);
      positions[s] =
          new Position(
              Draws.rounded(centre[around][0] + CENTRE_KM * draws.normal(), 3),
              Draws.rounded(centre[around][1] + CENTRE_KM * draws.normal(), 3));
      zones[s] = new ZoneId("centre-" + (around + 1));
      double tier = draws.chance(LARGE) ? LARGE_TO_SMALL : 1;
      parts.put(site(s), tier * draws.uniform(0.8, 1.2));
    }
  }

  NodeId site(int index) {
    return new NodeId(Numbered.of("site", index, sites));
  }

  /** Relative sizes: a fifth of the sites is four times the others. */
  SortedMap<NodeId, Double> parts() {
    return parts;
  }

  void addTo(ProblemBuilder problem) {
    Position middle = new Position(SIDE_KM / 2, SIDE_KM / 2);
    problem
        .nodeClass(new NodeClass(EDGE, 1))
        .nodeClass(new NodeClass(CLOUD, 1.2))
        .accessPoint(new AccessPoint(CORE, Optional.of(middle)))
        .node(Node.of(REGION, Tier.CLOUD, CLOUD, Capacity.UNLIMITED).withPrices(REGION_PRICES))
        .link(Link.of(CORE, REGION.point(), TO_REGION));
    for (int s = 0; s < sites; s++) {
      problem
          .node(
              Node.of(site(s), Tier.EDGE, EDGE, Capacity.UNLIMITED)
                  .withZone(zones[s])
                  .withPosition(positions[s])
                  .withPrices(SITE_PRICES))
          .link(Link.of(site(s).point(), CORE, delay(0.5, positions[s], middle)));
    }
    neighbours()
        .forEach(
            pair ->
                problem.link(
                    Link.of(
                        site(pair.low()).point(),
                        site(pair.high()).point(),
                        delay(0.2, positions[pair.low()], positions[pair.high()]))));
  }

  private record Pair(int low, int high) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      return low != other.low ? Integer.compare(low, other.low) : Integer.compare(high, other.high);
    }
  }

  private SortedSet<Pair> neighbours() {
    SortedSet<Pair> pairs = new TreeSet<>();
    for (int s = 0; s < sites; s++) {
      int here = s;
      List<Integer> others =
          new ArrayList<>(
              IntStream.range(0, sites).filter(other -> other != here).boxed().toList());
      others.sort(Comparator.comparingDouble(other -> km(positions[here], positions[other])));
      for (int other : others.subList(0, Math.min(NEAREST, others.size()))) {
        pairs.add(new Pair(Math.min(here, other), Math.max(here, other)));
      }
    }
    return pairs;
  }

  /** Equipment, and 10 µs per km of fibre that is not straight. */
  private static Duration delay(double equipmentMs, Position a, Position b) {
    return Duration.ofNanos(Math.round((equipmentMs * 1000 + 10 * km(a, b))) * 1000);
  }

  private static double km(Position a, Position b) {
    return a.kilometresTo(b, Position.Geometry.PLANE);
  }
}
