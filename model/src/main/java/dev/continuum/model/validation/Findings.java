package dev.continuum.model.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects issues; nothing that is wrong stops the search for more. Not thread-safe. */
final class Findings {

  private static final Comparator<Issue> ORDER =
      Comparator.comparing(Issue::path, new PathOrder())
          .thenComparing(Issue::code)
          .thenComparing(Issue::message);

  private final List<Issue> issues = new ArrayList<>();

  void add(Code code, String path, String message) {
    add(code, path, message, code.remedy());
  }

  void add(Code code, String path, String message, String remedy) {
    issues.add(new Issue(code.text(), path, message, remedy));
  }

  /** Everything, by path, so that the order of checks does not show. */
  List<Issue> sorted() {
    return issues.stream().sorted(ORDER).toList();
  }
}
