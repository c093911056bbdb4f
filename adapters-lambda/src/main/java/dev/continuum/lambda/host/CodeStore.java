package dev.continuum.lambda.host;

import com.google.gson.JsonObject;
import dev.continuum.actuation.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Keeps code of functions, unpacked and by its digest. Thread-safe. */
final class CodeStore {

  static final int MOST_ZIP_BYTES = 50 << 20;
  private static final long MOST_UNZIPPED_BYTES = 262_144_000L;

  private final Path directory;

  CodeStore(Path directory) {
    this.directory = directory;
  }

  /**
   * Code that was taken in.
   *
   * @param sha256 base64, as the API tells it
   * @param size bytes
   * @param image name of an image; empty for zips
   * @param home where it is unpacked
   */
  record Stored(String sha256, long size, String image, Path home) {
    boolean isImage() {
      return !image.isEmpty();
    }
  }

  /** Takes the code of a request: ZipFile or ImageUri. */
  Stored take(JsonObject code) {
    String image = Texts.of(code, "ImageUri", "");
    if (!image.isEmpty()) {
      return new Stored(
          base64(image.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 0, image, directory);
    }
    String text = Texts.of(code, "ZipFile", "");
    if (text.isEmpty()) {
      throw ApiException.invalid("Please provide a source for function code.");
    }
    byte[] zip;
    try {
      zip = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw ApiException.of(
          400, "InvalidRequestContentException", "Could not parse request body into json.");
    }
    if (zip.length > MOST_ZIP_BYTES) {
      throw ApiException.of(
          413, "RequestEntityTooLargeException", "Request must be smaller than 70167211 bytes");
    }
    Path home = directory.resolve(Digests.sha256(zip));
    try {
      synchronized (this) {
        if (!Files.exists(home)) {
          Path fresh = Files.createTempDirectory(directory, "code");
          unpack(zip, fresh);
          Shared.withEverybody(fresh);
          Files.move(fresh, home);
        }
      }
    } catch (IOException e) {
      throw ApiException.invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }
    return new Stored(base64(zip), zip.length, "", home);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Digests.sha256(bytes)));
  }

  private static void unpack(byte[] zip, Path home) throws IOException {
    long left = MOST_UNZIPPED_BYTES;
    int entries = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries++;
        Path target = home.resolve(entry.getName()).normalize();
        if (!target.startsWith(home)) {
          throw new IOException(entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        left -= Files.copy(new Bounded(in, left), target);
        if (left < 0) {
          throw ApiException.invalid("Unzipped size must be smaller than 262144000 bytes");
        }
        if (target.getFileName().toString().equals("bootstrap")
            && !target.toFile().setExecutable(true)) {
          throw new IOException("bootstrap");
        }
      }
    }
    if (entries == 0) {
      throw new IOException("no entries");
    }
  }

  /** Ends a little after so many bytes, whatever a zip's header says. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long most) {
      this.in = in;
      this.left = most + 1;
    }

    @Override
    public int read() throws IOException {
      return left-- <= 0 ? -1 : in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }
}
