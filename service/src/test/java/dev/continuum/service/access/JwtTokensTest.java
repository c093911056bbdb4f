package dev.continuum.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.continuum.service.proto.AdminServiceProto.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtTokensTest {

  @TempDir Path directory;
  private ECKey key;
  private Path file;
  private JwtTokens tokens;

  @BeforeEach
  void read() throws Exception {
    key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    file = directory.resolve("jwks.json");
    Files.writeString(file, new JWKSet(key.toPublicJWK()).toString());
    tokens = new JwtTokens(new JwtTokens.Settings(file, "https://id", "continuum"), "acme"::equals);
  }

  @Test
  void aSignedTokenIsItsSubjects() throws Exception {
    assertThat(tokens.principal(signed(claims().build())))
        .contains(new Principal("jwt:ann", "acme", Role.ROLE_WRITER, ""));
    assertThat(tokens.principal(signed(claims().claim("role", "agent").build())))
        .contains(new Principal("jwt:ann", "acme", Role.ROLE_AGENT, "ann"));
    assertThat(
            tokens.principal(signed(claims().claim("role", "admin").claim("tenant", "").build())))
        .contains(new Principal("jwt:ann", "", Role.ROLE_ADMIN, ""));
  }

  @Test
  void whatIsNotSignedForUsNowIsNobodys() throws Exception {
    Date past = Date.from(Instant.now().minusSeconds(300));
    JWTClaimsSet[] wrong = {
      claims().issuer("https://else").build(),
      claims().audience("another").build(),
      claims().expirationTime(past).build(),
      claims().expirationTime(null).build(),
      claims().notBeforeTime(Date.from(Instant.now().plusSeconds(3600))).build(),
      claims().subject(null).build(),
      claims().claim("tenant", "other").build(),
      claims().claim("tenant", null).build(),
      claims().claim("role", "king").build(),
      claims().claim("role", "unspecified").build(),
      claims().claim("role", "admin").build(),
    };
    for (JWTClaimsSet each : wrong) {
      assertThat(tokens.principal(signed(each))).as(each.toString()).isEmpty();
    }
  }

  @Test
  void forgedTokensAreNobodys() throws Exception {
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    assertThat(tokens.principal(signed(claims().build(), other))).isEmpty();
    assertThat(tokens.principal(new PlainJWT(claims().build()).serialize())).isEmpty();
    // The public key as the secret of a symmetric signature.
    SignedJWT symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
    symmetric.sign(
        new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
    assertThat(tokens.principal(symmetric.serialize())).isEmpty();
    String good = signed(claims().build());
    assertThat(tokens.principal(good.substring(0, good.length() - 4) + "AAAA")).isEmpty();
    for (String text : new String[] {"", "a.b.c", "..", "ck_1_2", "x".repeat(100_000)}) {
      assertThat(tokens.principal(text)).isEmpty();
    }
  }

  @Test
  void keysAreReadAgainWhenTheFileChangesAndKeptWhenItBreaks() throws Exception {
    ECKey next = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
    String later = signed(claims().build(), next);
    assertThat(tokens.principal(later)).isEmpty();
    replace(new JWKSet(next.toPublicJWK()).toString(), 10);
    tokens.refresh();
    assertThat(tokens.principal(later)).isPresent();
    assertThat(tokens.principal(signed(claims().build()))).isEmpty();
    replace("broken", 20);
    tokens.refresh();
    assertThat(tokens.principal(later)).isPresent();
  }

  @Test
  void aFileWithoutPublicKeysIsRefused() throws Exception {
    Files.writeString(file, "{\"keys\": []}");
    assertThatThrownBy(() -> new JwtTokens(new JwtTokens.Settings(file, "i", "a"), tenant -> true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("public key");
    assertThatThrownBy(() -> new JwtTokens.Settings(file, "", "a"))
        .hasMessageContaining("jwt-issuer");
  }

  private void replace(String text, long seconds) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("https://id")
        .audience("continuum")
        .subject("ann")
        .claim("tenant", "acme")
        .claim("role", "writer")
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  private String signed(JWTClaimsSet claims) throws Exception {
    return signed(claims, key);
  }

  private static String signed(JWTClaimsSet claims, ECKey by) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(by.getKeyID()).build(), claims);
    token.sign(new ECDSASigner(by));
    return token.serialize();
  }
}
