package dev.continuum.lambda.host;

import java.io.Serial;

/** Ends a request with an error of the API. */
final class ApiException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String type;
  private final String reason;

  private ApiException(int status, String type, String message, String reason) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.reason = reason;
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  /** Why calls are throttled; empty for other errors. */
  String reason() {
    return reason;
  }

  static ApiException of(int status, String type, String message) {
    return new ApiException(status, type, message, "");
  }

  static ApiException invalid(String message) {
    return of(400, "InvalidParameterValueException", message);
  }

  /** Of the checks that come before the service's own. */
  static ApiException constraint(String member, String value, String constraint) {
    return of(
        400,
        "ValidationException",
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint: "
            + constraint);
  }

  static ApiException notFound(String message) {
    return of(404, "ResourceNotFoundException", message);
  }

  static ApiException conflict(String message) {
    return of(409, "ResourceConflictException", message);
  }

  static ApiException stale() {
    return of(
        412,
        "PreconditionFailedException",
        "The Revision Id provided does not match the latest Revision Id. Call the"
            + " GetFunction/GetAlias API to retrieve the latest Revision Id");
  }

  static ApiException throttled(String reason) {
    return new ApiException(429, "TooManyRequestsException", "Rate Exceeded.", reason);
  }
}
