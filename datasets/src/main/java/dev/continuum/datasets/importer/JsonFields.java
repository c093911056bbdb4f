package dev.continuum.datasets.importer;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The fields of a JSON object, comments allowed. Collects every fault and every name that was asked
 * for, so that missing fields come out together and unknown ones can be told. What is faulty reads
 * as empty until {@link #throwIfFaulty}. Not thread-safe.
 */
final class JsonFields {

  private static final int MOST_ISSUES = 100;

  private final String file;
  private final JsonObject object;
  private final SortedSet<String> known = new TreeSet<>();
  private final List<Issue> issues = new ArrayList<>();

  private JsonFields(String file, JsonObject object) {
    this.file = file;
    this.object = object;
  }

  static JsonFields parse(InstanceText source) {
    JsonElement root;
    try {
      root = JsonParser.parseString(source.text());
    } catch (JsonParseException e) {
      throw notJson(source.name(), String.valueOf(e.getMessage()));
    }
    if (!root.isJsonObject()) {
      throw notJson(source.name(), "it is not an object");
    }
    return new JsonFields(source.name(), root.getAsJsonObject());
  }

  private static InvalidProblemException notJson(String file, String why) {
    return new InvalidProblemException(
        List.of(
            new Issue(
                "import.json",
                file,
                "The file must be a JSON object: " + why + ".",
                "Maybe it is another format, or it is cut off.")));
  }

  /** Names texts that must be there and differ. */
  List<String> names(String field) {
    List<String> names = new ArrayList<>();
    for (JsonElement element : array(field, Presence.REQUIRED)) {
      String at = field + "[" + names.size() + "]";
      Optional<String> text = text(at, element);
      if (text.isPresent() && names.contains(text.get())) {
        fault(at, "The name (" + text.get() + ") must not be listed twice.", "Maybe a copy.");
      }
      names.add(text.orElse(at));
    }
    return names;
  }

  /** So many numbers, none negative. */
  double[] amounts(String field, int count) {
    JsonArray array = array(field, Presence.REQUIRED);
    return known(field) ? row(field, array, count) : new double[count];
  }

  /** So many numbers, none negative, or none at all. */
  Optional<double[]> optionalAmounts(String field, int count) {
    JsonArray array = array(field, Presence.OPTIONAL);
    return array.isEmpty() ? Optional.empty() : Optional.of(row(field, array, count));
  }

  /** A matrix of numbers, none negative. */
  double[][] matrix(String field, int rows, int columns) {
    JsonArray array = array(field, Presence.REQUIRED);
    double[][] values = new double[rows][columns];
    if (!known(field)) {
      return values;
    }
    if (array.size() != rows) {
      fault(
          field,
          "The matrix must have " + rows + " rows, and has " + array.size() + ".",
          "Maybe a row is missing, or its rows and columns are swapped.");
      return values;
    }
    for (int i = 0; i < rows; i++) {
      String at = field + "[" + i + "]";
      if (array.get(i).isJsonArray()) {
        values[i] = row(at, array.get(i).getAsJsonArray(), columns);
      } else {
        fault(
            at,
            "The row must be a list of " + columns + " numbers.",
            "Maybe a bracket is missing.");
      }
    }
    return values;
  }

  /** A number that is not negative, else what stands for its absence. */
  double amountOr(String field, double absent) {
    known.add(field);
    JsonElement element = object.get(field);
    return element == null ? absent : amount(field, element);
  }

  /** The object under a name, empty if there is none. */
  JsonObject objectOrEmpty(String field) {
    known.add(field);
    JsonElement element = object.get(field);
    if (element == null || element.isJsonNull()) {
      return new JsonObject();
    }
    if (element.isJsonObject()) {
      return element.getAsJsonObject();
    }
    fault(field, "The field must be an object.", "Maybe braces are missing.");
    return new JsonObject();
  }

  /** Whatever stands under a name, an empty list if nothing does. */
  JsonElement elementOrEmpty(String field) {
    known.add(field);
    JsonElement element = object.get(field);
    return element == null ? new JsonArray() : element;
  }

  /** Takes these names for known. */
  void ignore(Collection<String> fields) {
    known.addAll(fields);
  }

  /** Names in the file that nobody asked for, sorted. */
  SortedSet<String> unknown() {
    SortedSet<String> names = new TreeSet<>(object.keySet());
    names.removeAll(known);
    return names;
  }

  void fault(String path, String message, String remedy) {
    add("import.field", path, message, remedy);
  }

  void throwIfFaulty() {
    if (!issues.isEmpty()) {
      throw new InvalidProblemException(issues);
    }
  }

  private enum Presence {
    REQUIRED,
    OPTIONAL
  }

  private JsonArray array(String field, Presence presence) {
    known.add(field);
    JsonElement element = object.get(field);
    if (element != null && element.isJsonArray()) {
      return element.getAsJsonArray();
    }
    if (element != null) {
      fault(field, "The field must be a list.", "Maybe brackets are missing.");
    } else if (presence == Presence.REQUIRED) {
      add(
          "import.missing-field",
          field,
          "The field must be there.",
          "Maybe the file is for another version of the program.");
    }
    return new JsonArray();
  }

  private boolean known(String field) {
    JsonElement element = object.get(field);
    return element != null && element.isJsonArray();
  }

  private double[] row(String path, JsonArray array, int count) {
    double[] values = new double[count];
    if (array.size() != count) {
      fault(
          path,
          "The list must have " + count + " numbers, and has " + array.size() + ".",
          "Maybe one is missing, or its rows and columns are swapped.");
      return values;
    }
    for (int i = 0; i < count; i++) {
      values[i] = amount(path + "[" + i + "]", array.get(i));
    }
    return values;
  }

  private double amount(String path, JsonElement element) {
    if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber()) {
      try {
        double value = element.getAsDouble();
        if (value >= 0 && value < Double.POSITIVE_INFINITY) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Reported below.
      }
    }
    fault(
        path,
        "The value (" + shown(element) + ") must be a number that is not negative.",
        "Maybe it is quoted, or a sign is wrong.");
    return 0;
  }

  private Optional<String> text(String path, JsonElement element) {
    if (element.isJsonPrimitive()
        && element.getAsJsonPrimitive().isString()
        && !element.getAsString().isBlank()) {
      return Optional.of(element.getAsString());
    }
    fault(path, "The value (" + shown(element) + ") must be a name.", "Maybe quotes are missing.");
    return Optional.empty();
  }

  private void add(String code, String path, String message, String remedy) {
    if (issues.size() < MOST_ISSUES) {
      issues.add(new Issue(code, file + ": " + path, message, remedy));
    }
  }

  private static String shown(JsonElement element) {
    String text = element.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
