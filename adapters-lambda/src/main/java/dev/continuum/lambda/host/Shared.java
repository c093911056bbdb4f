package dev.continuum.lambda.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Directories that the user of a container may read; those above them stay as they are. */
final class Shared {

  private Shared() {}

  /**
   * Lets everybody read what is there, and run what its owner may run.
   *
   * @throws IOException if it belongs to somebody else
   */
  static void withEverybody(Path root) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(root)) {
      all = files.toList();
    }
    for (Path each : all) {
      var file = each.toFile();
      boolean runs = Files.isDirectory(each) || Files.isExecutable(each);
      if (!file.setReadable(true, false) || (runs && !file.setExecutable(true, false))) {
        throw new IOException(each + " cannot be made readable");
      }
    }
  }
}
