package dev.continuum.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person watches stderr; where the system does not tell, none does. */
final class Watcher {

  private static final Path STDERR = Path.of("/proc/self/fd/2");

  private Watcher() {}

  static boolean present() {
    try {
      String target = Files.readSymbolicLink(STDERR).toString();
      return target.startsWith("/dev/") && !target.equals("/dev/null");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
