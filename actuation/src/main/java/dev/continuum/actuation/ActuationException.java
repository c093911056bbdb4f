package dev.continuum.actuation;

import java.io.Serial;

/** Something on a platform, or on the way to it, failed for good. */
public final class ActuationException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** Whose fault it is, and so what to do. */
  public enum Fault {
    /** What was asked is not possible there. */
    INVALID,
    /** Credentials are missing, wrong or too weak. */
    DENIED,
    /** An object of another owner stands in the way, or another process holds the lease. */
    CONFLICT,
    /** Limits were exceeded for longer than we wait. */
    THROTTLED,
    /** The platform cannot be reached or is broken. */
    UNAVAILABLE,
    /** The platform did not do in time what it had accepted. */
    TIMEOUT,
    /** The function itself fails, say in its initialisation. */
    FUNCTION,
    /** The state directory cannot be read or written. */
    STATE
  }

  /** Whose fault. */
  private final Fault fault;

  /** What would help. */
  private final String remedy;

  /**
   * A failure.
   *
   * @param message what failed, with the values; never a secret
   * @param remedy what would help, or empty
   */
  public ActuationException(Fault fault, String message, String remedy) {
    super(message);
    this.fault = fault;
    this.remedy = remedy;
  }

  /** A failure with what caused it. */
  public ActuationException(Fault fault, String message, String remedy, Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.remedy = remedy;
  }

  /** Whose fault it is. */
  public Fault fault() {
    return fault;
  }

  /** What would help; may be empty. */
  public String remedy() {
    return remedy;
  }
}
