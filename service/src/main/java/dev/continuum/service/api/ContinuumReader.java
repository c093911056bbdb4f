package dev.continuum.service.api;

import dev.continuum.service.access.Principal;
import dev.continuum.service.access.Refusals;
import dev.continuum.service.proto.ContinuumProto.Continuum;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumServiceProto.ExportContinuumRequest;
import dev.continuum.service.proto.ContinuumServiceProto.ExportContinuumResponse;
import dev.continuum.service.proto.ContinuumServiceProto.GetContinuumRequest;
import dev.continuum.service.proto.ContinuumServiceProto.GetContinuumResponse;
import dev.continuum.service.proto.ContinuumServiceProto.GetPlanRequest;
import dev.continuum.service.proto.ContinuumServiceProto.GetPlanResponse;
import dev.continuum.service.proto.ContinuumServiceProto.ListContinuaRequest;
import dev.continuum.service.proto.ContinuumServiceProto.ListContinuaResponse;
import dev.continuum.service.proto.ContinuumServiceProto.ListPlansRequest;
import dev.continuum.service.proto.ContinuumServiceProto.ListPlansResponse;
import dev.continuum.service.replica.ContinuumMachine;
import dev.continuum.service.replica.Observations;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;

/** What callers read of their continua and plans, from the latest views. Thread-safe. */
final class ContinuumReader {

  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;

  /** More would not fit into a message. */
  private static final int MOST_STALE = 10_000;

  private final Replica replica;
  private final PlanParts parts = new PlanParts();

  ContinuumReader(Replica replica) {
    this.replica = replica;
  }

  /** One continuum, with its groups whose telemetry is old. */
  void get(GetContinuumRequest request, StreamObserver<GetContinuumResponse> to) {
    try {
      ContinuumState state = state(request.getName());
      Continua.machineOfCaller(replica, request.getName())
          .observations(
              MOST_STALE,
              seen ->
                  Replies.answer(
                      to,
                      () ->
                          GetContinuumResponse.newBuilder()
                              .setContinuum(wire(request.getName(), state, seen))
                              .build()));
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  private static Continuum.Builder wire(String name, ContinuumState state, Observations seen) {
    Continuum.Builder wire =
        Continua.wire(name, state).toBuilder()
            .addAllStaleGroups(seen.stale())
            .addAllServices(seen.services())
            .addAllLimits(seen.limits());
    state.changeBudget().ifPresent(budget -> budget.tell(wire, seen.nowMs()));
    return wire;
  }

  /** A whole problem, in parts. */
  void export(ExportContinuumRequest request, StreamObserver<ExportContinuumResponse> to) {
    try {
      ContinuumState state = state(request.getName());
      ProblemParts.of(
          state.problem(),
          part ->
              to.onNext(
                  ExportContinuumResponse.newBuilder()
                      .setPart(part)
                      .setDeclaredRevision(state.revisions().getDeclared())
                      .build()));
      to.onCompleted();
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  /** A page of the tenant's continua, by name. */
  ListContinuaResponse list(ListContinuaRequest request) {
    String prefix = Replica.stream(Principal.current().tenant(), "");
    int most = page(request.getPageSize());
    ListContinuaResponse.Builder answer = ListContinuaResponse.newBuilder();
    for (ContinuumMachine machine : replica.machines(prefix).values()) {
      String name = machine.stream().substring(prefix.length());
      ContinuumState state = machine.view().state();
      if (state.present() && name.compareTo(request.getPageToken()) > 0) {
        if (answer.getContinuaCount() == most) {
          answer.setNextPageToken(answer.getContinua(answer.getContinuaCount() - 1).getName());
          break;
        }
        answer.addContinua(Continua.wire(name, state));
      }
    }
    return answer.build();
  }

  /** A plan, or what of it is about a group or a node. */
  GetPlanResponse plan(GetPlanRequest request) {
    ContinuumState state = state(request.getName());
    Optional<Plan> plan =
        request.getRevision() == 0 ? state.latestPlan() : state.plan(request.getRevision());
    return GetPlanResponse.newBuilder()
        .setPlan(
            parts.of(
                Continua.stream(Principal.current().tenant(), request.getName()),
                plan.orElseThrow(
                    () -> new RefusedException(Kind.NOT_FOUND, "There is no such plan.")),
                request.getGroup(),
                request.getNode()))
        .build();
  }

  /** A page of plans without their placements, newest first. */
  ListPlansResponse plans(ListPlansRequest request) {
    List<Plan> plans = state(request.getName()).content().getPlansList().reversed();
    long before =
        request.getPageToken().isEmpty() ? Long.MAX_VALUE : Long.parseLong(request.getPageToken());
    ListPlansResponse.Builder answer = ListPlansResponse.newBuilder();
    for (Plan plan : plans) {
      if (plan.getRevision() < before) {
        if (answer.getPlansCount() == page(request.getPageSize())) {
          answer.setNextPageToken(
              Long.toString(answer.getPlans(answer.getPlansCount() - 1).getRevision()));
          break;
        }
        answer.addPlans(plan.toBuilder().clearPlacement());
      }
    }
    return answer.build();
  }

  private ContinuumState state(String name) {
    return Continua.ofCaller(replica, name).state();
  }

  private static int page(int asked) {
    return asked <= 0 ? PAGE : Math.min(asked, LARGEST_PAGE);
  }
}
