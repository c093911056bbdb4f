package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.RetryInfo;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.access.AccessInterceptor.Keys;
import dev.continuum.service.access.Directory;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.AdminServiceProto.Quota;
import dev.continuum.service.proto.AdminServiceProto.Role;
import dev.continuum.service.proto.AdminServiceProto.Tenant;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceProto.ListContinuaRequest;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanRequest;
import dev.continuum.service.proto.EvaluationProto.SolveBudget;
import dev.continuum.service.proto.PlacementServiceProto.SolveRequest;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.Stores;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tenant has no quota for is refused, with when to try again; other tenants go on. */
class QuotaTest {

  private static final Path TUTORIAL = Path.of("..", "datasets", "tutorial.yaml");
  private static final PlannerPolicy QUICK = PlannerPolicy.newBuilder().setSteps(5).build();

  @TempDir Path directory;
  private Problem problem;
  private ContinuumServer server;
  private ContinuumClient limited;
  private ContinuumClient free;

  @BeforeEach
  void read() throws Exception {
    problem = ProblemWire.wire(ProblemFiles.read(Files.readString(TUTORIAL), TUTORIAL + ""));
  }

  @AfterEach
  void stop() {
    limited.close();
    free.close();
    server.close();
  }

  @Test
  void continuaAndTheirSizeAreLimited() throws Exception {
    start(Quota.newBuilder().setContinua(1).setGroups(1).setNodes(1).build());
    limited.create("one", problem, QUICK, "");
    exhausted(() -> limited.create("two", problem, QUICK, ""));
    Patch more =
        Patch.newBuilder().setSetGroup(problem.getGroups(0).toBuilder().setId("more")).build();
    exhausted(() -> limited.update("one", "", more));
    free.create("one", problem, QUICK, "");
    free.create("two", problem, QUICK, "");
    free.update("two", "", more);
  }

  @Test
  void callsPerSecondAreLimited() throws Exception {
    start(Quota.newBuilder().setCallsPerS(5).build());
    exhausted(
        () -> {
          for (int i = 0; i < 100; i++) {
            list(limited);
          }
        });
    for (int i = 0; i < 100; i++) {
      list(free);
    }
    Thread.sleep(600);
    list(limited);
  }

  @Test
  void streamsAtOnceAreLimitedAndClosedOnesCountNoMore() throws Exception {
    start(Quota.newBuilder().setStreams(2).build());
    limited.create("city", problem, QUICK, "");
    try (var one = limited.watch("city", plan -> {});
        var two = limited.watch("city", plan -> {})) {
      assertThat(one).isNotSameAs(two);
      Thread.sleep(300);
      exhausted(() -> watch(limited));
    }
    for (int i = 0; ; i++) {
      try {
        watch(limited);
        break;
      } catch (StatusRuntimeException e) {
        assertThat(i).as("streams that were closed are free again").isLessThan(100);
        Thread.sleep(50);
      }
    }
  }

  @Test
  void solverSecondsAreLimited() throws Exception {
    start(Quota.newBuilder().setSolverSecondsPerMinute(0.000_001).build());
    SolveRequest request =
        SolveRequest.newBuilder()
            .setProblem(problem)
            .setBudget(SolveBudget.newBuilder().setTimeLimitMs(200))
            .build();
    exhausted(
        () -> {
          for (int i = 0; i < 50; i++) {
            var unused = limited.placement().solve(request);
          }
        });
    var unused = free.placement().solve(request);
  }

  private static void list(ContinuumClient client) {
    var unused = client.continua().listContinua(ListContinuaRequest.getDefaultInstance());
  }

  private static void watch(ContinuumClient client) {
    var unused =
        client.continua().watchPlan(WatchPlanRequest.newBuilder().setName("city").build()).next();
  }

  private void start(Quota quota) throws Exception {
    String address = "sqlite:" + directory.resolve("store.db");
    String one;
    String other;
    try (Store store = Stores.open(address, System::currentTimeMillis)) {
      Directory tenants = new Directory(store, new SecureRandom(), System::currentTimeMillis);
      tenants.create(Tenant.newBuilder().setName("limited").setQuota(quota).build(), "");
      tenants.create(Tenant.newBuilder().setName("free").build(), "");
      one = tenants.issue("limited", Role.ROLE_OPERATOR, "", "").token();
      other = tenants.issue("free", Role.ROLE_OPERATOR, "", "").token();
    }
    server =
        ContinuumServer.start(
            ServerConfigs.with(address, Keys.REQUIRED, Optional.empty(), Optional.empty()),
            new RecordingActuator(),
            System::currentTimeMillis);
    limited = client(one);
    free = client(other);
  }

  private ContinuumClient client(String token) {
    return new ContinuumClient(
        ManagedChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build(),
        Optional.of(token));
  }

  private static void exhausted(ThrowingCallable call) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(refused).isNotNull();
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(StatusProto.fromThrowable(refused).getDetailsList())
        .anyMatch(detail -> detail.is(RetryInfo.class));
  }
}
