package dev.continuum.service.api;

import dev.continuum.service.access.Refusals;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanResponse;
import dev.continuum.service.replica.ContinuumView;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Optional;

/**
 * One watcher of a plan. Holds at most the latest view and the plan that was sent last: a slow
 * reader is sent what is newest when it is ready again, and nothing piles up. Thread-safe.
 */
final class PlanWatch {

  private final ServerCallStreamObserver<WatchPlanResponse> to;
  private final PlanMessages messages;
  private PlanMessages.Sent sent;
  private ContinuumView latest;
  private boolean ended;

  PlanWatch(
      ServerCallStreamObserver<WatchPlanResponse> to,
      PlanMessages messages,
      ContinuumView now,
      long fromRevision) {
    this.to = to;
    this.messages = messages;
    this.latest = now;
    this.sent =
        new PlanMessages.Sent(
            fromRevision == 0 ? Optional.empty() : now.state().plan(fromRevision), false);
  }

  /** There is something newer. */
  synchronized void changed(ContinuumView view) {
    if (view.sequence() >= latest.sequence()) {
      latest = view;
    }
    send();
  }

  /** The server stops: whoever reads finds another replica. */
  synchronized void drain() {
    if (!ended) {
      ended = true;
      to.onError(Refusals.status(RefusedException.stopping()));
    }
  }

  /** Sends what is newest, if the reader is ready for it. */
  synchronized void send() {
    if (ended || !to.isReady()) {
      return;
    }
    if (!latest.state().present()) {
      ended = true;
      to.onError(
          Refusals.status(new RefusedException(Kind.NOT_FOUND, "The continuum was deleted.")));
      return;
    }
    Optional<Plan> newest = newest(latest.state());
    if (newest.isEmpty() || newest.equals(sent.plan())) {
      return;
    }
    WatchPlanResponse message = messages.of(sent, newest.get());
    sent = new PlanMessages.Sent(newest, true);
    to.onNext(message);
  }

  private static Optional<Plan> newest(ContinuumState state) {
    var plans = state.content().getPlansList();
    return plans.isEmpty() ? Optional.empty() : Optional.of(plans.getLast());
  }
}
