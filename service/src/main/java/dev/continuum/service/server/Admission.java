package dev.continuum.service.server;

import dev.continuum.service.access.Principal;
import dev.continuum.service.access.Refusals;
import dev.continuum.service.state.RefusedException;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Refuses calls that need a core while too many wait for one, before their message is read: what an
 * overloaded server does for calls that it will not serve is what those it serves go without. Calls
 * whose message is still under way count too, or thousands would be let in to be late together; of
 * many, a tenant has its share, whatever others send.
 */
final class Admission implements ServerInterceptor {

  private static final String SERVICE = "continuum.v1.PlacementService";

  private final Predicate<String> full;
  private final int most;
  private final Map<String, Integer> inside = new HashMap<>();
  private int all;
  private final Status refusal;
  private final Metadata why;

  /** While so for a tenant, and so many calls at once at most, twice that where many share. */
  Admission(Predicate<String> full, int most) {
    this.full = full;
    this.most = most;
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
    String tenant = Principal.current().tenant();
    if (full.test(tenant) || !enter(tenant)) {
      Metadata trailers = new Metadata();
      trailers.merge(why);
      call.close(refusal, trailers);
      return new ServerCall.Listener<>() {};
    }
    AtomicBoolean left = new AtomicBoolean();
    Runnable leave =
        () -> {
          if (left.compareAndSet(false, true)) {
            leave(tenant);
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

  /** Whether there is room: for all, or in the tenant's share of it. */
  private synchronized boolean enter(String tenant) {
    int own = inside.getOrDefault(tenant, 0);
    int tenants = inside.size() + (own == 0 ? 1 : 0);
    if (all >= most && (own >= most / tenants || all >= 2 * most)) {
      return false;
    }
    inside.put(tenant, own + 1);
    all++;
    return true;
  }

  private synchronized void leave(String tenant) {
    int left = inside.getOrDefault(tenant, 0) - 1;
    if (left > 0) {
      inside.put(tenant, left);
    } else {
      inside.remove(tenant);
    }
    all--;
  }
}
