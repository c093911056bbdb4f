package dev.continuum.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Node n and access points a to e. */
class DeclaredNetworkTest {

  private final List<Link> links = new ArrayList<>();
  private final List<PairDelay> delays = new ArrayList<>();
  private Optional<DistanceRule> rule = Optional.empty();

  private void link(String a, String b, int millis) {
    links.add(Link.of(new PointId(a), new PointId(b), Duration.ofMillis(millis)));
  }

  private Optional<Connection> way(String from, String to) {
    Topology topology =
        new Topology(
            List.of(),
            List.of(),
            List.of(Lab.node("n").withPosition(new Position(0, 0))),
            Stream.of("a", "b", "c", "d", "e")
                .map(
                    id ->
                        new AccessPoint(
                            new PointId(id),
                            id.equals("e") ? Optional.of(new Position(3, 4)) : Optional.empty()))
                .toList(),
            links,
            delays,
            rule);
    return new DeclaredNetwork(topology).connection(new PointId(from), new PointId(to));
  }

  private String hops(String from, String to) {
    StringBuilder text = new StringBuilder(from);
    way(from, to).orElseThrow().hops().forEach(hop -> text.append(hop.to()));
    return text.toString();
  }

  @Test
  void theShortestPathIsByLatency() {
    link("a", "n", 10);
    link("a", "b", 4);
    link("b", "n", 5);

    assertThat(way("a", "n").orElseThrow().latencyMicros()).isEqualTo(9000);
    assertThat(hops("a", "n")).isEqualTo("abn");
    assertThat(hops("n", "a")).isEqualTo("nba");
  }

  @Test
  void ofEqualLatenciesTheFewestHopsWin() {
    link("a", "d", 5);
    link("d", "n", 5);
    link("a", "b", 2);
    link("b", "c", 3);
    link("c", "n", 5);

    assertThat(hops("a", "n")).isEqualTo("adn");
    assertThat(hops("n", "a")).isEqualTo("nda");
  }

  @Test
  void ofEqualHopsTheLowestIdsAlongThePathWin() {
    // From a: b before c; from n: d before e. The ways there and back differ.
    link("a", "b", 1);
    link("a", "c", 1);
    link("b", "e", 1);
    link("c", "d", 1);
    link("d", "n", 1);
    link("e", "n", 1);

    assertThat(hops("a", "n")).isEqualTo("aben");
    assertThat(hops("n", "a")).isEqualTo("ndca");
    assertThat(hops("a", "e")).isEqualTo("abe");
  }

  @Test
  void aLaterLowIdDoesNotOutweighAnEarlierOne() {
    link("a", "b", 1);
    link("a", "c", 1);
    link("b", "e", 1);
    link("c", "b", 9);
    link("c", "d", 1);
    link("d", "n", 1);
    link("e", "n", 1);

    // Of d's and e's predecessors the path through b is lower, whatever d and e are called.
    assertThat(hops("a", "n")).isEqualTo("aben");
  }

  @Test
  void explicitDelaysWinInTheirDirectionOnly() {
    link("a", "n", 10);
    delays.add(
        new PairDelay(
            new PointId("a"),
            new PointId("n"),
            Duration.ofMillis(99),
            Duration.ofMillis(2),
            new Bandwidth(5)));

    Connection there = way("a", "n").orElseThrow();
    assertThat(there.latencyMicros()).isEqualTo(99_000);
    assertThat(there.hops()).isEmpty();
    assertThat(there.bandwidth()).isEqualTo(new Bandwidth(5));
    assertThat(there.jitterSeconds()).isEqualTo(0.002);
    assertThat(way("n", "a").orElseThrow().latencyMicros()).isEqualTo(10_000);
  }

  @Test
  void explicitDelaysAreNoPartOfPaths() {
    delays.add(PairDelay.of(new PointId("a"), new PointId("b"), Duration.ofMillis(1)));
    link("b", "n", 1);

    assertThat(way("a", "n")).isEmpty();
  }

  @Test
  void theNarrowestLinkInTheDirectionCounts() {
    links.add(
        Link.of(new PointId("b"), new PointId("a"), Duration.ofMillis(1))
            .withBandwidth(new Bandwidth(10), new Bandwidth(20), 1));
    links.add(
        Link.of(new PointId("b"), new PointId("n"), Duration.ofMillis(1))
            .withBandwidth(new Bandwidth(30), new Bandwidth(5), 1));

    assertThat(way("a", "n").orElseThrow().bandwidth()).isEqualTo(new Bandwidth(20));
    assertThat(way("n", "a").orElseThrow().bandwidth()).isEqualTo(new Bandwidth(5));
  }

  @Test
  void distanceStandsInWhereNothingElseJoins() {
    rule = Optional.of(new DistanceRule(1000, 10, 500, new Bandwidth(7), Position.Geometry.PLANE));
    link("a", "n", 10);

    // 5 km × 10 + 1000.
    Connection way = way("e", "n").orElseThrow();
    assertThat(way.latencyMicros()).isEqualTo(1050);
    assertThat(way.jitterSeconds()).isEqualTo(0.0005);
    assertThat(way.bandwidth()).isEqualTo(new Bandwidth(7));
    assertThat(way("a", "n").orElseThrow().latencyMicros()).isEqualTo(10_000);
    assertThat(way("b", "n")).isEmpty();
  }

  @Test
  void aPointIsAtItself() {
    assertThat(way("a", "a")).contains(Connection.NONE);
  }

  @Test
  void latenciesRoundUpLinkByLink() {
    links.add(Link.of(new PointId("a"), new PointId("b"), Duration.ofNanos(1)));
    links.add(Link.of(new PointId("b"), new PointId("n"), Duration.ofNanos(1001)));

    assertThat(way("a", "n").orElseThrow().latencyMicros()).isEqualTo(3);
  }

  @Property(tries = 150)
  void pathsAreTheLowestOfAllSimplePaths(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // The instance lives through all tries.
    links.clear();
    List<String> ids = List.of("a", "b", "c", "d", "e", "n");
    for (int i = 0; i < ids.size(); i++) {
      for (int j = i + 1; j < ids.size(); j++) {
        if (random.nextDouble() < 0.45) {
          link(ids.get(i), ids.get(j), random.nextInt(0, 4));
        }
      }
    }
    for (String from : ids) {
      for (String to : ids) {
        Optional<String> best =
            simplePaths(from, to).stream()
                .min(
                    Comparator.comparingInt(this::millis)
                        .thenComparingInt(String::length)
                        .thenComparing(Comparator.naturalOrder()));
        assertThat(way(from, to).isPresent()).isEqualTo(best.isPresent());
        best.ifPresent(path -> assertThat(hops(from, to)).isEqualTo(path));
      }
    }
  }

  private List<String> simplePaths(String path, String to) {
    String last = path.substring(path.length() - 1);
    if (last.equals(to)) {
      return List.of(path);
    }
    List<String> found = new ArrayList<>();
    for (Link link : links) {
      for (String next : List.of(link.a().value(), link.b().value())) {
        boolean touches = link.a().value().equals(last) || link.b().value().equals(last);
        if (touches && !path.contains(next)) {
          found.addAll(simplePaths(path + next, to));
        }
      }
    }
    return found;
  }

  private int millis(String path) {
    int sum = 0;
    for (int i = 0; i + 1 < path.length(); i++) {
      String hop = path.substring(i, i + 2);
      for (Link link : links) {
        String there = link.a().value() + link.b().value();
        String back = link.b().value() + link.a().value();
        sum += hop.equals(there) || hop.equals(back) ? (int) link.latency().toMillis() : 0;
      }
    }
    return sum;
  }
}
