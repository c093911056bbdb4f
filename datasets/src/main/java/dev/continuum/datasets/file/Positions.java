package dev.continuum.datasets.file;

import dev.continuum.datasets.schema.FieldPath;
import dev.continuum.model.validation.Issue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds where in a text the paths of issues are, by reading it once more: only inputs with issues
 * pay for it.
 */
final class Positions {

  private final String file;
  private final Map<String, Token> found = new HashMap<>();

  Positions(String file) {
    this.file = file;
  }

  /** Looks for the paths of the issues; false if the text is not well-formed. */
  boolean find(List<Issue> issues, Tokens tokens) {
    Set<String> wanted = new TreeSet<>();
    for (Issue issue : issues) {
      for (String path = issue.path(); !path.isEmpty(); path = parent(path)) {
        wanted.add(path);
      }
    }
    try {
      walk(tokens, tokens.next(), FieldPath.ROOT, wanted);
      return true;
    } catch (SyntaxFault fault) {
      return false;
    }
  }

  /** The issues with the places found; one on something absent gets its parent's place. */
  List<Issue> locate(List<Issue> issues) {
    return issues.stream().map(this::locate).toList();
  }

  private Issue locate(Issue issue) {
    for (String path = issue.path(); !path.isEmpty(); path = parent(path)) {
      Token token = found.get(path);
      if (token != null) {
        return FileIssues.located(issue, file, token.line(), token.column());
      }
    }
    return FileIssues.located(issue, file, 1, 1);
  }

  private void walk(Tokens tokens, Token value, FieldPath path, Set<String> wanted) {
    String text = path.toString();
    if (wanted.contains(text)) {
      found.putIfAbsent(text, value);
    } else if (!text.isEmpty()) {
      tokens.skip(value);
      return;
    }
    if (value.kind() == Token.Kind.LIST) {
      int index = 0;
      for (Token item = tokens.next();
          item.kind() != Token.Kind.LIST_END && item.kind() != Token.Kind.END;
          item = tokens.next()) {
        walk(tokens, item, path.element(index++), wanted);
      }
    } else if (value.kind() == Token.Kind.MAP) {
      for (Token key = tokens.next(); key.kind() == Token.Kind.KEY; key = tokens.next()) {
        FieldPath field = path.field(key.text());
        boolean entry = !wanted.contains(field.toString());
        walk(tokens, tokens.next(), entry ? path.entry(key.text()) : field, wanted);
      }
    }
  }

  private static String parent(String path) {
    int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return cut < 0 ? "" : path.substring(0, cut);
  }
}
