package dev.continuum.model.queueing;

import java.util.List;

/** A random part of a latency: a law known by formula, or the largest of several latencies. */
sealed interface LatencyTerm {

  /** Orders terms the same way on every JVM. */
  static int compare(LatencyTerm a, LatencyTerm b) {
    if (a.equals(b)) {
      return 0;
    }
    int kinds = Integer.compare(a.kind(), b.kind());
    if (kinds != 0) {
      return kinds;
    }
    int parameters = compareAll(a.parameters(), b.parameters());
    if (parameters != 0) {
      return parameters;
    }
    return LatencyLaw.compareAll(a.laws(), b.laws());
  }

  private static int compareAll(List<Double> a, List<Double> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = Double.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /** Place of the kind in the canonical order. */
  int kind();

  /** What tells two terms of one kind apart. */
  default List<Double> parameters() {
    return List.of();
  }

  /** What it is the largest of. */
  default List<LatencyLaw> laws() {
    return List.of();
  }

  /** A value in µs that it is practically never below. */
  double lowerMicros();

  /** A value in µs that it exceeds with at most this probability. */
  double tailBoundMicros(double tail);

  /** Whether it has a density, so that a coarse grid follows it well. */
  boolean isSmooth();

  /** A law given by its distribution function F. Immutable, thread-safe. */
  sealed interface Leaf extends LatencyTerm permits GammaTerm, EmpiricalTerm, WaitTerm {

    /** The integral of F from -∞ to x, in µs: convex, with slope F. */
    double integratedMicros(double x);
  }

  /** The largest of independent latencies, at least two. */
  record Largest(List<LatencyLaw> laws) implements LatencyTerm {
    public Largest {
      laws = List.copyOf(laws);
    }

    @Override
    public int kind() {
      return 9;
    }

    @Override
    public double lowerMicros() {
      double lower = 0;
      for (LatencyLaw law : laws) {
        lower = Math.max(lower, law.shiftMicros() + law.randomLowerMicros());
      }
      return lower;
    }

    @Override
    public double tailBoundMicros(double tail) {
      double bound = 0;
      for (LatencyLaw law : laws) {
        double one = law.shiftMicros() + law.randomTailBoundMicros(tail / laws.size());
        bound = Math.max(bound, one);
      }
      return bound;
    }

    @Override
    public boolean isSmooth() {
      return laws.stream().allMatch(LatencyLaw::isSmooth);
    }
  }
}
