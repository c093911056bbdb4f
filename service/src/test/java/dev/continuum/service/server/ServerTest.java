package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest;
import dev.continuum.service.proto.ContinuumProto.PinnedFunction;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanState;
import dev.continuum.service.proto.ContinuumProto.PlanTrigger;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import dev.continuum.service.proto.DomainServiceProto.*;
import dev.continuum.service.proto.PlacementServiceProto.*;
import dev.continuum.service.proto.TelemetryServiceProto.*;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Continua and their plans, from their creation to their end. */
class ServerTest extends ServerCase {

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
}
