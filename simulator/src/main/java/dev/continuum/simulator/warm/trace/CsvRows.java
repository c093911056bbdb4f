package dev.continuum.simulator.warm.trace;

import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Rows of a file of comma-separated values without quotes, one line at a time, because a trace is
 * far larger than what is kept of it. The first line names the columns. Faults are collected, and
 * name file, line, column and value. Not thread-safe.
 */
final class CsvRows {

  private static final int MOST_ISSUES = 20;
  private static final int SHOWN = 40;

  private final Reader reader;
  private final String file;
  private final TraceLimits limits;
  private final Map<String, Integer> columns = new HashMap<>();
  private final List<Issue> issues = new ArrayList<>();
  private List<String> cells = List.of();
  private int width;
  private int line;

  CsvRows(Reader reader, String file, TraceLimits limits) throws IOException {
    this.reader = reader;
    this.file = file;
    this.limits = limits;
    Optional<String> first = nextLine();
    String header = first.orElse("");
    List<String> names = split(header.startsWith("\uFEFF") ? header.substring(1) : header);
    width = names.size();
    for (int column = 0; column < names.size(); column++) {
      columns.putIfAbsent(names.get(column), column);
    }
    if (header.isBlank()) {
      fail("trace.empty", "The file is empty.", "Maybe the download was cut off.");
    }
  }

  /** The place of a column; of two with one name the first. */
  OptionalInt find(String name) {
    return columns.containsKey(name) ? OptionalInt.of(columns.get(name)) : OptionalInt.empty();
  }

  /** The place of a column that must be there. */
  int column(String name) {
    OptionalInt found = find(name);
    if (found.isEmpty()) {
      fail(
          "trace.missing-column",
          "The first line must name a column " + name + ".",
          "Maybe it is another file; its columns start with "
              + shown(String.join(", ", columns.keySet().stream().sorted().limit(5).toList())));
    }
    return found.getAsInt();
  }

  /** Columns prefix1, prefix2, ... to the last one without a gap. */
  int[] minutes(String prefix) {
    int count = 0;
    while (columns.containsKey(prefix + (count + 1))) {
      count++;
    }
    if (count > limits.minutes()) {
      fail(
          "trace.too-long",
          "The trace has " + count + " minutes, more than " + limits.minutes() + ".",
          "Maybe cut it into weeks.");
    }
    int[] places = new int[count];
    for (int minute = 0; minute < count; minute++) {
      places[minute] = column(prefix + (minute + 1));
    }
    return places;
  }

  /** Goes to the next row, if there is one; blank lines are skipped. */
  boolean next() throws IOException {
    while (true) {
      Optional<String> text = nextLine();
      if (text.isEmpty()) {
        return false;
      }
      if (text.get().isBlank()) {
        continue;
      }
      cells = split(text.get());
      if (cells.size() != width) {
        fault(
            "trace.columns",
            "This line has " + cells.size() + " values, the first line names " + width + ".",
            "Maybe the file was cut off; quotes are not understood here.");
        continue;
      }
      return true;
    }
  }

  String text(int column) {
    return cells.get(column).strip();
  }

  /** A whole number; also when written 3.0, as tables often do. */
  int calls(int column) {
    String text = text(column);
    OptionalLong value = whole(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
    if (value.isEmpty() || value.getAsLong() > limits.callsPerMinute()) {
      fault(
          "trace.calls",
          "Expected calls per minute from 0 to "
              + limits.callsPerMinute()
              + " (column "
              + name(column)
              + "), found \""
              + shown(text)
              + "\".",
          "Maybe a value is missing: write 0 for a minute without calls.");
      return 0;
    }
    return (int) value.getAsLong();
  }

  /** A decimal in a range, or the least one after a fault. */
  double number(int column, double least, double most) {
    String text = text(column);
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (value >= least && value <= most) {
      return value;
    }
    fault(
        "trace.number",
        "Expected a number from "
            + least
            + " to "
            + most
            + " (column "
            + name(column)
            + "), found \""
            + shown(text)
            + "\".",
        "Maybe two columns are swapped.");
    return least;
  }

  /** Remembers a fault of this line. */
  void fault(String code, String message, String remedy) {
    issues.add(new Issue(code, file + ":" + Math.max(1, line), message, remedy));
    if (issues.size() >= MOST_ISSUES) {
      throw new InvalidProblemException(issues);
    }
  }

  /** Speaks once, of everything that was found. */
  void finish() {
    if (!issues.isEmpty()) {
      throw new InvalidProblemException(issues);
    }
  }

  private void fail(String code, String message, String remedy) {
    fault(code, message, remedy);
    finish();
  }

  private Optional<String> nextLine() throws IOException {
    StringBuilder text = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return Optional.empty();
    }
    line++;
    while (c >= 0 && c != '\n') {
      text.append((char) c);
      if (text.length() > limits.lineCharacters()) {
        fail(
            "trace.long-line",
            "The line has more than " + limits.lineCharacters() + " characters.",
            "Maybe it is no CSV file.");
      }
      c = reader.read();
    }
    return Optional.of(text.toString().stripTrailing());
  }

  private static List<String> split(String text) {
    return List.of(text.split(",", -1));
  }

  private static OptionalLong whole(String text) {
    if (text.isEmpty() || text.length() > 12 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(text));
  }

  private String name(int column) {
    return columns.entrySet().stream()
        .filter(entry -> entry.getValue() == column)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(String.valueOf(column + 1));
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
