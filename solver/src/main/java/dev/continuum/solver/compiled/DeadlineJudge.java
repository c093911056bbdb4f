package dev.continuum.solver.compiled;

import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.queueing.MakespanQuantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a route misses its application's deadline: the quantile of the makespan against the
 * limit. The random part of a route's latency depends on few ingredients (classes of processor,
 * jitters), so its quantile is kept by them. Thread-safe.
 */
final class DeadlineJudge {

  /** More than a quantile read on a grid may be off, up or down ({@link LatencyLaw}). */
  static final double GRID_ERROR = 0.005;

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

  double percentile() {
    return percentile;
  }

  double limitNanos() {
    return 1000.0 * limitMicros;
  }

  /** Share of a function's calls that the quantile leaves out. */
  double epsilon(int function) {
    return epsilon[function];
  }

  LatencyLaw law(int function, int place) {
    @Nullable LatencyLaw[] laws = lawOf[function];
    LatencyLaw law = laws[place == RouteSpace.LOCAL ? laws.length - 1 : place];
    if (law == null) {
      throw new IllegalStateException("A route uses a function where it has no profile");
    }
    return law;
  }

  /** The quantile of a sum of latencies without constant parts. */
  long quantileNanos(List<LatencyLaw> random, double probability) {
    random.sort(null);
    return randomNanos(new Ingredients(random, probability));
  }

  boolean misses(int[] route, RouteJudge judge) {
    if (!exists()) {
      return false;
    }
    double probability = percentile;
    LatencyLaw[] vertices = new LatencyLaw[route.length];
    for (int call = 0; call < route.length; call++) {
      int f = judge.function(route, call);
      vertices[call] = law(f, judge.place(route, call));
      probability += epsilon[f];
    }
    if (probability >= 1) {
      return true;
    }
    List<MakespanQuantile.Arc> arcs = new ArrayList<>(judge.edges().length);
    for (int[] edge : judge.edges()) {
      arcs.add(arc(edge, route, judge));
    }
    Parts parts = new Parts(vertices, arcs, probability);
    return judge.isChain()
        ? micros(wayNanos(judge.ways().getFirst(), parts, probability)) > limitMicros
        : missesByWays(judge.ways(), parts)
            .orElseGet(() -> micros(parts.law(), parts.probability()) > limitMicros);
  }

  /** A route's latencies. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Parts(LatencyLaw[] vertices, List<MakespanQuantile.Arc> arcs, double probability) {

    LatencyLaw law() {
      return new MakespanQuantile(List.of(vertices), arcs).law();
    }
  }

  private long micros(LatencyLaw law, double probability) {
    long random = randomNanos(new Ingredients(List.of(law.randomPart()), probability));
    return micros(Math.addExact(law.constantNanos(), random));
  }

  private static long micros(long nanos) {
    return Math.ceilDiv(nanos, 1000L);
  }

  /**
   * Forks and joins are seldom near the limit: no way through them may take longer than all, and
   * all are within what each way exceeds but with its share of the probability. Both are kept by
   * few ingredients, which the exact quantile, where every delay counts, is not.
   */
  private Optional<Boolean> missesByWays(List<Way> ways, Parts parts) {
    if (ways.isEmpty()) {
      return Optional.empty();
    }
    double limit = limitNanos();
    for (Way way : ways) {
      if (wayNanos(way, parts, parts.probability()) * (1 - GRID_ERROR) > limit) {
        return Optional.of(true);
      }
    }
    double shared = 1 - (1 - parts.probability()) / ways.size();
    for (Way way : ways) {
      if (wayNanos(way, parts, shared) * (1 + GRID_ERROR) > limit) {
        return Optional.empty();
      }
    }
    return Optional.of(false);
  }

  /** The quantile of one way: constants add and the rest does not depend on order. */
  private long wayNanos(Way way, Parts parts, double probability) {
    long constant = 0;
    List<LatencyLaw> random = new ArrayList<>(way.calls().length + way.edges().length);
    for (int call : way.calls()) {
      LatencyLaw law = parts.vertices()[call];
      constant += law.constantNanos();
      if (!law.isConstant()) {
        random.add(randomPart(law));
      }
    }
    for (int edge : way.edges()) {
      MakespanQuantile.Arc arc = parts.arcs().get(edge);
      constant += 1000 * arc.delayMicros() + arc.law().constantNanos();
      if (!arc.law().isConstant()) {
        random.add(randomPart(arc.law()));
      }
    }
    if (random.isEmpty()) {
      return constant;
    }
    return Math.addExact(constant, quantileNanos(random, probability));
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
    if (edge[2] < 0 || from == to) {
      return new MakespanQuantile.Arc(tail, head, 0, LatencyLaw.ZERO);
    }
    double mean = hops.jitterMeanMicros(from, to);
    LatencyLaw jitter =
        mean > 0 ? hops.jitter(mean, hops.jitterVarianceMicros(from, to)) : LatencyLaw.ZERO;
    return new MakespanQuantile.Arc(tail, head, judge.delayMicros(edge, route), jitter);
  }
}
