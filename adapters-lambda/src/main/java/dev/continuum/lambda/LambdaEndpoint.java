package dev.continuum.lambda;

import java.net.URI;
import java.util.Optional;

/**
 * A region, and how to reach and authenticate to it.
 *
 * @param region its name
 * @param address another address than AWS's own, say of a local host
 * @param credential {@code KEY:SECRET} or {@code KEY:SECRET:TOKEN}; empty for the SDK's default
 *     chain (environment, profile, role)
 */
public record LambdaEndpoint(String region, Optional<URI> address, Optional<String> credential) {

  /** Rejects what is no credential, without telling it. */
  public LambdaEndpoint {
    if (!region.matches("[a-z0-9-]{2,32}")) {
      throw new IllegalArgumentException("The region (" + region + ") must be one of AWS's names.");
    }
    if (credential.isPresent() && !credential.get().matches("[^:\\s]+:[^:\\s]+(:\\S+)?")) {
      throw new IllegalArgumentException(
          "The credential must have the form KEY:SECRET or KEY:SECRET:TOKEN.");
    }
  }

  /** Whether it is AWS itself, where everything costs money. */
  public boolean isAws() {
    return address
        .map(URI::getHost)
        .map(
            host ->
                host.endsWith(".amazonaws.com")
                    || host.endsWith(".amazonaws.com.cn")
                    || host.endsWith(".api.aws"))
        .orElse(true);
  }

  /** For people; no secret. */
  @Override
  public String toString() {
    return region + address.map(each -> " at " + each).orElse("");
  }
}
