package dev.continuum.model.evaluation;

import dev.continuum.model.id.CallId;
import java.util.List;

/**
 * The chain of calls that takes longest with every wait at its budget and every service at its
 * mean, jitter aside.
 *
 * @param calls from the first to the last
 * @param transferMicros of its transfers, entry and reply included
 * @param waitMicros of its wait budgets and counted cold starts
 * @param serviceMicros of its mean service times
 */
public record CriticalPath(
    List<CallId> calls, long transferMicros, long waitMicros, long serviceMicros) {

  /** Copies the list. */
  public CriticalPath {
    calls = List.copyOf(calls);
  }

  /** Everything on it. */
  public long totalMicros() {
    return transferMicros + waitMicros + serviceMicros;
  }
}
