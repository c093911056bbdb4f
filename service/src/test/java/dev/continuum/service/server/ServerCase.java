package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanState;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import dev.continuum.service.proto.DomainServiceProto.*;
import dev.continuum.service.proto.EvaluationProto.SolveStrategy;
import dev.continuum.service.proto.PlacementServiceProto.*;
import dev.continuum.service.proto.TelemetryServiceProto.*;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A whole server in this process, over real sockets and a real SQLite file, for each test. */
class ServerCase {

  private static final Path TUTORIAL = Path.of("..", "datasets", "tutorial.yaml");
  static final PlannerPolicy QUICK =
      PlannerPolicy.newBuilder()
          .setDebounceMs(10)
          .setSteps(20)
          .setTimeLimitMs(5000)
          .setStrategy(SolveStrategy.SOLVE_STRATEGY_GREEDY)
          .build();

  @TempDir Path directory;
  RecordingActuator actuator;
  ContinuumServer server;
  ContinuumClient client;
  Problem problem;

  @BeforeEach
  void start() throws Exception {
    problem = ProblemWire.wire(ProblemFiles.read(Files.readString(TUTORIAL), TUTORIAL.toString()));
    open();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  void open() throws Exception {
    actuator = new RecordingActuator();
    server =
        ContinuumServer.start(
            ServerConfigs.local("sqlite:" + directory.resolve("store.db")),
            actuator,
            System::currentTimeMillis);
    client = ContinuumClient.local(server.port());
  }

  static Patch demand(int devices) {
    return Patch.newBuilder()
        .setDemand(DemandPatch.newBuilder().setGroup("people").setDevices(devices))
        .build();
  }

  void awaitPlan() throws Exception {
    BlockingQueue<Plan> plans = new LinkedBlockingQueue<>();
    try (var watch = client.watch("city", plans::add)) {
      assertThat(watch).isNotNull();
      await(plans, plan -> plan.getState() == PlanState.PLAN_STATE_APPLIED);
    }
  }

  void awaitLeader() throws Exception {
    for (int i = 0; i < 200; i++) {
      try {
        client.get("city");
        return;
      } catch (StatusRuntimeException e) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  static Plan await(BlockingQueue<Plan> plans, Predicate<Plan> wanted) throws Exception {
    while (true) {
      Plan plan = plans.poll(30, TimeUnit.SECONDS);
      assertThat(plan).as("a plan that was waited for").isNotNull();
      if (wanted.test(plan)) {
        return plan;
      }
    }
  }

  static StatusRuntimeException refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Status.Code code) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(refused).isNotNull();
    assertThat(refused.getStatus().getCode()).as(refused.getMessage()).isEqualTo(code);
    return refused;
  }
}
