package dev.continuum.model.evaluation;

import dev.continuum.model.id.PointId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Least latency to one point, the root, over links whose latency is the same both ways; among equal
 * latencies the fewest hops (Dijkstra 1959, DOI 10.1007/BF01386390). Paths in either direction are
 * read off these labels: from a start, the lowest next id that stays on a best path, which is the
 * lexicographically lowest path.
 */
final class ShortestPaths {

  private static final int UNREACHED = -1;

  private final PointId root;
  private final LinkGraph network;

  /** Latency, µs, and hops of what is settled, by number of the point; hops are -1 elsewhere. */
  private final long[] micros;

  private final int[] hops;

  private final Map<PointId, List<PointId>> fromRoot = new HashMap<>();

  private record Label(PointId point, long micros, int hops) {}

  private record Reached(int point, long micros, int hops) implements Comparable<Reached> {
    @Override
    public int compareTo(Reached other) {
      return micros != other.micros
          ? Long.compare(micros, other.micros)
          : Integer.compare(hops, other.hops);
    }
  }

  ShortestPaths(PointId root, LinkGraph network) {
    this.root = root;
    this.network = network;
    micros = new long[network.size()];
    hops = new int[network.size()];
    Arrays.fill(hops, UNREACHED);
    if (network.number(root) >= 0) {
      settle(network.number(root));
    }
  }

  private void settle(int start) {
    PriorityQueue<Reached> queue = new PriorityQueue<>();
    long[] offered = new long[micros.length];
    Arrays.fill(offered, Long.MAX_VALUE);
    queue.add(new Reached(start, 0, 0));
    while (!queue.isEmpty()) {
      Reached nearest = queue.remove();
      if (hops[nearest.point()] != UNREACHED) {
        continue;
      }
      micros[nearest.point()] = nearest.micros();
      hops[nearest.point()] = nearest.hops();
      int[] next = network.next(nearest.point());
      long[] steps = network.micros(nearest.point());
      for (int i = 0; i < next.length; i++) {
        long way = nearest.micros() + steps[i];
        if (hops[next[i]] == UNREACHED && way <= offered[next[i]]) {
          offered[next[i]] = way;
          queue.add(new Reached(next[i], way, nearest.hops() + 1));
        }
      }
    }
  }

  /** The points from a start to the root, both included. */
  Optional<List<PointId>> toRoot(PointId start) {
    Optional<Label> label = label(start);
    if (label.isEmpty()) {
      return Optional.empty();
    }
    Label at = label.get();
    List<PointId> path = new ArrayList<>(List.of(start));
    while (at.hops() > 0) {
      at = nextOnBestPath(at);
      path.add(at.point());
    }
    return Optional.of(List.copyOf(path));
  }

  /** The points from the root to an end, both included. */
  Optional<List<PointId>> fromRoot(PointId end) {
    return label(end).map(label -> lowestFromRoot(end));
  }

  private Label nextOnBestPath(Label at) {
    if (at.hops() == 1) {
      return label(root).orElseThrow();
    }
    for (var step : network.core(at.point()).entrySet()) {
      Label next = settled(step.getKey());
      if (next != null && isBefore(next, at, step.getValue())) {
        return next;
      }
    }
    throw new IllegalStateException("No way back to the root (" + root + ") from " + at);
  }

  private static boolean isBefore(Label nearer, Label farther, LinkGraph.Step step) {
    return nearer.hops() + 1 == farther.hops()
        && nearer.micros() + step.micros() == farther.micros();
  }

  /** Each end's lowest path extends the lowest path of one of its predecessors. */
  private List<PointId> lowestFromRoot(PointId end) {
    Deque<PointId> open = new ArrayDeque<>(List.of(end));
    while (!open.isEmpty()) {
      PointId point = open.element();
      List<PointId> before = predecessors(point);
      List<PointId> unknown = before.stream().filter(p -> !fromRoot.containsKey(p)).toList();
      if (unknown.isEmpty()) {
        open.remove();
        fromRoot.computeIfAbsent(point, key -> extendLowest(before, key));
      } else {
        unknown.forEach(open::addFirst);
      }
    }
    return path(end);
  }

  private List<PointId> predecessors(PointId point) {
    Label at = label(point).orElseThrow();
    if (at.hops() == 1) {
      return List.of(root);
    }
    List<PointId> before = new ArrayList<>();
    network
        .core(point)
        .forEach(
            (next, link) -> {
              Label nearer = settled(next);
              if (nearer != null && isBefore(nearer, at, link)) {
                before.add(next);
              }
            });
    return before;
  }

  private List<PointId> extendLowest(List<PointId> before, PointId point) {
    List<PointId> path = new ArrayList<>();
    if (!before.isEmpty()) {
      path.addAll(
          Collections.min(before.stream().map(this::path).toList(), ShortestPaths::compare));
    }
    path.add(point);
    return List.copyOf(path);
  }

  private static int compare(List<PointId> one, List<PointId> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  private List<PointId> path(PointId end) {
    return known(fromRoot.get(end), end);
  }

  private @Nullable Label settled(PointId point) {
    int number = network.number(point);
    return number < 0 || hops[number] == UNREACHED
        ? null
        : new Label(point, micros[number], hops[number]);
  }

  private Optional<Label> label(PointId point) {
    Label settled = settled(point);
    if (settled != null || !network.isLeaf(point)) {
      return Optional.ofNullable(settled);
    }
    PointId only = network.around(point).firstKey();
    Label before = settled(only);
    LinkGraph.Step step = network.around(point).get(only);
    return before == null || step == null
        ? Optional.empty()
        : Optional.of(new Label(point, before.micros() + step.micros(), before.hops() + 1));
  }

  private static <T> T known(@Nullable T found, PointId point) {
    if (found == null) {
      throw new IllegalStateException("Not reached: " + point);
    }
    return found;
  }
}
