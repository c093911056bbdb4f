package dev.continuum.datasets.file;

/**
 * One step through a text of maps, lists and scalars.
 *
 * @param kind what it is
 * @param text of a key or scalar; empty otherwise
 * @param quoted whether the text stood in quotes, so that it is no number, no truth value, no null
 * @param line from 1
 * @param column from 1
 */
record Token(Kind kind, String text, boolean quoted, int line, int column) {

  enum Kind {
    MAP,
    MAP_END,
    LIST,
    LIST_END,
    KEY,
    SCALAR,
    END
  }

  /** Whether this says that there is no value. */
  boolean isNull() {
    return kind == Kind.SCALAR
        && !quoted
        && switch (text) {
          case "", "~", "null", "Null", "NULL" -> true;
          default -> false;
        };
  }

  /** What this is, for a message. */
  String noun() {
    return switch (kind) {
      case MAP, MAP_END -> "a map";
      case LIST, LIST_END -> "a list";
      case KEY, END -> "nothing";
      case SCALAR -> quoted ? "the text \"" + shown() + '"' : shown();
    };
  }

  /** The text, cut where it is long. */
  String shown() {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
