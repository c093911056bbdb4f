package dev.continuum.openwhisk.rest;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an OpenWhisk is and who we are there.
 *
 * @param apiHost scheme, host and port
 * @param key {@code uuid:key}; never printed
 * @param authority PEM file of the certificate authority; absent for the system's own
 * @param insecure whether certificates are not checked at all
 */
public record WhiskEndpoint(URI apiHost, String key, Optional<Path> authority, boolean insecure) {

  /** Rejects keys of another shape. */
  public WhiskEndpoint {
    if (key.indexOf(':') < 1) {
      throw new IllegalArgumentException("The OpenWhisk credential must have the form UUID:KEY.");
    }
  }

  /** With the system's certificate authorities. */
  public static WhiskEndpoint of(URI apiHost, String key) {
    return new WhiskEndpoint(apiHost, key, Optional.empty(), false);
  }

  @Override
  public String toString() {
    return apiHost.toString();
  }
}
