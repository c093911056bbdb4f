package dev.continuum.datasets.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces a file in one step: readers see the old text or the new, and a failure leaves the old.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes the text in UTF-8. A device or pipe is written to directly.
   *
   * @throws IOException if it cannot be written; its directory must exist
   */
  public static void write(Path file, String text) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new java.nio.file.FileSystemException(file.toString(), null, "is a directory");
    }
    Path name = target.getFileName();
    Path fresh = target.resolveSibling("." + name + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
