package dev.continuum.solver;

/** A backend's fault: a native library that does not load, or a solver that misbehaves. */
public final class BackendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what went wrong. */
  public BackendException(String message) {
    super(message);
  }

  /** With what went wrong and why. */
  public BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
