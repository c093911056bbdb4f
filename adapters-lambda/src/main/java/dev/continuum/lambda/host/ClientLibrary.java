package dev.continuum.lambda.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The native library of the runtime interface client, unpacked once. By itself the client unpacks
 * it to one path under /tmp, the same for every environment of the machine: two that start at once
 * break each other. Thread-safe.
 */
final class ClientLibrary {

  private static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private final Path directory;

  ClientLibrary(Path directory) {
    this.directory = directory;
  }

  /** The option of a JVM that names it. */
  synchronized String option() {
    boolean musl =
        Files.exists(Path.of("/lib/ld-musl-" + architecture("x86_64", "aarch64") + ".so.1"));
    String name =
        "libaws-lambda-jni.linux"
            + (musl ? "_musl" : "")
            + "-"
            + architecture("x86_64", "aarch_64")
            + ".so";
    Path file = directory.resolve(name);
    try (InputStream in = ClientLibrary.class.getResourceAsStream("/jni/" + name)) {
      if (in != null && !Files.exists(file)) {
        Path fresh = Files.createTempFile(directory, "library", ".tmp");
        Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "-D" + PROPERTY + "=" + file;
  }

  private static String architecture(String x86, String arm) {
    return System.getProperty("os.arch").equals("aarch64") ? arm : x86;
  }
}
