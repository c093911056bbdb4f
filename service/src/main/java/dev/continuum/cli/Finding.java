package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.model.validation.Issue;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One fault of an input, for people and scripts.
 *
 * @param issue what is wrong
 * @param source the file, as the user named it; empty for the command line itself
 * @param line from 1, if the place is known
 * @param column from 1, if the place is known
 */
record Finding(Issue issue, String source, OptionalInt line, OptionalInt column) {

  private static final Pattern PLACE =
      Pattern.compile("(.*) \\((.*):(\\d{1,9}):(\\d{1,9})\\)", Pattern.DOTALL);

  /** An issue of a file; readers put the place at the end of the message. */
  static Finding of(Issue issue, String source) {
    Matcher matcher = PLACE.matcher(issue.message());
    if (matcher.matches() && source.equals(matcher.group(2))) {
      return new Finding(
          new Issue(issue.code(), issue.path(), matcher.group(1), issue.remedy()),
          source,
          OptionalInt.of(Integer.parseInt(matcher.group(3))),
          OptionalInt.of(Integer.parseInt(matcher.group(4))));
    }
    return new Finding(issue, source, OptionalInt.empty(), OptionalInt.empty());
  }

  /** A fault of a file as a whole. */
  static Finding ofFile(String code, String source, String message, String remedy) {
    return of(new Issue(code, "", message, remedy), source);
  }

  /** A fault of the command line. */
  static Finding ofUsage(String message, String remedy) {
    return of(new Issue("usage", "", message, remedy), "");
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("code", issue.code());
    json.addProperty("file", source);
    json.add("line", Json.number(line));
    json.add("column", Json.number(column));
    json.addProperty("path", issue.path());
    json.addProperty("message", issue.message());
    json.addProperty("remedy", issue.remedy());
    return json;
  }

  /** {@code file:line:column: path: message [code]} and the remedy on a line of its own. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Figures.line(source));
    line.ifPresent(number -> text.append(':').append(number));
    column.ifPresent(number -> text.append(':').append(number));
    if (!text.isEmpty()) {
      text.append(": ");
    }
    if (!issue.path().isEmpty()) {
      text.append(Figures.line(issue.path())).append(": ");
    }
    text.append(Figures.line(issue.message())).append(" [").append(issue.code()).append(']');
    if (!issue.remedy().isEmpty()) {
      text.append("\n  ").append(Figures.line(issue.remedy()));
    }
    return text.toString();
  }
}
