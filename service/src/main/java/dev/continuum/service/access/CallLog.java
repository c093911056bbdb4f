package dev.continuum.service.access;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Gives each call a request id, its caller's own if that is sane, and tells it back; logs each call
 * with it as keys and values. Writes and refused callers go to the logger {@code continuum.audit}
 * at INFO, our own faults to {@code continuum.calls} at ERROR, the rest there at DEBUG. No message,
 * token or secret is logged. Outermost of the interceptors.
 */
public final class CallLog implements ServerInterceptor {

  /** The header of request ids, both ways. */
  public static final Metadata.Key<String> REQUEST_ID =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

  private static final Logger AUDIT = LoggerFactory.getLogger("continuum.audit");
  private static final Logger CALLS = LoggerFactory.getLogger("continuum.calls");
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Supplier<String> ids;
  private final LongSupplier nanoTime;

  /** With ids for calls that bring none, on a monotonic clock in ns. */
  public CallLog(Supplier<String> ids, LongSupplier nanoTime) {
    this.ids = ids;
    this.nanoTime = nanoTime;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    long begun = nanoTime.getAsLong();
    String method = call.getMethodDescriptor().getFullMethodName();
    CallRecord entry =
        new CallRecord(
            Optional.ofNullable(headers.get(REQUEST_ID))
                .filter(each -> SANE.matcher(each).matches())
                .orElseGet(ids));
    ServerCall<Q, A> told =
        new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            trailers.put(REQUEST_ID, entry.request());
            log(method, entry, status, nanoTime.getAsLong() - begun);
            super.close(status, trailers);
          }
        };
    return Contexts.interceptCall(entry.in(Context.current()), told, headers, next);
  }

  private static void log(String method, CallRecord entry, Status status, long nanos) {
    boolean refused =
        status.getCode() == Status.Code.PERMISSION_DENIED
            || status.getCode() == Status.Code.UNAUTHENTICATED;
    boolean ours =
        status.getCode() == Status.Code.INTERNAL || status.getCode() == Status.Code.UNKNOWN;
    boolean audited = refused || Permissions.writes(method);
    Level level = ours ? Level.ERROR : audited ? Level.INFO : Level.DEBUG;
    Logger logger = audited ? AUDIT : CALLS;
    if (!logger.isEnabledForLevel(level)) {
      return;
    }
    LoggingEventBuilder event =
        logger
            .atLevel(level)
            .addKeyValue("request", entry.request())
            .addKeyValue("method", method)
            .addKeyValue("status", status.getCode())
            .addKeyValue("ms", Math.round(nanos / 1e4) / 100.0);
    Principal caller = entry.caller();
    if (caller != null) {
      event =
          event
              .addKeyValue("tenant", caller.tenant())
              .addKeyValue("role", caller.role())
              .addKeyValue("key", caller.key());
    }
    if (ours && status.getCause() != null) {
      event = event.setCause(status.getCause());
    }
    event.log(audited ? "audit" : "call");
  }
}
