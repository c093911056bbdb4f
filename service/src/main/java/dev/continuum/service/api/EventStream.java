package dev.continuum.service.api;

import dev.continuum.planner.Loop;
import dev.continuum.service.access.Refusals;
import dev.continuum.service.proto.DomainServiceProto.DomainEvent;
import dev.continuum.service.proto.DomainServiceProto.WatchEventsResponse;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Events for one reader. A reader that falls too far behind is told to come again: a new stream
 * begins with what holds then, so nothing is lost but the way there. Thread-safe.
 */
final class EventStream {

  private final ServerCallStreamObserver<WatchEventsResponse> to;
  private final int most;
  private final Deque<DomainEvent> waiting = new ArrayDeque<>();
  private Optional<Loop.Timer> listening = Optional.empty();
  private boolean ended;

  EventStream(ServerCallStreamObserver<WatchEventsResponse> to, int most) {
    this.to = to;
    this.most = most;
  }

  synchronized void add(DomainEvent event) {
    waiting.add(event);
    if (waiting.size() > most && !ended) {
      ended = true;
      to.onError(
          Refusals.status(
              new RefusedException(Kind.QUOTA, "The reader is too slow; watch again.")));
    }
    send();
  }

  synchronized void send() {
    while (!ended && to.isReady() && !waiting.isEmpty()) {
      to.onNext(WatchEventsResponse.newBuilder().setEvent(waiting.remove()).build());
    }
  }

  synchronized void stopBy(Loop.Timer timer) {
    listening = Optional.of(timer);
    if (ended || to.isCancelled()) {
      stop();
    }
  }

  /** The server stops: whoever reads finds another replica. */
  synchronized void drain() {
    if (!ended) {
      to.onError(Refusals.status(RefusedException.stopping()));
    }
    ended = true;
  }

  synchronized void stop() {
    ended = true;
    listening.ifPresent(Loop.Timer::cancel);
  }
}
