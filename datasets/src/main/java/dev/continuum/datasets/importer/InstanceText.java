package dev.continuum.datasets.importer;

import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The text of an instance and the name that its faults are reported under.
 *
 * @param name file name
 * @param text all of it, without a byte-order mark
 */
record InstanceText(String name, String text) {

  private static final int MOST_BYTES = 1 << 28;

  static InstanceText read(Path file, Charset charset) throws IOException {
    Path fileName = file.getFileName();
    String name = fileName == null ? file.toString() : fileName.toString();
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new InvalidProblemException(
          List.of(
              new Issue(
                  "import.too-large",
                  name,
                  "The file must be at most " + (MOST_BYTES >> 20) + " MiB.",
                  "Maybe it is not an instance.")));
    }
    return of(name, new String(bytes, charset));
  }

  static InstanceText of(String name, String text) {
    boolean marked = text.startsWith("\uFEFF") || text.startsWith("\u00EF\u00BB\u00BF");
    return new InstanceText(
        name, marked ? text.substring(text.charAt(0) == '\uFEFF' ? 1 : 3) : text);
  }

  /** The name without its last extension, for a problem. */
  String stem() {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
