package dev.continuum.service.access;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.store.StoreException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/**
 * Refusals as google.rpc.Status: a BadRequest with a field violation for each issue, whose reason
 * is the issue's code; RetryInfo where trying again helps; ErrorInfo with the leader's address
 * where another replica leads.
 */
public final class Refusals {

  private static final String DOMAIN = "continuum.dev";
  private static final int RETRY_MS = 500;
  private static final int MOST_VIOLATIONS = 8;
  private static final int LONGEST_TEXT = 240;

  private Refusals() {}

  /** The status of anything that can go wrong in a call. */
  public static StatusRuntimeException status(Throwable cause) {
    return switch (cause) {
      case StatusRuntimeException status -> status;
      case RefusedException refused -> refused(refused);
      case InvalidProblemException invalid -> refused(RefusedException.invalid(invalid.issues()));
      case StoreException store ->
          refused(
              new RefusedException(RefusedException.Kind.UNAVAILABLE, "The store did not answer."));
      case IllegalArgumentException argument ->
          io.grpc.Status.INVALID_ARGUMENT
              .withDescription(brief(String.valueOf(argument.getMessage())))
              .asRuntimeException();
      default ->
          io.grpc.Status.INTERNAL
              .withDescription("An internal fault: " + cause.getClass().getSimpleName() + ".")
              .withCause(cause)
              .asRuntimeException();
    };
  }

  private static StatusRuntimeException refused(RefusedException cause) {
    Status.Builder status =
        Status.newBuilder()
            .setMessage(brief(cause.getMessage() == null ? "" : cause.getMessage()))
            .setCode(code(cause.kind()).getNumber());
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(cause.kind().name());
    if (!cause.leader().isEmpty()) {
      info.putMetadata("leader", cause.leader());
    }
    status.addDetails(Any.pack(info.build()));
    if (!cause.issues().isEmpty()) {
      BadRequest.Builder bad = BadRequest.newBuilder();
      for (Issue issue : cause.issues()) {
        if (bad.getFieldViolationsCount() == MOST_VIOLATIONS) {
          bad.addFieldViolationsBuilder()
              .setReason("more")
              .setDescription(
                  "And "
                      + (cause.issues().size() - MOST_VIOLATIONS)
                      + " more: Validate lists all.");
          break;
        }
        bad.addFieldViolationsBuilder()
            .setField(brief(issue.path()))
            .setReason(issue.code())
            .setDescription(brief(issue.message() + " " + issue.remedy()));
      }
      status.addDetails(Any.pack(bad.build()));
    }
    if (cause.kind() == RefusedException.Kind.UNAVAILABLE
        || cause.kind() == RefusedException.Kind.QUOTA) {
      status.addDetails(
          Any.pack(
              RetryInfo.newBuilder()
                  .setRetryDelay(Duration.newBuilder().setNanos(RETRY_MS * 1_000_000))
                  .build()));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  /** Refusals travel in trailers, which must stay small whatever the caller wrote. */
  private static String brief(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 3) + "...";
  }

  private static Code code(RefusedException.Kind kind) {
    return switch (kind) {
      case INVALID -> Code.INVALID_ARGUMENT;
      case NOT_FOUND -> Code.NOT_FOUND;
      case EXISTS -> Code.ALREADY_EXISTS;
      case PRECONDITION -> Code.FAILED_PRECONDITION;
      case QUOTA -> Code.RESOURCE_EXHAUSTED;
      case UNAVAILABLE -> Code.UNAVAILABLE;
      case FAULT -> Code.INTERNAL;
    };
  }
}
