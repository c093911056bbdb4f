package dev.continuum.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A detached signature of an artifact, as {@code openssl dgst -sha256 -sign} makes it: checked
 * against the digest of the catalogue, which whatever is fetched must have.
 */
final class ArtifactSignature {

  private static final int MOST_BYTES = 64 << 10;

  /** What RSA signs before the 32 bytes of a SHA-256 (RFC 8017, 9.2). */
  private static final byte[] RSA_PREFIX =
      HexFormat.of().parseHex("3031300d060960864801650304020105000420");

  private ArtifactSignature() {}

  /**
   * Whether the signature is of this digest by this key.
   *
   * @param digest SHA-256 in hexadecimal
   * @param signature file with the raw signature
   * @param key file with the public key, PEM: EC or RSA
   * @throws IOException if a file cannot be read, or is no key of these kinds
   */
  static boolean holds(String digest, Path signature, Path key) throws IOException {
    byte[] hash = HexFormat.of().parseHex(digest);
    String pem =
        Files.readString(small(key)).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    byte[] signed = Files.readAllBytes(small(signature));
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(pem));
      // The algorithm is in the key's own prefix; the JDK must be told it all the same.
      boolean rsa =
          pem.startsWith("MIIBIj") || pem.startsWith("MIICIj") || pem.startsWith("MIIBoj");
      PublicKey parsed = KeyFactory.getInstance(rsa ? "RSA" : "EC").generatePublic(spec);
      Signature check = Signature.getInstance(rsa ? "NONEwithRSA" : "NONEwithECDSA");
      check.initVerify(parsed);
      if (rsa) {
        check.update(RSA_PREFIX);
      }
      check.update(hash);
      return check.verify(signed);
    } catch (java.security.SignatureException e) {
      return false;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("it is no public key of EC or RSA in PEM", e);
    }
  }

  private static Path small(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("it is larger than " + MOST_BYTES + " bytes");
    }
    return file;
  }
}
