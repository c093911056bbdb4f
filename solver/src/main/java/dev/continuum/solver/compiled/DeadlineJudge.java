package dev.continuum.solver.compiled;

import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.queueing.MakespanQuantile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a route misses its application's deadline: the quantile of the makespan against the
 * limit. The random part of a route's latency depends on few ingredients (classes of processor,
 * jitters), so its quantile is kept by them. Thread-safe.
 */
final class DeadlineJudge {

  /** What the quantile of a random latency depends on. */
  record Ingredients(LatencyLaw random, double probability) {}

  static final DeadlineJudge NONE =
      new DeadlineJudge(
          Long.MAX_VALUE,
          0.5,
          false,
          new LatencyLaw[0][],
          new double[0],
          new ConcurrentHashMap<>());

  private final long limitMicros;
  private final double percentile;
  private final boolean hard;
  private final @Nullable LatencyLaw[][] lawOf;
  private final double[] epsilon;
  private final ConcurrentHashMap<Ingredients, Long> randomNanos;

  /** Laws by function and node, the device last; ε by function where the quantile counts it. */
  DeadlineJudge(
      long limitMicros,
      double percentile,
      boolean hard,
      @Nullable LatencyLaw[][] lawOf,
      double[] epsilon,
      ConcurrentHashMap<Ingredients, Long> randomNanos) {
    this.limitMicros = limitMicros;
    this.percentile = percentile;
    this.hard = hard;
    this.lawOf = lawOf;
    this.epsilon = epsilon;
    this.randomNanos = randomNanos;
  }

  boolean exists() {
    return limitMicros != Long.MAX_VALUE;
  }

  boolean hard() {
    return hard;
  }

  boolean misses(int[] route, RouteJudge judge) {
    return exists() && micros(route, judge) > limitMicros;
  }

  private long micros(int[] route, RouteJudge judge) {
    double probability = percentile;
    List<LatencyLaw> vertices = new ArrayList<>(route.length);
    for (int call = 0; call < route.length; call++) {
      int f = judge.function(route, call);
      int place = judge.place(route, call);
      LatencyLaw law = lawOf[f][place == RouteSpace.LOCAL ? lawOf[f].length - 1 : place];
      if (law == null) {
        throw new IllegalStateException("A route uses a function where it has no profile");
      }
      vertices.add(law);
      probability += epsilon[f];
    }
    List<MakespanQuantile.Arc> arcs = new ArrayList<>();
    for (int[] edge : judge.edges()) {
      arcs.add(arc(edge, route, judge));
    }
    LatencyLaw law = new MakespanQuantile(vertices, arcs).law();
    Ingredients key = new Ingredients(law.randomPart(), probability);
    Long known = randomNanos.get(key);
    if (known == null) {
      known = key.random().quantileNanos(probability);
      randomNanos.put(key, known);
    }
    return Math.ceilDiv(Math.addExact(law.constantNanos(), known), 1000L);
  }

  private static MakespanQuantile.Arc arc(int[] edge, int[] route, RouteJudge judge) {
    Hops hops = judge.hops();
    int tail = edge[0];
    int head = edge[1] == Transfer.CLIENT ? MakespanQuantile.Arc.REPLY : edge[1];
    int from = judge.place(route, edge[0]);
    int to = judge.place(route, edge[1]);
    int index = edge[2];
    if (index < 0 || from == to) {
      return new MakespanQuantile.Arc(tail, head, 0, LatencyLaw.ZERO);
    }
    long delay =
        Rounding.transferMicros(
            hops.latencyMicros(from, to),
            judge.transferList().get(index).bytes(),
            new Bandwidth(hops.bitsPerSecond(from, to)));
    double mean = hops.jitterMeanMicros(from, to);
    LatencyLaw jitter =
        mean > 0 ? LatencyLaw.jitter(mean, hops.jitterVarianceMicros(from, to)) : LatencyLaw.ZERO;
    return new MakespanQuantile.Arc(tail, head, delay, jitter);
  }
}
