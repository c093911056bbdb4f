package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.time.Duration;

/** Calls functions on a platform, or in this process. Thread-safe. */
@FunctionalInterface
public interface Caller {

  /**
   * Calls a function where it is deployed and waits for the answer.
   *
   * @param payload a JSON object
   * @param deadline how long the caller waits at most; the run may go on
   * @return what came of it; an exception is a defect, not a failed call
   */
  Answer call(FunctionId function, NodeId node, String payload, Duration deadline);
}
