package dev.continuum.service.client;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A unary call that is made again at another replica while none that answers leads. It ends with
 * the first other answer, or at its deadline; without one, after some seconds.
 */
final class RepeatedCall<Q, A> extends ClientCall<Q, A> {

  private static final long PATIENCE_MS = 10_000;
  private static final long PAUSE_MS = 50;

  private final LeaderChannel channel;
  private final MethodDescriptor<Q, A> method;
  private final CallOptions options;
  private final Deadline patience = Deadline.after(PATIENCE_MS, TimeUnit.MILLISECONDS);
  private @Nullable Listener<A> listener;
  private @Nullable ClientCall<Q, A> attempt;
  private @Nullable Q request;
  private Metadata headers = new Metadata();
  private String address = "";
  private int requested;
  private boolean half;
  private boolean cancelled;

  RepeatedCall(LeaderChannel channel, MethodDescriptor<Q, A> method, CallOptions options) {
    this.channel = channel;
    this.method = method;
    this.options = options;
  }

  @Override
  public synchronized void start(Listener<A> to, Metadata with) {
    listener = to;
    headers = with;
    attempt();
  }

  @Override
  public synchronized void request(int messages) {
    requested += messages;
    if (attempt != null) {
      attempt.request(messages);
    }
  }

  @Override
  public synchronized void sendMessage(Q message) {
    request = LeaderChannel.keyed(message);
    if (attempt != null) {
      attempt.sendMessage(request);
    }
  }

  @Override
  public synchronized void halfClose() {
    half = true;
    if (attempt != null) {
      attempt.halfClose();
    }
  }

  @Override
  public synchronized void cancel(@Nullable String message, @Nullable Throwable cause) {
    cancelled = true;
    if (attempt != null) {
      attempt.cancel(message, cause);
    }
  }

  private synchronized void attempt() {
    Listener<A> to = listener;
    if (to == null) {
      return;
    }
    address = channel.current();
    ClientCall<Q, A> next = channel.channel(address).newCall(method, options);
    attempt = next;
    Metadata own = new Metadata();
    own.merge(headers);
    next.start(new Attempt(to, address), own);
    if (cancelled) {
      next.cancel("The caller went away.", null);
      return;
    }
    if (requested > 0) {
      next.request(requested);
    }
    if (request != null) {
      next.sendMessage(request);
    }
    if (half) {
      next.halfClose();
    }
  }

  private synchronized boolean again(Status status) {
    Deadline deadline = options.getDeadline();
    return status.getCode() == Status.Code.UNAVAILABLE
        && !cancelled
        && (deadline == null
            ? !patience.isExpired()
            : deadline.timeRemaining(TimeUnit.MILLISECONDS) > PAUSE_MS);
  }

  private final class Attempt extends Listener<A> {

    private final Listener<A> to;
    private final String at;
    private boolean answered;

    Attempt(Listener<A> to, String at) {
      this.to = to;
      this.at = at;
    }

    @Override
    public void onHeaders(Metadata with) {
      to.onHeaders(with);
    }

    @Override
    public void onMessage(A message) {
      answered = true;
      to.onMessage(message);
    }

    @Override
    public void onReady() {
      to.onReady();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      boolean again = !answered && again(status);
      if (again || status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
        channel.leave(at, status, trailers);
      }
      if (!again) {
        to.onClose(status, trailers);
        return;
      }
      CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS)
          .execute(RepeatedCall.this::attempt);
    }
  }
}
