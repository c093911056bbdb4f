package dev.continuum.datasets.file;

import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file, each fault with its place in the text. */
final class FileIssues {

  private static final int MOST = 1000;

  private final String file;
  private final List<Issue> issues = new ArrayList<>();
  private int left;

  FileIssues(String file) {
    this.file = file;
  }

  void add(Issue issue, int line, int column) {
    if (issues.size() == MOST) {
      left++;
    } else {
      issues.add(located(issue, file, line, column));
    }
  }

  void add(Issue issue, Token token) {
    add(issue, token.line(), token.column());
  }

  void add(SyntaxFault fault) {
    add(new Issue(fault.code(), "", fault.message(), fault.remedy()), fault.line(), fault.column());
  }

  boolean isEmpty() {
    return issues.isEmpty();
  }

  /** Everything so far, for the caller to read. */
  InvalidProblemException exception() {
    List<Issue> all = new ArrayList<>(issues);
    if (left > 0) {
      all.add(
          new Issue(
              "file.too-many",
              "",
              "The file (" + file + ") has " + left + " more issues.",
              "Maybe solve these first."));
    }
    return new InvalidProblemException(all);
  }

  /** An issue that also says where in the file it is. */
  static Issue located(Issue issue, String file, int line, int column) {
    return new Issue(
        issue.code(),
        issue.path(),
        issue.message() + " (" + file + ":" + line + ":" + column + ")",
        issue.remedy());
  }
}
