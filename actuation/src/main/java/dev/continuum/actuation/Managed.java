package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An object of ours that was found on a platform.
 *
 * @param function the function it runs
 * @param node where
 * @param object its name there
 * @param specHash the spec hash it was annotated with
 * @param version the platform's own version of it
 * @param memory memory of an instance
 * @param warm warm instances, as far as known without disturbing them
 * @param serving whether calls are sent to it
 * @param drift what differs from what we once wrote, for people; empty if nothing
 * @param facts what else its platform needs to know of it to find a difference
 */
public record Managed(
    FunctionId function,
    NodeId node,
    String object,
    String specHash,
    String version,
    Memory memory,
    int warm,
    boolean serving,
    String drift,
    SortedMap<String, String> facts) {

  /** Copies the map. */
  public Managed {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** Without further facts. */
  public Managed(
      FunctionId function,
      NodeId node,
      String object,
      String specHash,
      String version,
      Memory memory,
      int warm,
      boolean serving,
      String drift) {
    this(
        function,
        node,
        object,
        specHash,
        version,
        memory,
        warm,
        serving,
        drift,
        Collections.emptySortedMap());
  }
}
