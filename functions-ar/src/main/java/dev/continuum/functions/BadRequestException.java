package dev.continuum.functions;

import java.io.Serial;

/** A request that cannot be served, and why; the caller's fault. */
public final class BadRequestException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** Says what must be otherwise. */
  public BadRequestException(String message) {
    super(message);
  }
}
