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
    NearestFirst queue = new NearestFirst();
    long[] offered = new long[micros.length];
    Arrays.fill(offered, Long.MAX_VALUE);
    queue.add(start, 0, 0);
    while (!queue.isEmpty()) {
      int point = queue.point();
      long length = queue.micros();
      int steps = queue.hops();
      queue.remove();
      if (hops[point] == UNREACHED) {
        micros[point] = length;
        hops[point] = steps;
        offer(queue, offered, point);
      }
    }
  }

  private void offer(NearestFirst queue, long[] offered, int point) {
    int[] next = network.next(point);
    long[] steps = network.micros(point);
    for (int i = 0; i < next.length; i++) {
      long way = micros[point] + steps[i];
      if (hops[next[i]] == UNREACHED && way <= offered[next[i]]) {
        offered[next[i]] = way;
        queue.add(next[i], way, hops[point] + 1);
      }
    }
  }

  /** The points from a start to the root, both included. */
  Optional<List<PointId>> toRoot(PointId start) {
    Optional<Label> label = label(start);
    if (label.isEmpty()) {
      return Optional.empty();
    }
    PointId[] path = new PointId[label.get().hops() + 1];
    path[0] = start;
    int at = network.number(start);
    long left = label.get().micros();
    for (int i = 1; i < path.length; i++) {
      at = nextOnBestPath(at, left, path.length - i);
      left = micros[at];
      path[i] = network.point(at);
    }
    return Optional.of(List.of(path));
  }

  /** The points from the root to an end, both included. */
  Optional<List<PointId>> fromRoot(PointId end) {
    return label(end).map(label -> lowestFromRoot(end));
  }

  /** The lowest neighbour of a point on a best path, so long and of so many hops, to the root. */
  private int nextOnBestPath(int point, long length, int left) {
    if (left == 1) {
      return network.number(root);
    }
    int[] next = network.next(point);
    long[] steps = network.micros(point);
    for (int i = 0; i < next.length; i++) {
      if (hops[next[i]] == left - 1 && micros[next[i]] + steps[i] == length) {
        return next[i];
      }
    }
    throw new IllegalStateException(
        "No way back to the root (" + root + ") from " + network.point(point));
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
