package dev.continuum.datasets.file;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How YAML and JSON write names, texts and small values on one line. */
enum Dialect {
  YAML,
  JSON;

  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_./+-]*(?: [\\p{L}\\p{N}_./+-]+)*");

  /** A name or text of the user, in quotes where it needs them. */
  String text(String value) {
    return this == YAML && plain(value) ? value : quoted(value);
  }

  /** A value on one line of at most so many characters, if it fits. */
  Optional<String> line(TextTree value, int width) {
    StringBuilder line = new StringBuilder();
    return append(value, line, width) ? Optional.of(line.toString()) : Optional.empty();
  }

  private boolean append(TextTree value, StringBuilder line, int width) {
    switch (value) {
      case TextTree.Word word -> line.append(word.text());
      case TextTree.Text text -> line.append(text(text.text()));
      case TextTree.Items items -> {
        String separator = "[";
        for (TextTree item : items.items()) {
          line.append(separator);
          if (!append(item, line, width)) {
            return false;
          }
          separator = ", ";
        }
        line.append(items.items().isEmpty() ? "[]" : "]");
      }
      case TextTree.Fields fields -> {
        String separator = "{";
        for (Map.Entry<String, TextTree> field : fields.fields().entrySet()) {
          line.append(separator).append(text(field.getKey())).append(": ");
          if (!append(field.getValue(), line, width)) {
            return false;
          }
          separator = ", ";
        }
        line.append(fields.fields().isEmpty() ? "{}" : "}");
      }
    }
    return line.length() <= width;
  }

  /** Whether no YAML reader, of 1.1 either, takes a bare text for something else. */
  private static boolean plain(String value) {
    return PLAIN.matcher(value).matches()
        && switch (value.toLowerCase(Locale.ROOT)) {
          case "true", "false", "null", "yes", "no", "on", "off", "y", "n" -> false;
          default -> true;
        };
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (printable(c)) {
            quoted.append(c);
          } else {
            quoted.append("\\u%04x".formatted((int) c));
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** Whether YAML takes a character as it is; pairs of surrogates stand for one that it takes. */
  private static boolean printable(char c) {
    return (c >= ' ' && c <= '~')
        || (c >= '\u00a0' && c != '\u2028' && c != '\u2029' && c != '\ufeff' && c < '\ufffe');
  }
}
