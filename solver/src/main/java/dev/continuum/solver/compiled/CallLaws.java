package dev.continuum.solver.compiled;

import dev.continuum.model.queueing.LatencyLaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The latencies of an application's calls by option, few of which differ in what is random; and
 * quantiles of the sum of those along the first calls of a way, kept by which they are.
 * Thread-safe.
 */
final class CallLaws {

  private static final int MOST_KEPT = 1 << 14;
  private static final long UNKNOWN = -1;

  private final DeadlineJudge judge;
  private final Way[] ways;

  /** Where a call is on a way, or -1. */
  private final int[][] position;

  private final double probability;
  private final List<List<LatencyLaw>> random = new ArrayList<>();
  private final int[][] lawOf;
  private final long[][] constantNanos;
  private final long[][] restNanos;
  private final AtomicLongArray[][] quantiles;
  private final AtomicLongArray[] alone;

  CallLaws(DeadlineJudge judge, OptionTable options, List<Way> ways) {
    this.judge = judge;
    this.ways = ways.toArray(Way[]::new);
    this.position = new int[ways.size()][options.calls()];
    for (int way = 0; way < position.length; way++) {
      Way of = this.ways[way];
      Arrays.setAll(position[way], of::position);
    }
    this.lawOf = new int[options.calls()][];
    this.constantNanos = new long[options.calls()][];
    double least = judge.percentile();
    for (int call = 0; call < options.calls(); call++) {
      double ofCall = 1;
      lawOf[call] = new int[options.options(call)];
      constantNanos[call] = new long[lawOf[call].length];
      List<LatencyLaw> laws = new ArrayList<>();
      for (int option = 0; option < lawOf[call].length; option++) {
        int function = options.function(call, option);
        LatencyLaw law = judge.law(function, options.node(call, option));
        constantNanos[call][option] = law.constantNanos();
        lawOf[call][option] = position(laws, law.randomPart());
        ofCall = Math.min(ofCall, judge.epsilon(function));
      }
      random.add(laws);
      least += lawOf[call].length == 0 ? 0 : ofCall;
    }
    this.probability = Math.min(least, Math.nextDown(1.0));
    this.restNanos = ways.stream().map(this::rest).toArray(long[][]::new);
    this.quantiles = ways.stream().map(this::unknown).toArray(AtomicLongArray[][]::new);
    this.alone = random.stream().map(laws -> unknown(laws.size())).toArray(AtomicLongArray[]::new);
  }

  private static int position(List<LatencyLaw> laws, LatencyLaw law) {
    int at = laws.indexOf(law);
    if (at < 0) {
      laws.add(law);
    }
    return at < 0 ? laws.size() - 1 : at;
  }

  /** What the constants of the calls from each on come to at least, and 0 after the last. */
  private long[] rest(Way way) {
    long[] rest = new long[way.calls().length + 1];
    for (int k = way.calls().length - 1; k >= 0; k--) {
      long[] constants = constantNanos[way.calls()[k]];
      rest[k] = rest[k + 1] + Arrays.stream(constants).min().orElse(0);
    }
    return rest;
  }

  private AtomicLongArray[] unknown(Way way) {
    AtomicLongArray[] tables = new AtomicLongArray[way.calls().length];
    long size = 1;
    for (int k = 0; k < tables.length; k++) {
      size = Math.min(size * Math.max(1, random.get(way.calls()[k]).size()), MOST_KEPT + 1L);
      tables[k] = unknown(size > MOST_KEPT ? 0 : (int) size);
    }
    return tables;
  }

  private static AtomicLongArray unknown(int size) {
    long[] values = new long[size];
    Arrays.fill(values, UNKNOWN);
    return new AtomicLongArray(values);
  }

  /** Every way; must not be changed. */
  Way[] ways() {
    return ways;
  }

  int position(int way, int call) {
    return position[way][call];
  }

  long constantNanos(int call, int option) {
    return constantNanos[call][option];
  }

  /** The constants of a way's calls from one on, at least. */
  long restNanos(int way, int from) {
    return restNanos[way][from];
  }

  /** The constants of all a way's calls but one, at least. */
  long othersNanos(int way, int k) {
    return restNanos[way][0] - restNanos[way][k] + restNanos[way][k + 1];
  }

  /** The quantile of what is random in one call. */
  long quantileNanos(int call, int option) {
    int law = lawOf[call][option];
    long value = alone[call].get(law);
    if (value == UNKNOWN) {
      LatencyLaw of = random.get(call).get(law);
      value = of.isConstant() ? 0 : judge.quantileNanos(new ArrayList<>(List.of(of)), probability);
      alone[call].set(law, value);
    }
    return value;
  }

  /** The number of a way's random latencies up to a call, given that of those before. */
  int code(int before, int call, int option) {
    return before * random.get(call).size() + lawOf[call][option];
  }

  /**
   * The quantile of what is random in a way's calls up to its k-th, no more than that of the way.
   *
   * @param code which they are; small numbers only, others make it 0
   */
  long quantileNanos(int way, int k, int code) {
    AtomicLongArray known = quantiles[way][k];
    if (code < 0 || code >= known.length()) {
      return 0;
    }
    long value = known.get(code);
    if (value == UNKNOWN) {
      value = compute(ways[way], k, code);
      known.set(code, value);
    }
    return value;
  }

  private long compute(Way way, int k, int code) {
    List<LatencyLaw> laws = new ArrayList<>();
    int left = code;
    for (int j = k; j >= 0; j--) {
      List<LatencyLaw> ofCall = random.get(way.calls()[j]);
      LatencyLaw law = ofCall.get(left % ofCall.size());
      left /= ofCall.size();
      if (!law.isConstant()) {
        laws.add(law);
      }
    }
    return laws.isEmpty() ? 0 : judge.quantileNanos(laws, probability);
  }
}
