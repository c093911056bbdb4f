package dev.continuum.actuation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * Pulls artifacts by path or http(s) URL, checks their SHA-256, and keeps them: what was fetched
 * once is not fetched again. Nothing is used whose digest is another than the catalogue's.
 * Thread-safe.
 */
public final class ArtifactStore {

  private static final long MOST_BYTES = 256L << 20;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final Path directory;
  private final Path base;

  /**
   * Keeps artifacts in a directory.
   *
   * @param base what relative paths are relative to
   */
  public ArtifactStore(Path directory, Path base) {
    this.directory = directory;
    this.base = base;
  }

  /**
   * What a pull took.
   *
   * @param size bytes of the artifact
   * @param elapsed how long the download took; next to nothing if it was there
   */
  public record Pulled(int size, Duration elapsed) {}

  /** Makes sure the artifact is here, and tells what that took: part of the deployment overhead. */
  public Pulled pull(Code code) {
    long start = System.nanoTime();
    int size = fetch(code).length;
    return new Pulled(size, Duration.ofNanos(System.nanoTime() - start));
  }

  /**
   * The bytes of an artifact.
   *
   * @throws ActuationException UNAVAILABLE if it cannot be fetched, INVALID if its digest is wrong
   */
  public byte[] fetch(Code code) {
    String expected = code.sha256().orElseThrow();
    Path kept = directory.resolve(expected);
    try {
      if (Files.exists(kept)) {
        byte[] bytes = Files.readAllBytes(kept);
        if (Digests.sha256(bytes).equals(expected)) {
          return bytes;
        }
      }
      byte[] bytes = download(code);
      String actual = Digests.sha256(bytes);
      if (!actual.equals(expected)) {
        throw new ActuationException(
            ActuationException.Fault.INVALID,
            "The artifact "
                + code.name()
                + " at "
                + code.location()
                + " has SHA-256 "
                + actual
                + ", the catalogue says "
                + expected
                + ".",
            "Maybe it was rebuilt: sha256sum it, and correct the targets file.");
      }
      Files.createDirectories(directory);
      Path fresh = Files.createTempFile(directory, expected, ".tmp");
      Files.write(fresh, bytes);
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return bytes;
    } catch (IOException e) {
      throw new ActuationException(
          ActuationException.Fault.UNAVAILABLE,
          "The artifact "
              + code.name()
              + " cannot be fetched from "
              + code.location()
              + ": "
              + e
              + ".",
          "Maybe its path or address is wrong.",
          e);
    }
  }

  private byte[] download(Code code) throws IOException {
    String location = code.location();
    if (!location.startsWith("http://") && !location.startsWith("https://")) {
      Path file = base.resolve(location);
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("it is larger than " + MOST_BYTES + " bytes");
      }
      return Files.readAllBytes(file);
    }
    try (HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpResponse<InputStream> response =
          http.send(
              HttpRequest.newBuilder(URI.create(location)).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] bytes = in.readNBytes(Math.toIntExact(MOST_BYTES + 1));
        if (response.statusCode() != 200 || bytes.length > MOST_BYTES) {
          throw new IOException("status " + response.statusCode() + ", " + bytes.length + " bytes");
        }
        return bytes;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
