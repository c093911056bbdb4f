package dev.continuum.datasets.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that several tests read. */
final class Samples {

  private Samples() {}

  /** A sound problem in which every message of the schema appears. */
  static String everything() {
    try (InputStream in = Samples.class.getResourceAsStream("everything.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
