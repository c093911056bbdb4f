package dev.continuum.service.server;

import dev.continuum.service.access.Refusals;
import dev.continuum.service.state.RefusedException;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Refuses calls that need a core while too many wait for one, before their message is parsed: what
 * an overloaded server does for calls that it will not serve is what those it serves go without.
 */
final class Admission implements ServerInterceptor {

  private static final String SERVICE = "continuum.v1.PlacementService";

  private final BooleanSupplier full;

  /** While so. */
  Admission(BooleanSupplier full) {
    this.full = full;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (SERVICE.equals(call.getMethodDescriptor().getServiceName()) && full.getAsBoolean()) {
      var refused =
          Refusals.status(
              new RefusedException(RefusedException.Kind.QUOTA, "Too many calls wait for a core."));
      call.close(
          refused.getStatus(), Optional.ofNullable(refused.getTrailers()).orElseGet(Metadata::new));
      return new ServerCall.Listener<>() {};
    }
    return next.startCall(call, headers);
  }
}
