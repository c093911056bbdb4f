package dev.continuum.model.validation;

import java.util.List;
import java.util.stream.Collectors;

/** The caller's fault: an input with issues, all of which are listed. */
public final class InvalidProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Issue> issues;

  /** With everything that was found, in order of path. */
  public InvalidProblemException(List<Issue> issues) {
    super(issues.stream().map(Issue::toString).collect(Collectors.joining("\n")));
    this.issues = List.copyOf(issues);
  }

  /** Everything that was found. */
  public List<Issue> issues() {
    return issues;
  }
}
