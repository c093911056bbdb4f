package dev.continuum.service.replica;

import dev.continuum.service.proto.ContinuumProto.ObservedLimit;
import dev.continuum.service.proto.ContinuumProto.ObservedService;
import java.util.List;

/**
 * What telemetry says of a continuum.
 *
 * @param stale groups whose telemetry is old, by name; what is stale still counts with its last
 *     estimate
 * @param services what was observed of functions on nodes
 * @param limits that lost calls set on nodes now
 * @param nowMs when this was asked, ms since 1970
 */
public record Observations(
    List<String> stale, List<ObservedService> services, List<ObservedLimit> limits, long nowMs) {

  /** Nothing observed. */
  public static final Observations NONE = new Observations(List.of(), List.of(), List.of(), 0);
}
