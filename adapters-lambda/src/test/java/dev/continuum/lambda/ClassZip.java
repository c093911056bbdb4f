package dev.continuum.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The deployment package of a function that is one class. */
final class ClassZip {

  private ClassZip() {}

  static byte[] of(Class<?> function) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in =
            Optional.ofNullable(function.getResourceAsStream(function.getSimpleName() + ".class"))
                .orElseThrow();
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(function.getName().replace('.', '/') + ".class"));
      zip.write(in.readAllBytes());
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }
}
