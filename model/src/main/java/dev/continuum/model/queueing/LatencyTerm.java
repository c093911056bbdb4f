package dev.continuum.model.queueing;

import java.util.List;

/** A random part of a latency: a law known by formula, or the largest of several latencies. */
sealed interface LatencyTerm {

  /** Orders terms the same way on every JVM. */
  static int compare(LatencyTerm a, LatencyTerm b) {
    int kinds = Integer.compare(a.kind(), b.kind());
    if (kinds != 0) {
      return kinds;
    }
    List<Double> mine = a.parameters();
    List<Double> others = b.parameters();
    for (int i = 0; i < Math.min(mine.size(), others.size()); i++) {
      int order = Double.compare(mine.get(i), others.get(i));
      if (order != 0) {
        return order;
      }
    }
    int sizes = Integer.compare(mine.size(), others.size());
    return sizes != 0 ? sizes : a.digest().compareTo(b.digest());
  }

  /** Place of the kind in the canonical order. */
  int kind();

  /** What tells two terms of one kind apart. */
  List<Double> parameters();

  /** A fingerprint of everything that matters. */
  default Digest digest() {
    Digest digest = Digest.of(kind());
    for (double parameter : parameters()) {
      digest = digest.with(Double.doubleToLongBits(parameter));
    }
    return digest;
  }

  /** A value in µs that it is practically never below. */
  double lowerMicros();

  /** Whether it has a density, so that a coarse grid follows it well. */
  boolean isSmooth();

  /** How many independent laws it is made of; those used twice count twice. */
  double leaves();

  /** A law given by its distribution function F. Immutable, thread-safe. */
  sealed interface Leaf extends LatencyTerm permits GammaTerm, EmpiricalTerm, WaitTerm {

    /** The integral of F from -∞ to x, in µs: convex, with slope F. */
    double integratedMicros(double x);

    /** The value in µs that it exceeds with this probability. */
    double tailQuantileMicros(double tail);

    @Override
    default double leaves() {
      return 1;
    }
  }

  /**
   * The largest of independent latencies, at least two. One such term may be part of many others,
   * in graphs that are not series-parallel: what is known of it is worked out once, and two of them
   * are the same when their fingerprints are.
   */
  final class Largest implements LatencyTerm {

    private final List<LatencyLaw> laws;
    private final double lowerMicros;
    private final boolean smooth;
    private final double leaves;
    private final Digest digest;

    Largest(List<LatencyLaw> laws) {
      this.laws = List.copyOf(laws);
      double lower = 0;
      double count = 0;
      Digest all = Digest.of(kind());
      for (LatencyLaw law : laws) {
        lower = Math.max(lower, law.shiftMicros() + law.randomLowerMicros());
        count += law.leaves();
        all = all.with(law.digest());
      }
      lowerMicros = lower;
      smooth = laws.stream().allMatch(LatencyLaw::isSmooth);
      leaves = count;
      digest = all;
    }

    List<LatencyLaw> laws() {
      return laws;
    }

    @Override
    public int kind() {
      return 9;
    }

    @Override
    public List<Double> parameters() {
      return List.of();
    }

    @Override
    public Digest digest() {
      return digest;
    }

    @Override
    public double lowerMicros() {
      return lowerMicros;
    }

    @Override
    public boolean isSmooth() {
      return smooth;
    }

    @Override
    public double leaves() {
      return leaves;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Largest that && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
      return digest.hashCode();
    }

    @Override
    public String toString() {
      return "Largest of " + laws.size() + " (" + digest + ")";
    }
  }
}
