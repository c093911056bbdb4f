package dev.continuum.service.access;

import java.util.Optional;

/** Tells who a bearer token is. Thread-safe; does not block. */
@FunctionalInterface
public interface Tokens {

  /** Who the token is; empty for a token that is nobody's, or is not valid now. */
  Optional<Principal> principal(String token);

  /** This, and for tokens that are nobody's here the other. */
  default Tokens or(Tokens other) {
    return token -> principal(token).or(() -> other.principal(token));
  }
}
