package dev.continuum.actuation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The directory where actuation remembers: journal, lease, routes. Whatever is in it can be lost
 * without harm but for the memory of which calls a killed process left behind. Writes reach the
 * disk before they return.
 */
public final class StateDirectory {

  private static final long MOST_BYTES = 64L << 20;

  private final Path directory;

  private StateDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Opens it, creating it if it is not there.
   *
   * @throws ActuationException if that is not possible
   */
  public static StateDirectory at(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw failed("The state directory (" + directory + ") cannot be created", e);
    }
    return new StateDirectory(directory);
  }

  /** Where it is. */
  public Path path() {
    return directory;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** The text of a file, or empty if there is none. */
  public Optional<String> read(String name) {
    Path file = file(name);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("it is larger than " + MOST_BYTES + " bytes");
      }
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw failed("The state file (" + file + ") cannot be read", e);
    }
  }

  /** Replaces a file in one step that survives a crash. */
  public void write(String name, String text) {
    Path fresh = file("." + name + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          fresh, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed("The state file (" + file(name) + ") cannot be written", e);
    }
  }

  static ActuationException failed(String what, IOException e) {
    return new ActuationException(
        ActuationException.Fault.STATE,
        what + ": " + e.getMessage() + ".",
        "Maybe its disk or permissions.",
        e);
  }
}
