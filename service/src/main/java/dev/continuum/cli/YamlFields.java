package dev.continuum.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.TypeConversionException;

/**
 * A mapping of a YAML file, read field by field; whatever is wrong is told with file and path.
 *
 * @param file the file's name
 * @param path where in the file, empty for all of it
 * @param fields what is there
 */
record YamlFields(String file, String path, Map<String, Object> fields) {

  static YamlFields of(String file, String path, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw fault(file, path, "It must be a mapping.", "Maybe indent what belongs to it.");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach(
        (key, each) -> fields.put(String.valueOf(key), Optional.ofNullable(each).orElse("")));
    return new YamlFields(file, path, fields);
  }

  /** Refuses fields it does not know: a typing error must not be silent. */
  YamlFields allow(String... names) {
    Set<String> known = Set.of(names);
    fields.keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw fault(
                  file,
                  at(name),
                  "There is no such field.",
                  "Maybe one of " + String.join(", ", names) + ".");
            });
    return this;
  }

  Optional<String> text(String name) {
    Object value = fields.get(name);
    if (value instanceof Map || value instanceof Iterable) {
      throw fault(file, at(name), "It must be text.", "Maybe quote it.");
    }
    return Optional.ofNullable(value).map(String::valueOf);
  }

  String required(String name) {
    return text(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> fault(file, at(name), "The field must be there.", "Maybe add it."));
  }

  int whole(String name, int otherwise) {
    try {
      return text(name).map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw fault(file, at(name), "It must be a whole number.", "Maybe drop its unit.");
    }
  }

  Duration duration(String name, Duration otherwise) {
    try {
      return text(name).map(value -> new Durations().convert(value)).orElse(otherwise);
    } catch (TypeConversionException e) {
      throw fault(file, at(name), String.valueOf(e.getMessage()) + ".", "Maybe 10s or 2m.");
    }
  }

  /** A mapping inside it; empty if absent. */
  YamlFields inside(String name) {
    return fields.containsKey(name)
        ? of(file, at(name), fields.get(name))
        : new YamlFields(file, at(name), Map.of());
  }

  /** All fields as text, sorted. */
  SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    fields.keySet().forEach(name -> texts.put(name, text(name).orElse("")));
    return texts;
  }

  InvalidInputException fault(String name, String message, String remedy) {
    return fault(file, at(name), message, remedy);
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static InvalidInputException fault(
      String file, String path, String message, String remedy) {
    return new InvalidInputException(
        Finding.of(
            new dev.continuum.model.validation.Issue("targets", path, message, remedy), file));
  }
}
