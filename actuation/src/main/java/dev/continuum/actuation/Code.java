package dev.continuum.actuation;

import java.util.Optional;

/**
 * What a function runs: an entry of the catalogue that a domain acquires.
 *
 * @param name its name in the catalogue
 * @param form how it is packed
 * @param location path, URL or image name; never a credential
 * @param sha256 digest of the bytes in lower-case hexadecimal; absent only for images, whose name
 *     then is the version
 * @param runtime the platform's runtime, say {@code java:8}, {@code nodejs:20}, {@code java21};
 *     empty for images
 * @param entry what is called in it, say {@code pkg.Class} or {@code pkg.Class::method}
 */
public record Code(
    String name,
    Form form,
    String location,
    Optional<String> sha256,
    String runtime,
    String entry) {

  /** How code is packed. */
  public enum Form {
    /** A jar. */
    JAR,
    /** A zip. */
    ZIP,
    /** A container image. */
    IMAGE,
    /** Source text. */
    SOURCE
  }

  /** Rejects bytes without a digest. */
  public Code {
    if (form != Form.IMAGE && sha256.isEmpty()) {
      throw new IllegalArgumentException(
          "The artifact (" + name + ") must have a sha256 of its bytes.");
    }
  }
}
