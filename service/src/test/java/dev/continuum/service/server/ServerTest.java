package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PinnedFunction;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanState;
import dev.continuum.service.proto.ContinuumProto.PlanTrigger;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import dev.continuum.service.proto.DomainServiceProto.*;
import dev.continuum.service.proto.EvaluationProto.SolveStatus;
import dev.continuum.service.proto.EvaluationProto.SolveStrategy;
import dev.continuum.service.proto.PlacementServiceProto.*;
import dev.continuum.service.proto.TelemetryServiceProto.*;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service in one process, over real sockets and a real SQLite file. */
class ServerTest {

  private static final Path TUTORIAL = Path.of("..", "datasets", "tutorial.yaml");
  private static final PlannerPolicy QUICK =
      PlannerPolicy.newBuilder()
          .setDebounceMs(10)
          .setSteps(20)
          .setTimeLimitMs(5000)
          .setStrategy(SolveStrategy.SOLVE_STRATEGY_GREEDY)
          .build();

  @TempDir Path directory;
  private RecordingActuator actuator;
  private ContinuumServer server;
  private ContinuumClient client;
  private Problem problem;

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

  private void open() throws Exception {
    ServerConfig standard = ServerConfig.DEFAULT;
    actuator = new RecordingActuator();
    server =
        ContinuumServer.start(
            new ServerConfig(
                "sqlite:" + directory.resolve("store.db"),
                standard.host(),
                0,
                "",
                Optional.empty(),
                standard.keys(),
                Optional.of(0),
                1,
                standard.drain()),
            actuator,
            System::currentTimeMillis);
    client = ContinuumClient.local(server.port());
  }

  @Test
  void aContinuumIsPlannedAppliedAndReplannedWhenDemandChanges() throws Exception {
    client.create("city", problem, QUICK, "k1");
    BlockingQueue<Plan> plans = new LinkedBlockingQueue<>();
    try (var watch = client.watch("city", plans::add)) {
      assertThat(watch).isNotNull();
      Plan first = await(plans, plan -> plan.getState() == PlanState.PLAN_STATE_APPLIED);
      assertThat(first.getRevision()).isEqualTo(1);
      assertThat(first.getTrigger()).isEqualTo(PlanTrigger.PLAN_TRIGGER_CREATED);
      assertThat(first.getPlacement().getWarmList()).hasSize(1);
      assertThat(first.getInstances(0).getObserved())
          .isEqualTo(first.getInstances(0).getDesired())
          .isPositive();
      assertThat(actuator.orders()).hasSize(1);

      long revision = client.update("city", "k2", demand(400));
      assertThat(revision).isEqualTo(2);
      Plan second =
          await(
              plans,
              plan -> plan.getState() == PlanState.PLAN_STATE_APPLIED && plan.getRevision() == 2);
      assertThat(second.getDeclaredRevision()).isEqualTo(2);
      assertThat(second.getPlacement().getWarm(0).getInstances())
          .isGreaterThan(first.getPlacement().getWarm(0).getInstances());
      assertThat(second)
          .usingRecursiveComparison()
          .comparingOnlyFields("placement_.warm_")
          .isEqualTo(
              client
                  .continua()
                  .getPlan(GetPlanRequest.newBuilder().setName("city").build())
                  .getPlan());
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterARestart() throws Exception {
    client.create("city", problem, QUICK, "");
    long revision = client.update("city", "", demand(250));
    stop();
    open();
    awaitLeader();

    assertThat(client.get("city").getRevisions().getDeclared()).isEqualTo(revision);
    assertThat(client.export("city").getGroups(0).getDevices()).isEqualTo(250);
  }

  @Test
  void theSameIdempotencyKeyHasOneEffect() {
    client.create("city", problem, QUICK, "create");
    client.create("city", problem, QUICK, "create");
    long once = client.update("city", "patch", demand(150));
    long twice = client.update("city", "patch", demand(170));

    assertThat(twice).isEqualTo(once);
    assertThat(client.export("city").getGroups(0).getDevices()).isEqualTo(150);
    refused(() -> client.create("city", problem, QUICK, "other"), Status.Code.ALREADY_EXISTS);
  }

  @Test
  void aStaleRevisionIsRefusedAndAnInvalidPatchTellsItsIssues() {
    client.create("city", problem, QUICK, "");
    client.update("city", "", demand(150));
    refused(
        () ->
            client
                .continua()
                .updateContinuum(
                    UpdateContinuumRequest.newBuilder()
                        .setName("city")
                        .setExpectedRevision(1)
                        .addPatches(demand(160))
                        .build()),
        Status.Code.FAILED_PRECONDITION);

    StatusRuntimeException invalid =
        refused(() -> client.update("city", "", demand(-3)), Status.Code.INVALID_ARGUMENT);
    assertThat(StatusProto.fromThrowable(invalid).getDetailsList())
        .anySatisfy(
            detail -> {
              assertThat(detail.is(BadRequest.class)).isTrue();
              var violation = detail.unpack(BadRequest.class).getFieldViolations(0);
              assertThat(violation.getField()).startsWith("groups[0]");
              assertThat(violation.getReason()).isNotEmpty();
            });
    assertThat(client.get("city").getRevisions().getDeclared()).isEqualTo(2);
  }

  @Test
  void plansCanBeApprovedPausedRolledBackAndResumed() throws Exception {
    client.create("city", problem, QUICK.toBuilder().setManualApproval(true).build(), "");
    BlockingQueue<Plan> plans = new LinkedBlockingQueue<>();
    try (var watch = client.watch("city", plans::add)) {
      assertThat(watch).isNotNull();
      await(plans, plan -> plan.getState() == PlanState.PLAN_STATE_PROPOSED);
      assertThat(actuator.orders()).isEmpty();
      client
          .continua()
          .approvePlan(ApprovePlanRequest.newBuilder().setName("city").setRevision(1).build());
      await(plans, plan -> plan.getState() == PlanState.PLAN_STATE_APPLIED);

      client.update("city", "", demand(400));
      await(plans, plan -> plan.getRevision() == 2);
      long back =
          client
              .continua()
              .rollbackPlan(RollbackPlanRequest.newBuilder().setName("city").setRevision(1).build())
              .getPlanRevision();
      assertThat(back).isEqualTo(3);
      Plan again =
          await(
              plans,
              plan -> plan.getRevision() == 3 && plan.getState() == PlanState.PLAN_STATE_APPLIED);
      assertThat(again.getTrigger()).isEqualTo(PlanTrigger.PLAN_TRIGGER_ROLLBACK);
      assertThat(client.get("city").getPaused()).isTrue();

      client.continua().resumePlanning(ResumePlanningRequest.newBuilder().setName("city").build());
      await(plans, plan -> plan.getRevision() == 4);
    }
  }

  @Test
  void aPinnedFunctionRunsNowhereElse() throws Exception {
    client.create("city", problem, QUICK, "");
    var unknown = PinnedFunction.newBuilder().setFunction("hello").addNodes("nowhere");
    refused(
        () ->
            client
                .continua()
                .pinFunction(
                    PinFunctionRequest.newBuilder().setName("city").setPin(unknown).build()),
        Status.Code.INVALID_ARGUMENT);
    client
        .continua()
        .pinFunction(
            PinFunctionRequest.newBuilder()
                .setName("city")
                .setPin(PinnedFunction.newBuilder().setFunction("hello").addNodes("edge"))
                .build());
    assertThat(client.get("city").getPinsList()).hasSize(1);
    client
        .continua()
        .unpinFunction(
            UnpinFunctionRequest.newBuilder().setName("city").setFunction("hello").build());
    assertThat(client.get("city").getPinsList()).isEmpty();
  }

  @Test
  void statelessCallsAnswerAsTheEngineDoes() {
    var solved =
        client.placement().solve(SolveRequest.newBuilder().setProblem(problem).build()).getAnswer();
    assertThat(solved.getStatus()).isEqualTo(SolveStatus.SOLVE_STATUS_OPTIMAL);
    var evaluation =
        client
            .placement()
            .evaluate(
                EvaluateRequest.newBuilder()
                    .setProblem(problem)
                    .setPlacement(solved.getPlacement())
                    .build())
            .getEvaluation();
    assertThat(evaluation).isEqualTo(solved.getEvaluation());
    assertThat(
            client
                .placement()
                .validate(ValidateRequest.newBuilder().setProblem(problem).build())
                .getIssuesList())
        .isEmpty();
    assertThat(
            client
                .placement()
                .diff(
                    DiffRequest.newBuilder()
                        .setProblem(problem)
                        .setBefore(solved.getPlacement())
                        .setAfter(solved.getPlacement())
                        .build())
                .getChange()
                .getCostList())
        .isEmpty();
    assertThat(
            client
                .placement()
                .explain(
                    ExplainRequest.newBuilder()
                        .setProblem(problem)
                        .setPlacement(solved.getPlacement())
                        .setGroup("people")
                        .build())
                .getAlternativesList())
        .anyMatch(each -> each.getChosen() && each.getNode().equals("edge"));
    assertThat(
            client
                .placement()
                .pareto(ParetoRequest.newBuilder().setProblem(problem).setPoints(2).build())
                .getPointsList())
        .isNotEmpty();
    var stream =
        client.placement().solveStream(SolveStreamRequest.newBuilder().setProblem(problem).build());
    SolveStreamResponse last = SolveStreamResponse.getDefaultInstance();
    while (stream.hasNext()) {
      last = stream.next();
    }
    assertThat(last.getAnswer().getStatus()).isEqualTo(SolveStatus.SOLVE_STATUS_OPTIMAL);
  }

  @Test
  void whatIfChangesNothing() throws Exception {
    client.create("city", problem, QUICK, "");
    awaitPlan();
    var answer =
        client
            .placement()
            .whatIf(
                WhatIfRequest.newBuilder().setContinuum("city").addPatches(demand(400)).build());
    assertThat(answer.getAnswer().getPlacement().getWarmList()).isNotEmpty();
    assertThat(answer.getChange().getWarmList()).isNotEmpty();
    assertThat(client.get("city").getRevisions().getDeclared()).isEqualTo(1);
  }

  @Test
  void telemetryCountsOnceHoweverOftenItComes() throws Exception {
    client.create("city", problem, QUICK, "");
    awaitPlan();
    long now = System.currentTimeMillis();
    for (int repeat = 0; repeat < 3; repeat++) {
      for (long sequence = 1; sequence <= 5; sequence++) {
        assertThat(report(sequence, now, 1000)).isEqualTo(repeat == 0 ? sequence : 5);
      }
    }
    long seen = server.requests(dev.continuum.service.replica.Replica.stream("default", "city"));
    assertThat(seen).isEqualTo(5000);
    BlockingQueue<Plan> plans = new LinkedBlockingQueue<>();
    try (var watch = client.watch("city", plans::add)) {
      assertThat(watch).isNotNull();
      Plan replanned = await(plans, plan -> plan.getTrigger() == PlanTrigger.PLAN_TRIGGER_OBSERVED);
      assertThat(replanned.getObservedRevision()).isPositive();
    }
    assertThat(client.get("city").getRevisions().getDeclared()).isEqualTo(1);
    assertThatThrownBy(() -> report(9, now, 1)).hasMessageContaining("must be 6");
  }

  @Test
  void aDeviceHearsOfDomainsAndMicroservices() throws Exception {
    client.create("city", problem, QUICK, "");
    awaitPlan();
    String device =
        client
            .domains()
            .registerDevice(
                RegisterDeviceRequest.newBuilder()
                    .setContinuum("city")
                    .setDevice("phone-1")
                    .setGroup("people")
                    .setTtlMs(60_000)
                    .build())
            .getLease();
    BlockingQueue<DomainEvent> events = new LinkedBlockingQueue<>();
    var watching =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    client
                        .domains()
                        .watchEvents(
                            WatchEventsRequest.newBuilder()
                                .setContinuum("city")
                                .setLease(device)
                                .build())
                        .forEachRemaining(each -> events.add(each.getEvent()));
                  } catch (StatusRuntimeException e) {
                    // The test ended.
                  }
                });
    awaitEvent(events, DomainEvent::hasMicroserviceAllocated);
    awaitEvent(events, DomainEvent::hasDomainChanged);
    client
        .domains()
        .registerDomain(
            RegisterDomainRequest.newBuilder()
                .setContinuum("city")
                .setNode("edge")
                .setTtlMs(1000)
                .build());
    assertThat(awaitEvent(events, DomainEvent::hasDomainFound).getDomainFound().getNode())
        .isEqualTo("edge");
    awaitEvent(events, DomainEvent::hasDomainConfirmed);
    // Not renewed, it is lost.
    awaitEvent(events, DomainEvent::hasDomainLost);
    assertThat(
            client
                .domains()
                .renewLease(
                    RenewLeaseRequest.newBuilder().setContinuum("city").setLease(device).build())
                .getTtlMs())
        .isEqualTo(60_000);
    refused(
        () ->
            client
                .domains()
                .renewLease(
                    RenewLeaseRequest.newBuilder().setContinuum("city").setLease("no").build()),
        Status.Code.NOT_FOUND);
    watching.interrupt();
  }

  @Test
  void continuaAreListedInPagesAndDeleted() {
    for (String name : List.of("a", "b", "c")) {
      client.create(name, problem, QUICK, "");
    }
    var page =
        client.continua().listContinua(ListContinuaRequest.newBuilder().setPageSize(2).build());
    assertThat(page.getContinuaList()).extracting("name_").containsExactly("a", "b");
    var next =
        client
            .continua()
            .listContinua(
                ListContinuaRequest.newBuilder().setPageToken(page.getNextPageToken()).build());
    assertThat(next.getContinuaList()).hasSize(1);
    assertThat(next.getNextPageToken()).isEmpty();
    client.continua().deleteContinuum(DeleteContinuumRequest.newBuilder().setName("b").build());
    refused(() -> client.get("b"), Status.Code.NOT_FOUND);
    client.create("b", problem, QUICK, "");
    assertThat(client.get("b").getRevisions().getDeclared()).isEqualTo(2);
  }

  @Test
  void metricsTellOfCallsAndPlans() throws Exception {
    client.create("city", problem, QUICK, "");
    awaitPlan();
    String page;
    try (var in =
        java.net
            .URI
            .create("http://127.0.0.1:" + server.metricsPort().orElseThrow() + "/metrics")
            .toURL()
            .openStream()) {
      page = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    assertThat(page)
        .contains("continuum_calls_seconds_count{method=\"continuum.v1.ContinuumService/Create")
        .contains("continuum_plan_cost{continuum=\"continuum/default/city\"}");
  }

  private static Patch demand(int devices) {
    return Patch.newBuilder()
        .setDemand(DemandPatch.newBuilder().setGroup("people").setDevices(devices))
        .build();
  }

  private long report(long sequence, long time, long requests) throws Exception {
    BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    StreamObserver<ReportRequest> stream =
        client
            .telemetry()
            .report(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ReportResponse value) {
                    answers.add(value.getSequence());
                  }

                  @Override
                  public void onError(Throwable t) {
                    answers.add(t);
                  }

                  @Override
                  public void onCompleted() {
                    // The acknowledgement came before.
                  }
                });
    stream.onNext(
        ReportRequest.newBuilder()
            .setContinuum("city")
            .setSource("router")
            .setSequence(sequence)
            .addSamples(
                Sample.newBuilder()
                    .setEventTimeMs(time)
                    .setRequests(
                        RequestCount.newBuilder().setGroup("people").setRequests(requests)))
            .build());
    stream.onCompleted();
    Object answer = answers.poll(20, TimeUnit.SECONDS);
    if (answer instanceof RuntimeException e) {
      throw e;
    }
    return (Long) answer;
  }

  private void awaitPlan() throws Exception {
    BlockingQueue<Plan> plans = new LinkedBlockingQueue<>();
    try (var watch = client.watch("city", plans::add)) {
      assertThat(watch).isNotNull();
      await(plans, plan -> plan.getState() == PlanState.PLAN_STATE_APPLIED);
    }
  }

  private void awaitLeader() throws Exception {
    for (int i = 0; i < 200; i++) {
      try {
        client.get("city");
        return;
      } catch (StatusRuntimeException e) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private static Plan await(BlockingQueue<Plan> plans, Predicate<Plan> wanted) throws Exception {
    while (true) {
      Plan plan = plans.poll(30, TimeUnit.SECONDS);
      assertThat(plan).as("a plan that was waited for").isNotNull();
      if (wanted.test(plan)) {
        return plan;
      }
    }
  }

  private static DomainEvent awaitEvent(
      BlockingQueue<DomainEvent> events, Predicate<DomainEvent> wanted) throws Exception {
    while (true) {
      DomainEvent event = events.poll(30, TimeUnit.SECONDS);
      assertThat(event).as("an event that was waited for").isNotNull();
      if (wanted.test(event)) {
        return event;
      }
    }
  }

  private static StatusRuntimeException refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Status.Code code) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(refused).isNotNull();
    assertThat(refused.getStatus().getCode()).as(refused.getMessage()).isEqualTo(code);
    return refused;
  }
}
