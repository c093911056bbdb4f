package dev.continuum.service.state;

import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.util.List;

/** A call that the state of a continuum does not allow; nothing changed. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whose fault, and what a caller may do about it. */
  public enum Kind {
    /** The input is wrong whatever the state. */
    INVALID,
    /** There is no such thing. */
    NOT_FOUND,
    /** There is one already. */
    EXISTS,
    /** Not in this state: read it again. */
    PRECONDITION,
    /** More than the tenant may have. */
    QUOTA,
    /** Try again: leadership moves or the store failed. */
    UNAVAILABLE,
    /** Our fault. */
    FAULT
  }

  private final Kind kind;
  private final transient List<Issue> issues;
  private final String leader;

  /** Without details. */
  public RefusedException(Kind kind, String message) {
    this(kind, message, List.of(), "");
  }

  private RefusedException(Kind kind, String message, List<Issue> issues, String leader) {
    super(message);
    this.kind = kind;
    this.issues = List.copyOf(issues);
    this.leader = leader;
  }

  /** An input with issues. */
  public static RefusedException invalid(List<Issue> issues) {
    return new RefusedException(
        Kind.INVALID, issues.isEmpty() ? "" : issues.getFirst().message(), issues, "");
  }

  /** Somebody else leads, at this address if it is known. */
  public static RefusedException notLeader(String leader) {
    return new RefusedException(
        Kind.UNAVAILABLE, "This replica does not lead the continuum.", List.of(), leader);
  }

  /** What a command broke on: the caller's input where the model says so, else our fault. */
  public static RefusedException of(RuntimeException cause) {
    RefusedException refused =
        switch (cause) {
          case InvalidProblemException invalid -> invalid(invalid.issues());
          case IllegalArgumentException argument ->
              new RefusedException(Kind.INVALID, String.valueOf(argument.getMessage()));
          default ->
              new RefusedException(
                  Kind.FAULT, "An internal fault: " + cause.getClass().getSimpleName() + ".");
        };
    var unused = refused.initCause(cause);
    return refused;
  }

  /** Nobody holds the lease. */
  public static RefusedException noLease() {
    return new RefusedException(Kind.NOT_FOUND, "There is no such lease, or it has ended.");
  }

  /** This replica stops; another will do it. */
  public static RefusedException stopping() {
    return new RefusedException(Kind.UNAVAILABLE, "The server is stopping.");
  }

  /** Whose fault. */
  public Kind kind() {
    return kind;
  }

  /** What is wrong with the input. */
  public List<Issue> issues() {
    return issues;
  }

  /** Address of who could do it; empty if nobody is known. */
  public String leader() {
    return leader;
  }
}
