package dev.continuum.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a library was unpacked to. It would be deleted at exit, but instances are killed: where a
 * file may go while it is in use (Linux), it goes at once.
 */
final class Unpacked {

  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final String MARK = "opencv_openpnp";

  private Unpacked() {}

  /** Deletes the files of a loaded OpenCV and the directory they are in, as far as that goes. */
  static void delete() {
    try {
      for (Path file : loaded()) {
        Files.deleteIfExists(file);
        Path directory = file.getParent();
        if (directory != null && directory.getFileName().toString().startsWith(MARK)) {
          Files.deleteIfExists(directory);
        }
      }
    } catch (IOException e) {
      // It stays until exit then, as on other systems.
    }
  }

  /** The files of OpenCV that are mapped into this process from a directory of its own. */
  static List<Path> loaded() throws IOException {
    if (!Files.isReadable(MAPS)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines
          .filter(line -> line.contains(MARK) && line.contains(" /"))
          .map(line -> Path.of(line.substring(line.indexOf(" /") + 1)))
          .filter(Files::exists)
          .distinct()
          .toList();
    }
  }
}
