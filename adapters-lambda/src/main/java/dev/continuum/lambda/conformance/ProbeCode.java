package dev.continuum.lambda.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Deployment packages that answer with the identity of their instance: a custom runtime, which is
 * one shell script and starts in milliseconds. Equal content gives equal bytes.
 */
public final class ProbeCode {

  /** Its runtime. */
  public static final String RUNTIME = "provided.al2023";

  /** Its handler; a custom runtime does not look at it. */
  public static final String HANDLER = "probe";

  /** Made by Unix, so that the mode of a file counts. */
  private static final int UNIX = 3;

  /** A regular file that everybody may run: 0100755. */
  private static final int EXECUTABLE = 0x81ED;

  private static final int CENTRAL_HEADER = 0x02014b50;

  private ProbeCode() {}

  /**
   * A package.
   *
   * @param text goes into it, so that another text is another code
   */
  public static byte[] zip(String text) {
    try (InputStream in =
        Optional.ofNullable(ProbeCode.class.getResourceAsStream("bootstrap.sh")).orElseThrow()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        put(zip, "bootstrap", in.readAllBytes());
        put(zip, "text", text.getBytes(StandardCharsets.UTF_8));
      }
      return executable(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Java's zips carry no modes: they are written into the central directory. */
  private static byte[] executable(byte[] zip) {
    for (int i = 0; i + 46 < zip.length; i++) {
      int signature =
          (zip[i] & 255) | (zip[i + 1] & 255) << 8 | (zip[i + 2] & 255) << 16 | zip[i + 3] << 24;
      if (signature == CENTRAL_HEADER) {
        zip[i + 5] = UNIX;
        zip[i + 40] = (byte) EXECUTABLE;
        zip[i + 41] = (byte) (EXECUTABLE >> 8);
      }
    }
    return zip;
  }
}
