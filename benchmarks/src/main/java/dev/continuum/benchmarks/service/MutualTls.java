package dev.continuum.benchmarks.service;

import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceGrpc;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** GetPlan of one group with certificates on both sides, beside the same in the clear. */
final class MutualTls implements Case {

  private static final int AT_ONCE = 64;
  private static final int CHANNELS = 2;

  @Override
  public List<Figure> measure(Lab lab) throws Exception {
    Path certificate = lab.directory().resolve("tls.crt");
    Path key = lab.directory().resolve("tls.key");
    certify(certificate, key);
    Path store = lab.directory().resolve("plain.db");
    Path other = lab.directory().resolve("tls.db");
    String token = PlanReads.key(store);
    String otherToken = PlanReads.key(other);
    ChannelCredentials both =
        TlsChannelCredentials.newBuilder()
            .keyManager(certificate.toFile(), key.toFile())
            .trustManager(certificate.toFile())
            .build();
    try (ServerUnderLoad plain = ServerUnderLoad.service(store, List.of(), "--keys", "required");
        ServerUnderLoad tls =
            ServerUnderLoad.service(
                other,
                List.of(),
                "--keys",
                "required",
                "--tls-cert",
                certificate.toString(),
                "--tls-key",
                key.toString(),
                "--tls-client-ca",
                certificate.toString());
        ContinuumClient client =
            new ContinuumClient(
                ManagedChannelBuilder.forAddress("127.0.0.1", plain.port()).usePlaintext().build(),
                Optional.of(token));
        ContinuumClient secret =
            new ContinuumClient(
                Grpc.newChannelBuilderForAddress("127.0.0.1", tls.port(), both).build(),
                Optional.of(otherToken))) {
      for (ContinuumClient each : List.of(client, secret)) {
        Lab.planned(each, "city", lab.problem("tutorial.yaml"), PlannerPolicy.getDefaultInstance());
      }
      Versus.Pair peaks =
          new Versus(
                  new Load<>(
                      lab.channels(plain.port(), CHANNELS, Optional.of(token)),
                      ContinuumServiceGrpc.getGetPlanMethod(),
                      PlanReads.request()),
                  new Load<>(
                      lab.channels(tls.port(), CHANNELS, Optional.of(otherToken), both),
                      ContinuumServiceGrpc.getGetPlanMethod(),
                      PlanReads.request()))
              .peaks(AT_ONCE, lab.time());
      return List.of(
          Figure.of("mTLS", "GetPlan in the clear, peak", peaks.one(), "/s"),
          Figure.of("mTLS", "GetPlan with mTLS, peak", peaks.other(), "/s"),
          Figure.atMost("mTLS", "share of throughput it costs", 1 - peaks.ratio(), "", 0.25));
    }
  }

  /** One certificate that signs itself, for both sides. */
  private static void certify(Path certificate, Path key) throws Exception {
    int code =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString(),
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=IP:127.0.0.1,DNS:localhost")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("openssl could not make a certificate: exit code " + code);
    }
  }
}
