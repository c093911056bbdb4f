package dev.continuum.model.evaluation;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Rounding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How payloads get from one end to another.
 *
 * @param latencyMicros least one-way delay
 * @param jitterSeconds mean of all jitters together
 * @param jitterVariance variance of all jitters together, s²: each is exponential
 * @param bandwidth the narrowest on the way
 * @param hops the links it loads, each in its direction
 */
public record Connection(
    long latencyMicros,
    double jitterSeconds,
    double jitterVariance,
    Bandwidth bandwidth,
    List<Hop> hops) {

  /** From a point to itself. */
  public static final Connection NONE = new Connection(0, 0, 0, Bandwidth.UNLIMITED, List.of());

  /** A link in one direction. */
  public record Hop(PointId from, PointId to) {
    /** Ids that differ in a digit must not collide: there are many pairs of them. */
    @Override
    public int hashCode() {
      int mixed = (from.hashCode() * 0x9E3779B9 + to.hashCode()) * 0x85EBCA6B;
      return mixed ^ (mixed >>> 15);
    }
  }

  static Connection of(long latencyMicros, double jitterSeconds, Bandwidth bandwidth) {
    return new Connection(
        latencyMicros, jitterSeconds, jitterSeconds * jitterSeconds, bandwidth, List.of());
  }

  static Connection of(Duration latency, Duration jitter, Bandwidth bandwidth) {
    return of(Rounding.micros(latency), seconds(jitter), bandwidth);
  }

  /** This, then the other. */
  Connection then(Connection next) {
    return new Connection(
        Amount.sum(latencyMicros, next.latencyMicros),
        jitterSeconds + next.jitterSeconds,
        jitterVariance + next.jitterVariance,
        bandwidth.min(next.bandwidth),
        joined(hops, next.hops));
  }

  private static List<Hop> joined(List<Hop> first, List<Hop> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    List<Hop> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
