package dev.continuum.datasets.importer;

import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table of comma-separated values with a line of names (RFC 4180: quotes, doubled inside). Faults
 * are collected with their line, and reported together. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvTable {

  private static final int MOST_ISSUES = 100;
  private static final int MOST_ROWS = 5_000_000;

  private final String file;
  private final List<String> names = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();

  /**
   * A row.
   *
   * @param line where it starts in the file, from 1
   * @param values in the order of the names
   */
  record Row(int line, List<String> values) {}

  private CsvTable(String file) {
    this.file = file;
  }

  static CsvTable parse(InstanceText source) {
    CsvTable table = new CsvTable(source.name());
    table.split(source.text());
    table.throwIfFaulty();
    return table;
  }

  List<Row> rows() {
    return rows;
  }

  /** The place of a column, upper or lower case. */
  int column(String name) {
    int at = names.indexOf(name.toLowerCase(Locale.ROOT));
    if (at < 0) {
      fault(
          1,
          "import.missing-column",
          "The first line must name a column " + name + ".",
          "Maybe it is another file; the columns found are " + String.join(", ", names) + ".");
      throwIfFaulty();
    }
    return at;
  }

  String text(Row row, int column) {
    String value = row.values().get(column);
    if (value.isBlank()) {
      fault(
          row.line(),
          "import.blank",
          "The value of " + names.get(column) + " must not be blank.",
          "Maybe remove the line.");
    }
    return value;
  }

  /** A number in a range, or the lowest one after a fault. */
  double number(Row row, int column, double least, double most) {
    String text = row.values().get(column);
    Optional<Double> value = number(text);
    if (value.isPresent() && value.get() >= least && value.get() <= most) {
      return value.get();
    }
    fault(
        row.line(),
        "import.number",
        "Expected a number from "
            + least
            + " to "
            + most
            + " ("
            + names.get(column)
            + "), found \""
            + (text.length() <= 40 ? text : text.substring(0, 40) + "...")
            + "\".",
        "Maybe two columns are swapped.");
    return least;
  }

  /** A whole number in a range, or the lowest one after a fault. */
  int whole(Row row, int column, int least, int most) {
    double value = number(row, column, least, most);
    if (value != Math.rint(value)) {
      fault(
          row.line(),
          "import.whole",
          "Expected a whole number (" + names.get(column) + "), found \"" + value + "\".",
          "Maybe two columns are swapped.");
    }
    return (int) value;
  }

  void fault(int line, String code, String message, String remedy) {
    if (issues.size() < MOST_ISSUES) {
      issues.add(new Issue(code, file + ":" + line, message, remedy));
    }
  }

  void throwIfFaulty() {
    if (!issues.isEmpty()) {
      throw new InvalidProblemException(issues);
    }
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text.trim()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private void split(String text) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    int line = 1;
    int rowLine = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          value.append('"');
          i++;
        } else if (c == '"') {
          quoted = false;
        } else {
          line += c == '\n' ? 1 : 0;
          value.append(c);
        }
      } else if (c == '"' && value.isEmpty()) {
        quoted = true;
      } else if (c == ',') {
        values.add(take(value));
      } else if (c == '\n') {
        values.add(take(value));
        addRow(rowLine, values);
        values = new ArrayList<>();
        line++;
        rowLine = line;
      } else if (c != '\r') {
        value.append(c);
      }
    }
    if (quoted) {
      fault(rowLine, "import.quote", "The quotes must be closed.", "Maybe the file is cut off.");
    }
    values.add(take(value));
    addRow(rowLine, values);
    if (names.isEmpty()) {
      fault(1, "import.end-of-file", "The first line must name the columns.", "Maybe it is empty.");
    }
  }

  private void addRow(int line, List<String> values) {
    if (values.size() == 1 && values.getFirst().isBlank()) {
      return;
    }
    if (names.isEmpty()) {
      values.forEach(name -> names.add(name.trim().toLowerCase(Locale.ROOT)));
    } else if (values.size() != names.size()) {
      fault(
          line,
          "import.columns",
          "The line must have " + names.size() + " values, and has " + values.size() + ".",
          "Maybe a comma is missing, or a text with commas needs quotes.");
    } else if (rows.size() == MOST_ROWS) {
      fault(
          line,
          "import.too-large",
          "There must be at most " + MOST_ROWS + " lines.",
          "Maybe split it.");
      throwIfFaulty();
    } else {
      rows.add(new Row(line, values));
    }
  }

  private static String take(StringBuilder value) {
    String text = value.toString();
    value.setLength(0);
    return text;
  }
}
