package dev.continuum.service.access;

import dev.continuum.service.state.RefusedException;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets a call in: who it is, whether its role may, whether its tenant has quota left. Health checks
 * need no key; reflection and channelz need one of any role.
 */
public final class AccessInterceptor implements ServerInterceptor {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final Meter meter;
  private final Keys keys;

  /** Whether callers need keys. */
  public enum Keys {
    /** Every call carries one. */
    REQUIRED,
    /** Calls without one are anyone's, in the default tenant. */
    OPTIONAL
  }

  /** By tokens, within what is left by a meter. */
  public AccessInterceptor(Tokens tokens, Meter meter, Keys keys) {
    this.tokens = tokens;
    this.meter = meter;
    this.keys = keys;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String method = call.getMethodDescriptor().getFullMethodName();
    if (method.startsWith("grpc.health.")) {
      return next.startCall(call, headers);
    }
    Optional<Principal> who = principal(headers.get(AUTHORIZATION));
    if (who.isEmpty()) {
      return denied(
          call, Status.UNAUTHENTICATED.withDescription("A valid bearer token is needed."));
    }
    Principal caller = who.get();
    CallRecord.let(caller);
    boolean infrastructure = method.startsWith("grpc.");
    if (!infrastructure && !may(caller, method)) {
      return denied(
          call,
          Status.PERMISSION_DENIED.withDescription(
              "The role " + caller.role() + " may not call " + method + "."));
    }
    Context context = caller.in(Context.current());
    if (call.getMethodDescriptor().getType().clientSendsOneMessage()
        && call.getMethodDescriptor().getType().serverSendsOneMessage()) {
      try {
        meter.call(caller.tenant());
      } catch (RefusedException e) {
        return denied(call, e);
      }
      return Contexts.interceptCall(context, call, headers, next);
    }
    try {
      meter.open(caller.tenant());
    } catch (RefusedException e) {
      return denied(call, e);
    }
    AtomicBoolean open = new AtomicBoolean(true);
    Context.CancellableContext streaming = context.withCancellation();
    streaming.addListener(
        ended -> {
          if (open.getAndSet(false)) {
            meter.close(caller.tenant());
          }
        },
        Runnable::run);
    ServerCall<Q, A> watched =
        new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            streaming.cancel(null);
            super.close(status, trailers);
          }
        };
    return Contexts.interceptCall(streaming, watched, headers, next);
  }

  private Optional<Principal> principal(@org.jspecify.annotations.Nullable String header) {
    if (header == null) {
      return keys == Keys.OPTIONAL ? Optional.of(Principal.ANYONE) : Optional.empty();
    }
    return header.startsWith(BEARER)
        ? tokens.principal(header.substring(BEARER.length()))
        : Optional.empty();
  }

  private boolean may(Principal caller, String method) {
    boolean anyone = caller.key().isEmpty() && keys == Keys.OPTIONAL;
    return anyone
        ? Permissions.methods().contains(method)
        : Permissions.allowed(caller.role(), method);
  }

  private static <Q, A> ServerCall.Listener<Q> denied(
      ServerCall<Q, A> call, RefusedException cause) {
    var status = Refusals.status(cause);
    Metadata trailers = Optional.ofNullable(status.getTrailers()).orElseGet(Metadata::new);
    call.close(status.getStatus(), trailers);
    return new ServerCall.Listener<>() {};
  }

  private static <Q, A> ServerCall.Listener<Q> denied(ServerCall<Q, A> call, Status status) {
    call.close(status, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
