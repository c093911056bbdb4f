package dev.continuum.service.replica;

import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.state.ContinuumState;
import java.util.List;
import java.util.function.Function;

/**
 * Something to be done to a continuum: decided on its state, durable before it is answered.
 *
 * @param <R> type of the answer
 */
@FunctionalInterface
public interface Command<R> {

  /**
   * What to write; pure.
   *
   * @throws dev.continuum.service.state.RefusedException if the state does not allow it
   */
  Decision<R> decide(ContinuumState state);

  /**
   * What to write and what to answer then.
   *
   * @param records in order; none if there is nothing to do
   * @param answer from the state after them
   * @param <R> type of the answer
   */
  record Decision<R>(List<Record.Builder> records, Function<ContinuumState, R> answer) {

    /** Copies the list. */
    public Decision {
      records = List.copyOf(records);
    }
  }
}
