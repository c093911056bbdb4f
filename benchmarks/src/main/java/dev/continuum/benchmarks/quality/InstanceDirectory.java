package dev.continuum.benchmarks.quality;

import dev.continuum.model.validation.InvalidProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The instances below a directory, in natural order: p2 before p10. */
final class InstanceDirectory {

  private static final int MOST_FILES = 100_000;

  private static final Set<String> EXTENSIONS =
      Set.of("txt", "yaml", "yml", "json", "dat", "csv", "plc", "dzn", "gap", "cap", "gz");

  private InstanceDirectory() {}

  /**
   * Lists them; files that cannot be of the format (licences, tables) are passed over, those that
   * can but are broken are listed, so that they show in the result.
   *
   * @throws IOException if the directory or a file cannot be read
   */
  static List<Instance> list(Path directory, InstanceFormat format, InstanceFormat.Choices choices)
      throws IOException {
    List<Instance> instances = new ArrayList<>();
    for (Path file : files(directory)) {
      if (format.mayBeIn(file.getFileName().toString(), firstCharacter(file))) {
        String name = stem(directory.relativize(file).toString().replace('\\', '/'));
        int count = count(file, format);
        for (int number = 1; number <= count; number++) {
          instances.add(
              new Instance(
                  Row.cell(count == 1 ? name : name + "-" + number),
                  file,
                  number,
                  format,
                  choices));
        }
      }
    }
    return instances;
  }

  private static int count(Path file, InstanceFormat format) throws IOException {
    try {
      return format.count(file);
    } catch (InvalidProblemException e) {
      return 1;
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .limit(MOST_FILES)
          .sorted(Comparator.comparing(file -> naturalKey(file.toString())))
          .toList();
    }
  }

  /** Digits padded, so that numbers compare by value. */
  static String naturalKey(String name) {
    StringBuilder key = new StringBuilder();
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : '\0';
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else {
        if (!digits.isEmpty()) {
          key.append("0".repeat(Math.max(0, 12 - digits.length()))).append(digits);
          digits.setLength(0);
        }
        key.append(c);
      }
    }
    return key.toString();
  }

  private static int firstCharacter(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      for (byte each : in.readNBytes(256)) {
        if (each > ' ') {
          return each;
        }
      }
      return -1;
    }
  }

  /** A name without a known extension; what follows another dot belongs to the name. */
  static String stem(String name) {
    int dot = name.lastIndexOf('.');
    boolean known =
        dot > name.lastIndexOf('/') + 1
            && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    return known ? name.substring(0, dot) : name;
  }
}
