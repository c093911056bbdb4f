package dev.continuum.cli;

import dev.continuum.model.validation.Issue;
import java.util.List;

/** The user's fault: a file or option that cannot be used. Ends a command with exit code 2. */
final class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  InvalidInputException(List<Finding> findings) {
    super(findings.isEmpty() ? "" : findings.getFirst().toString());
    this.findings = List.copyOf(findings);
  }

  InvalidInputException(Finding finding) {
    this(List.of(finding));
  }

  /** All issues of one file. */
  static InvalidInputException of(List<Issue> issues, String source) {
    return new InvalidInputException(
        issues.stream().map(issue -> Finding.of(issue, source)).toList());
  }

  List<Finding> findings() {
    return findings;
  }
}
