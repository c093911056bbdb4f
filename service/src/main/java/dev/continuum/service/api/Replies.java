package dev.continuum.service.api;

import dev.continuum.service.access.Refusals;
import dev.continuum.service.replica.Reply;
import dev.continuum.service.state.RefusedException;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;
import java.util.function.Supplier;

/** Outcomes as the end of a unary call. */
final class Replies {

  private Replies() {}

  /** Answers with what is computed here and now. */
  static <A> void answer(StreamObserver<A> to, Supplier<A> compute) {
    A answer;
    try {
      answer = compute.get();
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
      return;
    }
    to.onNext(answer);
    to.onCompleted();
  }

  /** Answers once a command is durable. */
  static <R, A> Reply<R> to(StreamObserver<A> to, Function<R, A> message) {
    return new Reply<>() {
      @Override
      public void done(R answer) {
        answer(to, () -> message.apply(answer));
      }

      @Override
      public void refused(RefusedException cause) {
        to.onError(Refusals.status(cause));
      }
    };
  }
}
