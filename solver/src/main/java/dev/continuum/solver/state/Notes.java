package dev.continuum.solver.state;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a placement under construction was like before it was changed, as far as it was changed
 * since: by it changes are told, and taken back exactly. Not thread-safe.
 */
public final class Notes {

  private final SortedMap<Integer, List<RouteShare>> shares = new TreeMap<>();
  private final SortedMap<Integer, Pair> pairs = new TreeMap<>();

  Notes() {}

  /**
   * A function on a node, as it was.
   *
   * @param warm instances
   * @param present whether its artifact was there
   * @param forced whether it was kept warm for spreading
   */
  public record Pair(long warm, boolean present, boolean forced) {}

  void group(int group, List<RouteShare> before) {
    if (!shares.containsKey(group)) {
      shares.put(group, List.copyOf(before));
    }
  }

  void pair(int pair, long warm, boolean present, boolean forced) {
    if (!pairs.containsKey(pair)) {
      pairs.put(pair, new Pair(warm, present, forced));
    }
  }

  /** Groups that were touched, with their routes of then. */
  public SortedMap<Integer, List<RouteShare>> shares() {
    return shares;
  }

  /** Pairs that were touched, as they were then. */
  public SortedMap<Integer, Pair> pairs() {
    return pairs;
  }
}
