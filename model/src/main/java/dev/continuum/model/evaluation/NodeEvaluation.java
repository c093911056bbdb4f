package dev.continuum.model.evaluation;

import dev.continuum.model.id.NodeId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of a node is in use.
 *
 * @param node which
 * @param active whether it holds an artifact
 * @param millicores CPU, against what the plan may use
 * @param memoryBytes memory of warm instances
 * @param storageBytes artifacts
 * @param instances warm instances
 * @param ratePerSecond requests per second
 * @param accelerators accelerators by kind
 * @param acceleratorBytes accelerator memory by kind
 * @param watts power, W: idle if active, and busy cores
 */
public record NodeEvaluation(
    NodeId node,
    boolean active,
    Use millicores,
    Use memoryBytes,
    Use storageBytes,
    Use instances,
    Use ratePerSecond,
    SortedMap<String, Use> accelerators,
    SortedMap<String, Use> acceleratorBytes,
    double watts) {

  /** Copies the maps. */
  public NodeEvaluation {
    accelerators = Collections.unmodifiableSortedMap(new TreeMap<>(accelerators));
    acceleratorBytes = Collections.unmodifiableSortedMap(new TreeMap<>(acceleratorBytes));
  }
}
