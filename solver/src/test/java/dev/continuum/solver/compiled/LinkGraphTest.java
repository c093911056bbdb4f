package dev.continuum.solver.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.topology.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shortest paths against all simple paths of small graphs with many ties. */
class LinkGraphTest {

  private static final Bandwidth NARROW = Bandwidth.megabitsPerSecond(1);

  private final List<Link> links = new ArrayList<>();
  private final Map<PointId, Integer> indexOf = new HashMap<>();

  /** A way from the source: its length, its points in order, its directed links. */
  private record Path(long micros, List<Integer> points, List<Integer> directed) {

    boolean isBefore(@Nullable Path other) {
      if (other == null || micros != other.micros) {
        return other == null || micros < other.micros;
      }
      if (points.size() != other.points.size()) {
        return points.size() < other.points.size();
      }
      for (int i = 0; i < points.size(); i++) {
        int order = Integer.compare(points.get(i), other.points.get(i));
        if (order != 0) {
          return order < 0;
        }
      }
      return false;
    }
  }

  @Test
  void shortestThenFewestHopsThenFirstIds() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      int points = 2 + random.nextInt(5);
      draw(points, random.nextInt(12), random);
      LinkGraph graph = new LinkGraph(points, links, indexOf);
      for (int source = 0; source < points; source++) {
        check(graph.shortestPaths(source), all(source, points));
      }
    }
  }

  private static void check(PathRow row, @Nullable Path[] best) {
    for (int to = 0; to < best.length; to++) {
      Path path = best[to];
      assertEquals(path == null ? PathRow.UNREACHABLE : path.micros(), row.latencyMicros[to]);
      int[] links = row.links[to];
      int[] wanted =
          path == null
              ? new int[0]
              : path.directed().stream().mapToInt(Integer::intValue).toArray();
      assertArrayEquals(wanted, links == null ? new int[0] : links);
    }
  }

  private void draw(int points, int count, Random random) {
    links.clear();
    indexOf.clear();
    for (int p = 0; p < points; p++) {
      indexOf.put(point(p), p);
    }
    for (int i = 0; i < count; i++) {
      int a = random.nextInt(points);
      int b = (a + 1 + random.nextInt(points - 1)) % points;
      links.add(
          Link.of(point(a), point(b), Duration.ofMillis(random.nextInt(4)))
              .withBandwidth(NARROW, NARROW, 1));
    }
  }

  private static PointId point(int p) {
    return new PointId("p" + p);
  }

  private @Nullable Path[] all(int source, int points) {
    @Nullable Path[] best = new Path[points];
    walk(new Path(0, List.of(source), List.of()), best);
    return best;
  }

  private void walk(Path path, @Nullable Path[] best) {
    int at = path.points().getLast();
    if (path.isBefore(best[at])) {
      best[at] = path;
    }
    for (int d = 0; d < 2 * links.size(); d++) {
      Link link = links.get(d / 2);
      int from = index(d % 2 == 0 ? link.a() : link.b());
      int to = index(d % 2 == 0 ? link.b() : link.a());
      if (from == at && !path.points().contains(to)) {
        List<Integer> on = new ArrayList<>(path.points());
        on.add(to);
        List<Integer> directed = new ArrayList<>(path.directed());
        directed.add(d);
        walk(new Path(path.micros() + link.latency().toNanos() / 1000, on, directed), best);
      }
    }
  }

  private int index(PointId point) {
    return indexOf.getOrDefault(point, -1);
  }
}
