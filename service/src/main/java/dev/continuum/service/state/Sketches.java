package dev.continuum.service.state;

import dev.continuum.service.proto.TelemetryServiceProto.QuantileSketch;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Quantile sketches with bounded relative error, after C. Masson, J. E. Rim, H. K. Lee, DDSketch
 * (2019), doi:10.48550/arXiv.1908.10693: a value x falls into bin ceil(log x / log γ), so that a
 * quantile is off by 1 % at most and sketches are merged by adding counts. Values below a
 * thousandth count as that, above ten million likewise.
 */
public final class Sketches {

  /** γ = (1 + α) / (1 - α) with a relative error α of 1 %. */
  private static final double LOG_GAMMA = Math.log(1.01 / 0.99);

  private static final double LEAST = 1e-3;
  private static final double MOST = 1e7;
  private static final int LOWEST_BIN = bin(LEAST);
  private static final int HIGHEST_BIN = bin(MOST);

  private Sketches() {}

  /** The bin of a value. */
  private static int bin(double value) {
    return (int) Math.ceil(Math.log(Math.clamp(value, LEAST, MOST)) / LOG_GAMMA);
  }

  /** The value that stands for a bin: no value in it is off by more than the relative error. */
  private static double value(int bin) {
    return 2 * Math.exp(bin * LOG_GAMMA) / (1 + Math.exp(LOG_GAMMA));
  }

  /** So many times one value. */
  public static QuantileSketch of(double value, long count) {
    return QuantileSketch.newBuilder().addBins(bin(value)).addCounts(count).build();
  }

  /** Whether a sketch that somebody sent is one. */
  public static boolean isValid(QuantileSketch sketch) {
    if (sketch.getBinsCount() != sketch.getCountsCount()) {
      return false;
    }
    int before = Integer.MIN_VALUE;
    for (int i = 0; i < sketch.getBinsCount(); i++) {
      int bin = sketch.getBins(i);
      if (bin <= before || bin < LOWEST_BIN || bin > HIGHEST_BIN || sketch.getCounts(i) < 0) {
        return false;
      }
      before = bin;
    }
    return true;
  }

  /** Both together. */
  public static QuantileSketch sum(QuantileSketch one, QuantileSketch other) {
    if (one.getBinsCount() == 0 || other.getBinsCount() == 0) {
      return one.getBinsCount() == 0 ? other : one;
    }
    TreeMap<Integer, Long> bins = new TreeMap<>();
    for (QuantileSketch each : new QuantileSketch[] {one, other}) {
      for (int i = 0; i < each.getBinsCount(); i++) {
        bins.merge(each.getBins(i), each.getCounts(i), Long::sum);
      }
    }
    return QuantileSketch.newBuilder()
        .addAllBins(bins.keySet())
        .addAllCounts(bins.values())
        .build();
  }

  /** How many values. */
  public static long count(QuantileSketch sketch) {
    return sketch.getCountsList().stream().mapToLong(Long::longValue).sum();
  }

  /** Values by bin, each with a weight. */
  static final class Weighted {

    private final TreeMap<Integer, Double> bins = new TreeMap<>();
    private double all;

    /** Adds a sketch whose values weigh so much together. */
    void add(QuantileSketch sketch, double weight) {
      long count = count(sketch);
      if (count == 0 || !(weight > 0)) {
        return;
      }
      for (int i = 0; i < sketch.getBinsCount(); i++) {
        bins.merge(sketch.getBins(i), weight * sketch.getCounts(i) / count, Double::sum);
      }
      all += weight;
    }

    boolean isEmpty() {
      return bins.isEmpty();
    }

    /** The least value that at least this share of the weight does not exceed. */
    double quantile(double share) {
      double below = 0;
      for (Map.Entry<Integer, Double> each : bins.entrySet()) {
        below += each.getValue();
        if (below >= share * all * (1 - 1e-12)) {
          return value(each.getKey());
        }
      }
      return value(bins.lastKey());
    }

    /** Mean of what is made of the values. */
    double mean(DoubleUnaryOperator of) {
      double sum = 0;
      for (Map.Entry<Integer, Double> each : bins.entrySet()) {
        sum += each.getValue() * of.applyAsDouble(value(each.getKey()));
      }
      return sum / all;
    }
  }
}
