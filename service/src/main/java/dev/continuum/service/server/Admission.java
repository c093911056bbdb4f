package dev.continuum.service.server;

import dev.continuum.service.access.Refusals;
import dev.continuum.service.state.RefusedException;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Refuses calls that need a core while too many wait for one, before their message is read: what an
 * overloaded server does for calls that it will not serve is what those it serves go without. Calls
 * whose message is still under way count too, or thousands would be let in to be late together.
 */
final class Admission implements ServerInterceptor {

  private static final String SERVICE = "continuum.v1.PlacementService";

  private final BooleanSupplier full;
  private final Semaphore inside;
  private final Status refusal;
  private final Metadata why;

  /** While so, and so many calls at once at most. */
  Admission(BooleanSupplier full, int most) {
    this.full = full;
    this.inside = new Semaphore(most);
    StatusRuntimeException refused =
        Refusals.status(
            new RefusedException(RefusedException.Kind.QUOTA, "Too many calls wait for a core."));
    this.refusal = refused.getStatus();
    this.why = Optional.ofNullable(refused.getTrailers()).orElseGet(Metadata::new);
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (!SERVICE.equals(call.getMethodDescriptor().getServiceName())) {
      return next.startCall(call, headers);
    }
    if (full.getAsBoolean() || !inside.tryAcquire()) {
      Metadata trailers = new Metadata();
      trailers.merge(why);
      call.close(refusal, trailers);
      return new ServerCall.Listener<>() {};
    }
    AtomicBoolean left = new AtomicBoolean();
    Runnable leave =
        () -> {
          if (left.compareAndSet(false, true)) {
            inside.release();
          }
        };
    try {
      return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
          next.startCall(call, headers)) {
        @Override
        public void onCancel() {
          leave.run();
          super.onCancel();
        }

        @Override
        public void onComplete() {
          leave.run();
          super.onComplete();
        }
      };
    } catch (RuntimeException e) {
      leave.run();
      throw e;
    }
  }
}
