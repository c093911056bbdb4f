package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.access.AccessInterceptor.Keys;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumServiceProto.ListContinuaRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS 1.3 and mTLS over real sockets, with certificates that are replaced while it runs. */
class TlsTest {

  @TempDir Path directory;

  @Test
  void callersWithoutTheAuthoritysCertificateAreTurnedAwayAndReplacedOnesAreTakenUp()
      throws Exception {
    Certificates ours = new Certificates(directory, "ours");
    ours.sign("server");
    ours.sign("client");
    Path elsewhere = java.nio.file.Files.createDirectory(directory.resolve("other"));
    Certificates theirs = new Certificates(elsewhere, "theirs");
    theirs.sign("stranger");
    try (ContinuumServer server = start(ours, Optional.of(ours.certificate()))) {
      assertThat(calls(server, ours, ours, "client")).isTrue();
      assertThat(calls(server, ours, theirs, "stranger")).isFalse();
      assertThat(calls(server, ours, ours, "")).isFalse();
      assertThat(calls(server, theirs, ours, "client")).isFalse();

      ours.sign("next");
      ours.replace("server", "next");
      for (int i = 0; !"CN=next".equals(subject(server)); i++) {
        assertThat(i).as("looks for the new certificate").isLessThan(200);
        Thread.sleep(50);
      }
      assertThat(calls(server, ours, ours, "client")).isTrue();
    }
  }

  @Test
  void nothingOlderThanTls13IsSpokenAndNoPlainText() throws Exception {
    Certificates ours = new Certificates(directory, "ours");
    ours.sign("server");
    try (ContinuumServer server = start(ours, Optional.empty())) {
      assertThat(calls(server, ours, ours, "")).isTrue();
      assertThat(handshake(server, "TLSv1.3").getSession().getProtocol()).isEqualTo("TLSv1.3");
      assertThatThrownBy(() -> handshake(server, "TLSv1.2")).isInstanceOf(SSLException.class);
      try (ContinuumClient plain =
          new ContinuumClient(
              Grpc.newChannelBuilder(
                      "127.0.0.1:" + server.port(), InsecureChannelCredentials.create())
                  .build(),
              Optional.empty())) {
        assertThatThrownBy(() -> list(plain)).isInstanceOf(StatusRuntimeException.class);
      }
    }
  }

  private ContinuumServer start(Certificates of, Optional<Path> clients) throws Exception {
    ServerConfig.Tls tls =
        new ServerConfig.Tls(
            of.file("server.crt"), of.file("server.key"), clients, Duration.ofMillis(100));
    return ContinuumServer.start(
        ServerConfigs.with(
            "sqlite:" + directory.resolve("store.db"),
            Keys.OPTIONAL,
            Optional.of(tls),
            Optional.empty()),
        new RecordingActuator(),
        System::currentTimeMillis);
  }

  private static boolean calls(
      ContinuumServer server, Certificates trusted, Certificates own, String name)
      throws Exception {
    TlsChannelCredentials.Builder tls =
        TlsChannelCredentials.newBuilder().trustManager(trusted.certificate().toFile());
    if (!name.isEmpty()) {
      tls.keyManager(own.file(name + ".crt").toFile(), own.file(name + ".key").toFile());
    }
    String address = "127.0.0.1:" + server.port();
    try (ContinuumClient client =
        new ContinuumClient(
            Grpc.newChannelBuilder(address, tls.build()).build(), Optional.empty())) {
      list(client);
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private static void list(ContinuumClient client) {
    var unused =
        client
            .continua()
            .withDeadlineAfter(20, java.util.concurrent.TimeUnit.SECONDS)
            .listContinua(ListContinuaRequest.getDefaultInstance());
  }

  private static String subject(ContinuumServer server) throws Exception {
    try (SSLSocket socket = handshake(server, "TLSv1.3")) {
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
          .getSubjectX500Principal()
          .getName();
    }
  }

  private static SSLSocket handshake(ContinuumServer server, String protocol) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anyone()}, new SecureRandom());
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port());
    socket.setEnabledProtocols(new String[] {protocol});
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Trusts whoever answers: the test looks at the certificate itself. */
  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
