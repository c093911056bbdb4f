package dev.continuum.service.replica;

import dev.continuum.service.state.RefusedException;

/**
 * Takes the outcome of a call once; called on a machine's loop, must return quickly.
 *
 * @param <R> type of the answer
 */
public interface Reply<R> {

  /** It is durable. */
  void done(R answer);

  /** It was refused, or its outcome is unknown (UNAVAILABLE). */
  void refused(RefusedException cause);

  /** Ignores the outcome. */
  static <R> Reply<R> ignored() {
    return new Reply<>() {
      @Override
      public void done(R answer) {
        // Nobody waits.
      }

      @Override
      public void refused(RefusedException cause) {
        // Nobody waits; whoever cares sees it in the state.
      }
    };
  }
}
