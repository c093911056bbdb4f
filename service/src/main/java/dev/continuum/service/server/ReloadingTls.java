package dev.continuum.service.server;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** TLS 1.3 from PEM files that are read again when they change. */
final class ReloadingTls {

  private static final long PERIOD_S = 60;

  private ReloadingTls() {}

  static SslContext context(ServerConfig.Tls files, ScheduledExecutorService timer)
      throws IOException {
    try {
      AdvancedTlsX509KeyManager key = new AdvancedTlsX509KeyManager();
      var unused =
          key.updateIdentityCredentials(
              files.certificate().toFile(),
              files.key().toFile(),
              PERIOD_S,
              TimeUnit.SECONDS,
              timer);
      SslContextBuilder builder =
          GrpcSslContexts.configure(SslContextBuilder.forServer(key)).protocols("TLSv1.3");
      if (files.clients().isPresent()) {
        AdvancedTlsX509TrustManager trust =
            AdvancedTlsX509TrustManager.newBuilder()
                .setVerification(
                    AdvancedTlsX509TrustManager.Verification.CERTIFICATE_ONLY_VERIFICATION)
                .build();
        var unusedToo =
            trust.updateTrustCredentials(
                files.clients().get().toFile(), PERIOD_S, TimeUnit.SECONDS, timer);
        builder.trustManager(trust).clientAuth(ClientAuth.REQUIRE);
      }
      return builder.build();
    } catch (GeneralSecurityException e) {
      throw new IOException("The certificates cannot be used: " + e.getMessage(), e);
    }
  }
}
