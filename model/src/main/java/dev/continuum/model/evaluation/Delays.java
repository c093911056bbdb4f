package dev.continuum.model.evaluation;

import dev.continuum.model.id.PointId;
import dev.continuum.model.topology.Topology;
import java.util.OptionalLong;

/**
 * Least one-way delays between points, as the oracle finds them: an explicit delay, else the
 * shortest path, else the distance rule. Not thread-safe; a shortest-path tree for each node that
 * is asked for.
 */
public final class Delays {

  private final DeclaredNetwork network;

  /** Of a topology. */
  public Delays(Topology topology) {
    network = new DeclaredNetwork(topology);
  }

  /** Between two points, µs, payload and jitter aside; empty if nothing joins them. */
  public OptionalLong micros(PointId from, PointId to) {
    return network
        .connection(from, to)
        .map(connection -> OptionalLong.of(connection.latencyMicros()))
        .orElse(OptionalLong.empty());
  }
}
