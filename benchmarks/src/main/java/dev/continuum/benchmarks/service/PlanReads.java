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
    GetPlanRequest request = request();
    try (ServerUnderLoad pool = ServerUnderLoad.echo(EchoServer.Threads.POOL);
        ServerUnderLoad virtual = ServerUnderLoad.echo(EchoServer.Threads.VIRTUAL);
        ServerUnderLoad service = ServerUnderLoad.service(store, List.of(), "--keys", "required");
        ContinuumClient client = client(service, token)) {
      Lab.planned(client, "city", lab.problem("tutorial.yaml"), PlannerPolicy.getDefaultInstance());
      Versus echoes = new Versus(echo(lab, pool, request), echo(lab, virtual, request));
      Versus.Pair kinds = echoes.peaks(AT_ONCE, lab.time());
      Versus versus =
          new Versus(
              kinds.other() > kinds.one() ? echoes.other() : echoes.one(),
              new Load<>(
                  lab.channels(service.port(), CHANNELS, Optional.of(token)),
                  ContinuumServiceGrpc.getGetPlanMethod(),
                  request));
      Versus.Pair peaks = versus.peaks(AT_ONCE, lab.time());
      Versus.Pair p99 = versus.millis(peaks, 0.5, lab.time());
      return List.of(
          Figure.of("GetPlan", "echo on grpc-java's own pool, peak", kinds.one(), "/s"),
          Figure.of("GetPlan", "echo on virtual threads, peak", kinds.other(), "/s"),
          Figure.of("GetPlan", "the better echo, in turn, peak", peaks.one(), "/s"),
          Figure.of("GetPlan", "peak", peaks.other(), "/s"),
          Figure.atLeast("GetPlan", "share of the echo", peaks.ratio(), "", 0.5),
          Figure.of("GetPlan", "echo, p99 at half peak", p99.one(), "ms"),
          Figure.of("GetPlan", "p99 at half peak", p99.other(), "ms"),
          Figure.atMost("GetPlan", "p99 over the echo's", p99.ratio(), "", 2));
    }
  }

  private static Load<GetPlanRequest, GetPlanRequest> echo(
      Lab lab, ServerUnderLoad server, GetPlanRequest request) {
    return new Load<>(
        lab.channels(server.port(), CHANNELS, Optional.empty()), EchoServer.ECHO, request);
  }

  /** What readers ask for. */
  static GetPlanRequest request() {
    return GetPlanRequest.newBuilder().setName("city").setGroup("people").build();
  }

  private static ContinuumClient client(ServerUnderLoad service, String token) {
    return new ContinuumClient(
        ManagedChannelBuilder.forAddress("127.0.0.1", service.port()).usePlaintext().build(),
        Optional.of(token));
  }

  /** A store with a tenant, and the token of an operator of it. */
  static String key(Path file) {
    try (Store store = Stores.open("sqlite:" + file, System::currentTimeMillis)) {
      Directory directory = new Directory(store, new SecureRandom(), System::currentTimeMillis);
      directory.create(Tenant.newBuilder().setName("bench").build(), "bench");
      return directory.issue("bench", Role.ROLE_OPERATOR, "", "bench").token();
    }
  }
}
