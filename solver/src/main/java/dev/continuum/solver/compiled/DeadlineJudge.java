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
  record Ingredients(List<LatencyLaw> random, double probability) {}

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
    if (probability >= 1) {
      return Long.MAX_VALUE;
    }
    List<MakespanQuantile.Arc> arcs = new ArrayList<>();
    for (int[] edge : judge.edges()) {
      arcs.add(arc(edge, route, judge));
    }
    if (judge.isChain()) {
      return chainMicros(vertices, arcs, probability);
    }
    LatencyLaw law = new MakespanQuantile(vertices, arcs).law();
    long random = randomNanos(new Ingredients(List.of(law.randomPart()), probability));
    return Math.ceilDiv(Math.addExact(law.constantNanos(), random), 1000L);
  }

  /** In a chain constants add and the rest does not depend on order. */
  private long chainMicros(
      List<LatencyLaw> vertices, List<MakespanQuantile.Arc> arcs, double probability) {
    long constant = 0;
    List<LatencyLaw> random = new ArrayList<>(vertices.size() + arcs.size());
    for (LatencyLaw law : vertices) {
      constant += law.constantNanos();
      if (!law.isConstant()) {
        random.add(randomPart(law));
      }
    }
    for (MakespanQuantile.Arc arc : arcs) {
      constant += 1000 * arc.delayMicros() + arc.law().constantNanos();
      if (!arc.law().isConstant()) {
        random.add(randomPart(arc.law()));
      }
    }
    if (random.isEmpty()) {
      return Math.ceilDiv(constant, 1000L);
    }
    random.sort(null);
    return Math.ceilDiv(
        Math.addExact(constant, randomNanos(new Ingredients(random, probability))), 1000L);
  }

  private static LatencyLaw randomPart(LatencyLaw law) {
    return law.constantNanos() == 0 ? law : law.randomPart();
  }

  private long randomNanos(Ingredients key) {
    Long known = randomNanos.get(key);
    if (known == null) {
      known = LatencyLaw.sum(key.random()).quantileNanos(key.probability());
      randomNanos.put(key, known);
    }
    return known;
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
