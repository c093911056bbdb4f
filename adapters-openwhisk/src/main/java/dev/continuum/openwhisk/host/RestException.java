package dev.continuum.openwhisk.host;

import java.io.Serial;

/** Ends a request with an error of the API. */
final class RestException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final int status;

  RestException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  static RestException notFound() {
    return new RestException(404, "The requested resource does not exist.");
  }
}
