package dev.continuum.service.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.continuum.service.proto.AdminServiceProto.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bearer tokens that an identity provider signed: JSON Web Tokens (RFC 7519) with asymmetric
 * signatures, by the keys of a JWKS file that is read again when it changes. The claims {@code
 * iss}, {@code aud}, {@code exp}, {@code sub}, {@code tenant} and {@code role} must be there; an
 * agent's subject is its {@code sub}. The tenant must be known. Thread-safe.
 */
public final class JwtTokens implements Tokens {

  private static final Logger LOG = LoggerFactory.getLogger(JwtTokens.class);

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);
  private static final int LONGEST = 8192;

  private final Settings settings;
  private final Predicate<String> tenants;
  private volatile DefaultJWTProcessor<SecurityContext> processor;
  private FileTime read;

  /**
   * Whose tokens are taken.
   *
   * @param keys JWKS file with public keys
   * @param issuer that {@code iss} must be
   * @param audience that {@code aud} must hold
   */
  public record Settings(Path keys, String issuer, String audience) {

    /** Refuses what would take tokens for others. */
    public Settings {
      if (issuer.isEmpty() || audience.isEmpty()) {
        throw new IllegalArgumentException(
            "Tokens need an issuer (jwt-issuer) and an audience (jwt-audience).");
      }
    }
  }

  /**
   * By the keys of a file.
   *
   * @param tenants knows tenants by name
   * @throws IOException if the file cannot be read or holds no key
   */
  public JwtTokens(Settings settings, Predicate<String> tenants) throws IOException {
    this.settings = settings;
    this.tenants = tenants;
    this.read = Files.getLastModifiedTime(settings.keys());
    this.processor = processor();
  }

  /** Reads the keys again if the file changed; keeps those it has if that fails. Blocks. */
  public synchronized void refresh() {
    try {
      FileTime now = Files.getLastModifiedTime(settings.keys());
      if (!now.equals(read)) {
        processor = processor();
        read = now;
        LOG.info("The keys of tokens were read again.");
      }
    } catch (IOException e) {
      LOG.warn("The keys of tokens cannot be read; the ones known are kept.", e);
    }
  }

  @Override
  public Optional<Principal> principal(String token) {
    if (token.length() > LONGEST || token.startsWith(Directory.PREFIX)) {
      return Optional.empty();
    }
    try {
      return principal(processor.process(token, null));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      return Optional.empty();
    }
  }

  private Optional<Principal> principal(JWTClaimsSet claims) throws ParseException {
    String tenant = claims.getStringClaim("tenant");
    String role = claims.getStringClaim("role");
    String subject = claims.getSubject();
    for (Role each : Role.values()) {
      if (each != Role.UNRECOGNIZED
          && each != Role.ROLE_UNSPECIFIED
          && each.name().equals("ROLE_" + role.toUpperCase(Locale.ROOT))
          && (each == Role.ROLE_ADMIN ? tenant.isEmpty() : tenants.test(tenant))) {
        return Optional.of(
            new Principal("jwt:" + subject, tenant, each, each == Role.ROLE_AGENT ? subject : ""));
      }
    }
    return Optional.empty();
  }

  private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    JWKSet keys;
    try {
      keys = JWKSet.load(settings.keys().toFile()).toPublicJWKSet();
    } catch (ParseException e) {
      throw new IOException("The file (" + settings.keys() + ") must be a JWKS.", e);
    }
    if (keys.isEmpty()) {
      throw new IOException("The file (" + settings.keys() + ") must hold a public key.");
    }
    DefaultJWTProcessor<SecurityContext> next = new DefaultJWTProcessor<>();
    next.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
    next.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            settings.audience(),
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("exp", "sub", "tenant", "role")));
    return next;
  }
}
