package dev.continuum.benchmarks.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Two loads in turn, so that both meet the same machine, warm and with the same company: medians
 * over some rounds.
 *
 * @param one first
 * @param other second
 */
record Versus(Load<?, ?> one, Load<?, ?> other) {

  private static final int ROUNDS = 5;

  /**
   * What was measured of both.
   *
   * @param one of the first
   * @param other of the second
   * @param ratio of the second to the first, median of the rounds
   */
  record Pair(double one, double other, double ratio) {}

  /** Peaks with so many calls at once, per second. */
  Pair peaks(int atOnce, Duration time) throws InterruptedException {
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    one.warmUp(atOnce);
    other.warmUp(atOnce);
    for (int i = 0; i < ROUNDS; i++) {
      first.add(one.peak(atOnce, time).perSecond());
      second.add(other.peak(atOnce, time).perSecond());
    }
    return pair(first, second);
  }

  /** The 99th percentiles at a share of given peaks, open loop, ms. */
  Pair millis(Pair peaks, double share, Duration time) throws InterruptedException {
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      first.add(one.at(share * peaks.one(), time).millis(99));
      second.add(other.at(share * peaks.other(), time).millis(99));
    }
    return pair(first, second);
  }

  private static Pair pair(List<Double> first, List<Double> second) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      ratios.add(second.get(i) / first.get(i));
    }
    return new Pair(median(first), median(second), median(ratios));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
