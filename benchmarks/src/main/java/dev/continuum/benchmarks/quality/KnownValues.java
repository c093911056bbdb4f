package dev.continuum.benchmarks.quality;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Best known values by instance: lines of {@code instance,best}, with or without a first line. */
final class KnownValues {

  private final Map<String, BigDecimal> values;

  private KnownValues(Map<String, BigDecimal> values) {
    this.values = values;
  }

  static KnownValues none() {
    return new KnownValues(Map.of());
  }

  /**
   * Reads a file; commas, semicolons, tabs and spaces separate.
   *
   * @throws IOException if it cannot be read, naming the first line that is none
   */
  static KnownValues read(Path file) throws IOException {
    Map<String, BigDecimal> values = new HashMap<>();
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split("\\s*[,;\\s]\\s*", -1);
      try {
        values.put(key(cells[0]), new BigDecimal(cells[1]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        if (i > 0) {
          throw new IOException(
              file
                  + ":"
                  + (i + 1)
                  + ": The line must be an instance and its best value, not \""
                  + line
                  + "\".\n  Maybe a comma is missing.",
              e);
        }
      }
    }
    return new KnownValues(values);
  }

  /** The value of an instance, by its name or by the last part of its path. */
  Optional<BigDecimal> of(String instance) {
    BigDecimal whole = values.get(key(instance));
    return Optional.ofNullable(
        whole != null ? whole : values.get(key(instance.substring(instance.lastIndexOf('/') + 1))));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceFirst("\\.(txt|dat|yaml|yml|json)$", "");
  }
}
