package dev.continuum.service.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority for tests and what it signs, made by the JDK's keytool, as PEM files. */
final class Certificates {

  private static final String PASSWORD = "changeit";

  private final Path directory;
  private final String authority;

  /** Makes an authority of this name. */
  Certificates(Path directory, String authority) throws Exception {
    this.directory = directory;
    this.authority = authority;
    keytool("-genkeypair", "-alias", authority, "-dname", "CN=" + authority, "-ext", "bc:c");
    pem(certificate(), List.of(chain(authority).getLast()));
  }

  /** The authority's own certificate. */
  Path certificate() {
    return directory.resolve(authority + ".pem");
  }

  /** Signs a new key for loopback; the files are {@code NAME.crt} and {@code NAME.key}. */
  void sign(String name) throws Exception {
    String san = "san=ip:127.0.0.1,dns:localhost";
    keytool(
        "-genkeypair", "-alias", name, "-dname", "CN=" + name, "-signer", authority, "-ext", san);
    pem(file(name + ".crt"), chain(name));
    KeyStore store = store();
    Key key = store.getKey(name, PASSWORD.toCharArray());
    write(file(name + ".key"), text("PRIVATE KEY", key.getEncoded()));
  }

  /** Puts what was signed under one name in the place of another's. */
  void replace(String name, String by) throws IOException {
    for (String kind : List.of(".key", ".crt")) {
      Files.move(
          file(by + kind),
          file(name + kind),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  private List<Certificate> chain(String name) throws Exception {
    return List.of(store().getCertificateChain(name));
  }

  private KeyStore store() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file("keys.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool") + ""));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", file("keys.p12") + "", "-storepass", PASSWORD, "-validity", "2"));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(said);
    }
  }

  private static void pem(Path file, List<Certificate> chain) throws Exception {
    StringBuilder text = new StringBuilder();
    for (Certificate each : chain) {
      text.append(text("CERTIFICATE", each.getEncoded()));
    }
    write(file, text.toString());
  }

  private static void write(Path file, String text) throws IOException {
    Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
    Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static String text(String what, byte[] bytes) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
