package dev.continuum.model.evaluation;

import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.WarmInstances;
import java.util.List;

/**
 * What differs from the running placement (rule 8). Nothing if there is none.
 *
 * @param acquired artifacts to download
 * @param released artifacts no longer needed; they count and cost nothing
 * @param started instances to start, by function and node
 * @param stopped instances to stop; they count and cost nothing
 * @param movedDevices devices that come to a node, summed over calls
 * @param changes artifacts acquired + instances started + devices moved
 * @param costMicros their prices spread over the horizon, micro-units per hour
 */
public record ReconfigurationEvaluation(
    List<Acquisition> acquired,
    List<Acquisition> released,
    List<WarmInstances> started,
    List<WarmInstances> stopped,
    double movedDevices,
    double changes,
    long costMicros) {

  /** No changes. */
  public static final ReconfigurationEvaluation NONE =
      new ReconfigurationEvaluation(List.of(), List.of(), List.of(), List.of(), 0, 0, 0);

  /** Copies the lists. */
  public ReconfigurationEvaluation {
    acquired = List.copyOf(acquired);
    released = List.copyOf(released);
    started = List.copyOf(started);
    stopped = List.copyOf(stopped);
  }
}
