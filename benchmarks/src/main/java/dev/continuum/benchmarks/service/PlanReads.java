package dev.continuum.benchmarks.service;

import dev.continuum.service.access.Directory;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.AdminServiceProto.Role;
import dev.continuum.service.proto.AdminServiceProto.Tenant;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceGrpc;
import dev.continuum.service.proto.ContinuumServiceProto.GetPlanRequest;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.Stores;
import io.grpc.ManagedChannelBuilder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** GetPlan of one group, with keys, tenants and metrics, beside the echo. */
final class PlanReads implements Case {

  private static final int AT_ONCE = 64;
  private static final int CHANNELS = 2;

  @Override
  public List<Figure> measure(Lab lab) throws Exception {
    Path store = lab.directory().resolve("reads.db");
    String token = key(store);
    GetPlanRequest request = GetPlanRequest.newBuilder().setName("city").setGroup("people").build();
    Load.Outcome echoPeak;
    Load.Outcome echoHalf;
    try (ServerUnderLoad echo = ServerUnderLoad.echo()) {
      var load =
          new Load<>(
              lab.channels(echo.port(), CHANNELS, Optional.empty()), EchoServer.ECHO, request);
      var unused = load.peak(AT_ONCE, lab.time());
      echoPeak = load.peak(AT_ONCE, lab.time());
      echoHalf = load.at(echoPeak.perSecond() / 2, lab.time());
    }
    try (ServerUnderLoad service = ServerUnderLoad.service(store, List.of(), "--keys", "required");
        ContinuumClient client =
            new ContinuumClient(
                ManagedChannelBuilder.forAddress("127.0.0.1", service.port())
                    .usePlaintext()
                    .build(),
                Optional.of(token))) {
      Lab.planned(client, "city", lab.problem("tutorial.yaml"), PlannerPolicy.getDefaultInstance());
      var load =
          new Load<>(
              lab.channels(service.port(), CHANNELS, Optional.of(token)),
              ContinuumServiceGrpc.getGetPlanMethod(),
              request);
      var unused = load.peak(AT_ONCE, lab.time());
      Load.Outcome peak = load.peak(AT_ONCE, lab.time());
      Load.Outcome half = load.at(peak.perSecond() / 2, Duration.ofSeconds(lab.time().toSeconds()));
      return List.of(
          Figure.of("GetPlan", "echo, peak", echoPeak.perSecond(), "/s"),
          Figure.of("GetPlan", "peak", peak.perSecond(), "/s"),
          Figure.atLeast(
              "GetPlan", "share of the echo", peak.perSecond() / echoPeak.perSecond(), "", 0.5),
          Figure.of("GetPlan", "echo, p99 at half peak", echoHalf.millis(99), "ms"),
          Figure.of("GetPlan", "p99 at half peak", half.millis(99), "ms"),
          Figure.atMost(
              "GetPlan", "p99 over the echo's", half.millis(99) / echoHalf.millis(99), "", 2));
    }
  }

  private static String key(Path file) {
    try (Store store = Stores.open("sqlite:" + file, System::currentTimeMillis)) {
      Directory directory = new Directory(store, new SecureRandom(), System::currentTimeMillis);
      directory.create(Tenant.newBuilder().setName("bench").build(), "bench");
      return directory.issue("bench", Role.ROLE_OPERATOR, "", "bench").token();
    }
  }
}
