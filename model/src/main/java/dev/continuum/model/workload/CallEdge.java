package dev.continuum.model.workload;

import dev.continuum.model.id.CallId;
import java.util.OptionalLong;

/**
 * An edge of an application's DAG: one call feeds another.
 *
 * @param from the call that produces
 * @param to the call that consumes
 * @param bytesPerRequest payload; absent where nothing crosses the network (and no delay counts)
 */
public record CallEdge(CallId from, CallId to, OptionalLong bytesPerRequest) {

  /** An edge that carries so many bytes per request. */
  public static CallEdge of(CallId from, CallId to, long bytes) {
    return new CallEdge(from, to, OptionalLong.of(bytes));
  }
}
