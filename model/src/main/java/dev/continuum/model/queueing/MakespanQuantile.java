package dev.continuum.model.queueing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latency of a graph of calls from the client's request to the last reply: the longest path,
 * with independent latencies on calls (vertices) and transfers (arcs).
 *
 * <p>Chains, trees and all series-parallel graphs are reduced to sums and maxima of independent
 * latencies, which is exact up to the grid of {@link LatencyLaw}. In any other graph what cannot be
 * reduced is passed through call by call as if the paths into a join, from the last point they
 * share, were independent, which errs upward only, since the finish times of calls are associated.
 *
 * <p>Sources: J. Valdes, R. E. Tarjan, E. L. Lawler, The recognition of series parallel digraphs,
 * SIAM J. Comput. 11(2), 1982, DOI 10.1137/0211023; G. B. Kleindorfer, Bounding distributions for a
 * stochastic acyclic network, Operations Research 19(7), 1971, DOI 10.1287/opre.19.7.1586.
 *
 * <p>Immutable and thread-safe.
 *
 * @param vertices latency of each call, in a topological order
 * @param arcs transfers, in any order; several may join the same two calls
 */
public record MakespanQuantile(List<LatencyLaw> vertices, List<Arc> arcs) {

  /**
   * A transfer.
   *
   * @param from index of the call before, or {@link #ENTRY}
   * @param to index of the call after, above {@code from}, or {@link #REPLY}
   * @param delayMicros its constant part in µs, >= 0
   * @param law what comes on top, {@link LatencyLaw#ZERO} for nothing
   */
  public record Arc(int from, int to, long delayMicros, LatencyLaw law) {

    /** The client as the origin of a transfer. */
    public static final int ENTRY = -1;

    /** The client as the end of a transfer. */
    public static final int REPLY = Integer.MAX_VALUE;

    /** Checks ranges. */
    public Arc {
      if (from < ENTRY || to <= from || delayMicros < 0) {
        throw new IllegalArgumentException(
            "The transfer (" + from + " to " + to + ", " + delayMicros + " µs) must go forward");
      }
    }

    /** From the client to a call. */
    public static Arc entry(int to, long delayMicros, LatencyLaw law) {
      return new Arc(ENTRY, to, delayMicros, law);
    }

    /** From a call back to the client. */
    public static Arc reply(int from, long delayMicros, LatencyLaw law) {
      return new Arc(from, REPLY, delayMicros, law);
    }

    private LatencyLaw whole() {
      return law.shift(delayMicros);
    }
  }

  /** Copies, and checks that arcs join known calls. */
  public MakespanQuantile {
    vertices = List.copyOf(vertices);
    arcs = List.copyOf(arcs);
    for (Arc arc : arcs) {
      boolean known = arc.to() == Arc.REPLY || arc.to() < vertices.size();
      if (!known || arc.from() >= vertices.size()) {
        throw new IllegalArgumentException(
            "The transfer (" + arc + ") must join calls below " + vertices.size());
      }
    }
  }

  /** The p-quantile in whole µs, rounded up. */
  public long micros(double probability) {
    return law().quantileMicros(probability);
  }

  /** The law of the makespan; for a graph that is not series-parallel, one that is not below it. */
  public LatencyLaw law() {
    List<Segment> left = reduced(segments());
    if (left.size() == 1) {
      return left.getFirst().law();
    }
    Map<Integer, List<Segment>> into = new TreeMap<>();
    for (Segment segment : left) {
      into.computeIfAbsent(segment.to(), key -> new ArrayList<>()).add(segment);
    }
    return independentJoins(into);
  }

  /**
   * Each point's time since its dominator, the last point that all ways to it share: the largest,
   * over the ways in, of independent copies. What lies before the dominator is common to all ways
   * in and is added once, which makes the bound tighter than one that starts from the client.
   */
  private LatencyLaw independentJoins(Map<Integer, List<Segment>> into) {
    int[] dominator = new int[end() + 1];
    LatencyLaw[] sinceDominator = new LatencyLaw[end() + 1];
    // Points are numbered in topological order, so all that leads to one is known when it is met.
    for (Map.Entry<Integer, List<Segment>> entry : into.entrySet()) {
      int point = entry.getKey();
      int common = entry.getValue().getFirst().from();
      for (Segment segment : entry.getValue()) {
        common = shared(dominator, common, segment.from());
      }
      List<LatencyLaw> ways = new ArrayList<>();
      for (Segment segment : entry.getValue()) {
        ways.add(since(common, segment.from(), dominator, sinceDominator).plus(segment.law()));
      }
      dominator[point] = common;
      sinceDominator[point] = LatencyLaw.max(ways);
    }
    return since(start(), end(), dominator, sinceDominator);
  }

  private static int shared(int[] dominator, int a, int b) {
    int one = a;
    int other = b;
    while (one != other) {
      if (one > other) {
        one = dominator[one];
      } else {
        other = dominator[other];
      }
    }
    return one;
  }

  private static LatencyLaw since(int from, int to, int[] dominator, LatencyLaw[] sinceDominator) {
    LatencyLaw sum = LatencyLaw.ZERO;
    for (int point = to; point != from; point = dominator[point]) {
      sum = sum.plus(sinceDominator[point]);
    }
    return sum;
  }

  /** Whether the graph is series-parallel, so that only the grid keeps the quantile from exact. */
  public boolean isExact() {
    return reduced(segments()).size() <= 1;
  }

  private record Segment(int from, int to, LatencyLaw law) {}

  private int start() {
    return 0;
  }

  private int end() {
    return 2 * vertices.size() + 1;
  }

  /** The graph with a call's latency on a segment of its own, from its start to its finish. */
  private List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    boolean[] entered = new boolean[vertices.size()];
    boolean[] left = new boolean[vertices.size()];
    for (Arc arc : arcs) {
      int from = arc.from() == Arc.ENTRY ? start() : 2 * arc.from() + 2;
      int to = arc.to() == Arc.REPLY ? end() : 2 * arc.to() + 1;
      segments.add(new Segment(from, to, arc.whole()));
      if (arc.to() != Arc.REPLY) {
        entered[arc.to()] = true;
      }
      if (arc.from() != Arc.ENTRY) {
        left[arc.from()] = true;
      }
    }
    for (int v = 0; v < vertices.size(); v++) {
      segments.add(new Segment(2 * v + 1, 2 * v + 2, vertices.get(v)));
      if (!entered[v]) {
        segments.add(new Segment(start(), 2 * v + 1, LatencyLaw.ZERO));
      }
      if (!left[v]) {
        segments.add(new Segment(2 * v + 2, end(), LatencyLaw.ZERO));
      }
    }
    return segments;
  }

  private List<Segment> reduced(List<Segment> segments) {
    List<Segment> current = segments;
    while (true) {
      List<Segment> next = series(parallel(current));
      if (next.size() == current.size()) {
        return next;
      }
      current = next;
    }
  }

  /** Segments between the same two points become one, their maximum. */
  private static List<Segment> parallel(List<Segment> segments) {
    Map<Integer, Map<Integer, List<LatencyLaw>>> byEnds = new TreeMap<>();
    for (Segment segment : segments) {
      byEnds
          .computeIfAbsent(segment.from(), key -> new TreeMap<>())
          .computeIfAbsent(segment.to(), key -> new ArrayList<>())
          .add(segment.law());
    }
    List<Segment> joined = new ArrayList<>();
    byEnds.forEach(
        (from, byTo) ->
            byTo.forEach((to, laws) -> joined.add(new Segment(from, to, LatencyLaw.max(laws)))));
    return joined;
  }

  /** Points with one way in and one way out vanish, the two segments becoming their sum. */
  private List<Segment> series(List<Segment> segments) {
    List<Segment> current = new ArrayList<>(segments);
    for (int point = start() + 1; point < end(); point++) {
      List<Segment> in = new ArrayList<>();
      List<Segment> out = new ArrayList<>();
      for (Segment segment : current) {
        if (segment.to() == point) {
          in.add(segment);
        }
        if (segment.from() == point) {
          out.add(segment);
        }
      }
      if (in.size() == 1 && out.size() == 1) {
        Segment before = in.getFirst();
        Segment after = out.getFirst();
        current.remove(before);
        current.remove(after);
        current.add(new Segment(before.from(), after.to(), before.law().plus(after.law())));
      }
    }
    return current;
  }
}
