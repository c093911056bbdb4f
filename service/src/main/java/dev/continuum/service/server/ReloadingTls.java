package dev.continuum.service.server;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.3 from PEM files that are read again when they change. Connections that are open stay; what
 * cannot be read leaves what was read before in force. Confined to its timer once it is started.
 */
final class ReloadingTls {

  private static final Logger LOG = LoggerFactory.getLogger(ReloadingTls.class);

  private final ServerConfig.Tls files;
  private final AdvancedTlsX509KeyManager key = new AdvancedTlsX509KeyManager();
  private final Optional<AdvancedTlsX509TrustManager> trust;
  private List<FileTime> read = List.of();

  private ReloadingTls(ServerConfig.Tls files) throws GeneralSecurityException {
    this.files = files;
    this.trust =
        files.clients().isEmpty()
            ? Optional.empty()
            : Optional.of(
                AdvancedTlsX509TrustManager.newBuilder()
                    .setVerification(
                        AdvancedTlsX509TrustManager.Verification.CERTIFICATE_ONLY_VERIFICATION)
                    .build());
  }

  static SslContext context(ServerConfig.Tls files, ScheduledExecutorService timer)
      throws IOException {
    try {
      ReloadingTls tls = new ReloadingTls(files);
      tls.read();
      SslContextBuilder builder =
          GrpcSslContexts.configure(SslContextBuilder.forServer(tls.key)).protocols("TLSv1.3");
      if (tls.trust.isPresent()) {
        builder.trustManager(tls.trust.get()).clientAuth(ClientAuth.REQUIRE);
      }
      long period = files.reload().toMillis();
      var unused =
          timer.scheduleWithFixedDelay(tls::refresh, period, period, TimeUnit.MILLISECONDS);
      return builder.build();
    } catch (GeneralSecurityException e) {
      throw new IOException("The certificates cannot be used: " + e.getMessage(), e);
    }
  }

  private void refresh() {
    try {
      if (!times().equals(read)) {
        read();
        LOG.info("The certificates were read again.");
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      LOG.warn("The certificates cannot be read; the ones known are kept.", e);
    }
  }

  private void read() throws IOException, GeneralSecurityException {
    // Taken before: what changes while it is read is read once more.
    List<FileTime> times = times();
    key.updateIdentityCredentials(files.certificate().toFile(), files.key().toFile());
    if (trust.isPresent() && files.clients().isPresent()) {
      trust.get().updateTrustCredentials(files.clients().get().toFile());
    }
    read = times;
  }

  private List<FileTime> times() throws IOException {
    List<FileTime> times = new ArrayList<>();
    times.add(Files.getLastModifiedTime(files.certificate()));
    times.add(Files.getLastModifiedTime(files.key()));
    for (Path each : files.clients().stream().toList()) {
      times.add(Files.getLastModifiedTime(each));
    }
    return times;
  }
}
