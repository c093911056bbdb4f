package dev.continuum.service.api;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.service.access.Directory;
import dev.continuum.service.access.Principal;
import dev.continuum.service.access.Refusals;
import dev.continuum.service.proto.AdminServiceProto.Quota;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceGrpc;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import dev.continuum.service.proto.RecordProto.Created;
import dev.continuum.service.replica.Commands;
import dev.continuum.service.replica.ContinuumMachine;
import dev.continuum.service.replica.ContinuumView;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import dev.continuum.simulator.warm.forecast.Forecaster;
import dev.continuum.simulator.warm.forecast.Forecasters;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** ContinuumService: commands to machines, views to readers. */
public final class ContinuumApi extends ContinuumServiceGrpc.ContinuumServiceImplBase {

  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;

  /** More would not fit into a message. */
  private static final int MOST_STALE = 10_000;

  private final Replica replica;
  private final Directory directory;
  private final Map<String, PlanFanout> fanouts = new ConcurrentHashMap<>();
  private final Executor threads;
  private final PlanMessages messages = new PlanMessages();
  private final PlanParts parts = new PlanParts();

  /** On a replica, with threads to tell watchers on. */
  public ContinuumApi(Replica replica, Directory directory, Executor threads) {
    this.replica = replica;
    this.threads = threads;
    this.directory = directory;
  }

  /** Ends watches, so that their readers go elsewhere while other calls end by themselves. */
  public void drain() {
    fanouts.values().forEach(PlanFanout::drain);
  }

  @Override
  public void createContinuum(
      CreateContinuumRequest request, StreamObserver<CreateContinuumResponse> to) {
    create(
        request.getName(),
        request.getProblem(),
        request.getPolicy(),
        caller(request.getIdempotencyKey()),
        to,
        state ->
            CreateContinuumResponse.newBuilder()
                .setContinuum(Continua.wire(request.getName(), state))
                .build());
  }

  @Override
  public StreamObserver<UploadContinuumRequest> uploadContinuum(
      StreamObserver<UploadContinuumResponse> to) {
    Principal who = Principal.current();
    return new UploadedParts(
        to,
        (first, whole) ->
            create(
                who,
                first.getName(),
                whole,
                first.getPolicy(),
                new Commands.Caller(who.key(), first.getIdempotencyKey()),
                to,
                state ->
                    UploadContinuumResponse.newBuilder()
                        .setContinuum(Continua.wire(first.getName(), state))
                        .build()));
  }

  @Override
  public void getContinuum(GetContinuumRequest request, StreamObserver<GetContinuumResponse> to) {
    try {
      ContinuumState state = view(request.getName()).state();
      machine(request.getName())
          .stale(
              MOST_STALE,
              groups ->
                  Replies.answer(
                      to,
                      () ->
                          GetContinuumResponse.newBuilder()
                              .setContinuum(
                                  Continua.wire(request.getName(), state).toBuilder()
                                      .addAllStaleGroups(groups))
                              .build()));
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  @Override
  public void exportContinuum(
      ExportContinuumRequest request, StreamObserver<ExportContinuumResponse> to) {
    try {
      ContinuumState state = view(request.getName()).state();
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

  @Override
  public void listContinua(ListContinuaRequest request, StreamObserver<ListContinuaResponse> to) {
    Replies.answer(
        to,
        () -> {
          String prefix = Replica.stream(Principal.current().tenant(), "");
          int most = page(request.getPageSize());
          ListContinuaResponse.Builder answer = ListContinuaResponse.newBuilder();
          for (ContinuumMachine machine : replica.machines(prefix).values()) {
            String name = machine.stream().substring(prefix.length());
            ContinuumState state = machine.view().state();
            if (state.present() && name.compareTo(request.getPageToken()) > 0) {
              if (answer.getContinuaCount() == most) {
                answer.setNextPageToken(
                    answer.getContinua(answer.getContinuaCount() - 1).getName());
                break;
              }
              answer.addContinua(Continua.wire(name, state));
            }
          }
          return answer.build();
        });
  }

  @Override
  public void deleteContinuum(
      DeleteContinuumRequest request, StreamObserver<DeleteContinuumResponse> to) {
    command(
        request.getName(),
        Commands.delete(caller("")),
        to,
        done -> DeleteContinuumResponse.getDefaultInstance());
  }

  @Override
  public void updateContinuum(
      UpdateContinuumRequest request, StreamObserver<UpdateContinuumResponse> to) {
    Quota quota = directory.quota(Principal.current().tenant());
    try {
      request.getPatchesList().forEach(patch -> requireForecaster(patch.getPolicy()));
    } catch (RefusedException e) {
      to.onError(Refusals.status(e));
      return;
    }
    command(
        request.getName(),
        Commands.patch(
            request.getExpectedRevision(),
            request.getPatchesList(),
            caller(request.getIdempotencyKey()),
            state -> requireQuota(quota, state.problem())),
        to,
        revision -> UpdateContinuumResponse.newBuilder().setDeclaredRevision(revision).build());
  }

  @Override
  public void getPlan(GetPlanRequest request, StreamObserver<GetPlanResponse> to) {
    Replies.answer(
        to,
        () -> {
          ContinuumState state = view(request.getName()).state();
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
        });
  }

  @Override
  public void listPlans(ListPlansRequest request, StreamObserver<ListPlansResponse> to) {
    Replies.answer(
        to,
        () -> {
          List<Plan> plans = view(request.getName()).state().content().getPlansList().reversed();
          long before =
              request.getPageToken().isEmpty()
                  ? Long.MAX_VALUE
                  : Long.parseLong(request.getPageToken());
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
        });
  }

  @Override
  public void watchPlan(WatchPlanRequest request, StreamObserver<WatchPlanResponse> to) {
    var call = (ServerCallStreamObserver<WatchPlanResponse>) to;
    try {
      ContinuumView now = view(request.getName());
      ContinuumMachine machine = machine(request.getName());
      PlanWatch watch = new PlanWatch(call, messages, now, request.getFromRevision());
      PlanFanout fanout = fanouts.computeIfAbsent(machine.stream(), stream -> fanout(machine));
      fanout.add(watch);
      Runnable forget = () -> fanout.remove(watch);
      call.setOnCancelHandler(forget);
      call.setOnCloseHandler(forget);
      call.setOnReadyHandler(watch::send);
      // What came between the view and the watch.
      watch.changed(machine.view());
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  @Override
  public void pinFunction(PinFunctionRequest request, StreamObserver<PinFunctionResponse> to) {
    command(
        request.getName(),
        Commands.pin(request.getPin(), caller(request.getIdempotencyKey())),
        to,
        revision -> PinFunctionResponse.newBuilder().setDeclaredRevision(revision).build());
  }

  @Override
  public void unpinFunction(
      UnpinFunctionRequest request, StreamObserver<UnpinFunctionResponse> to) {
    command(
        request.getName(),
        Commands.unpin(request.getFunction(), caller(request.getIdempotencyKey())),
        to,
        revision -> UnpinFunctionResponse.newBuilder().setDeclaredRevision(revision).build());
  }

  @Override
  public void pausePlanning(
      PausePlanningRequest request, StreamObserver<PausePlanningResponse> to) {
    command(
        request.getName(),
        Commands.pause(true, caller("")),
        to,
        done -> PausePlanningResponse.getDefaultInstance());
  }

  @Override
  public void resumePlanning(
      ResumePlanningRequest request, StreamObserver<ResumePlanningResponse> to) {
    command(
        request.getName(),
        Commands.pause(false, caller("")),
        to,
        done -> ResumePlanningResponse.getDefaultInstance());
  }

  @Override
  public void rollbackPlan(RollbackPlanRequest request, StreamObserver<RollbackPlanResponse> to) {
    command(
        request.getName(),
        Commands.rollback(request.getRevision(), caller(request.getIdempotencyKey())),
        to,
        revision -> RollbackPlanResponse.newBuilder().setPlanRevision(revision).build());
  }

  @Override
  public void approvePlan(ApprovePlanRequest request, StreamObserver<ApprovePlanResponse> to) {
    command(
        request.getName(),
        Commands.approve(request.getRevision(), caller("")),
        to,
        done -> ApprovePlanResponse.getDefaultInstance());
  }

  private PlanFanout fanout(ContinuumMachine machine) {
    PlanFanout fanout = new PlanFanout(threads, machine.view());
    var unused = machine.watch(fanout::changed);
    return fanout;
  }

  private <A> void create(
      String name,
      Problem problem,
      PlannerPolicy policy,
      Commands.Caller caller,
      StreamObserver<A> to,
      java.util.function.Function<ContinuumState, A> message) {
    create(Principal.current(), name, problem, policy, caller, to, message);
  }

  private <A> void create(
      Principal who,
      String name,
      Problem problem,
      PlannerPolicy policy,
      Commands.Caller caller,
      StreamObserver<A> to,
      java.util.function.Function<ContinuumState, A> message) {
    try {
      Quota quota = directory.quota(who.tenant());
      requireQuota(quota, problem);
      requireForecaster(policy);
      String stream = Continua.stream(who.tenant(), name);
      long present =
          replica.machines(Replica.stream(who.tenant(), "")).values().stream()
              .filter(each -> !each.stream().equals(stream) && each.view().state().present())
              .count();
      if (quota.getContinua() > 0 && present >= quota.getContinua()) {
        throw new RefusedException(Kind.QUOTA, "The tenant has as many continua as it may.");
      }
      replica
          .machine(stream)
          .submit(
              Commands.create(
                  Created.newBuilder().setProblem(problem).setPolicy(policy).build(), caller),
              Replies.to(to, message));
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  private <R, A> void command(
      String name,
      dev.continuum.service.replica.Command<R> command,
      StreamObserver<A> to,
      java.util.function.Function<R, A> message) {
    try {
      ContinuumView unused = view(name);
      machine(name).submit(command, Replies.to(to, message));
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  private ContinuumMachine machine(String name) {
    return replica.machine(Continua.stream(Principal.current().tenant(), name));
  }

  private ContinuumView view(String name) {
    return Continua.present(replica, Principal.current().tenant(), name);
  }

  private static Commands.Caller caller(String idempotencyKey) {
    return new Commands.Caller(Principal.current().key(), idempotencyKey);
  }

  private static void requireQuota(Quota quota, Problem problem) {
    if (quota.getNodes() > 0 && problem.getNodesCount() > quota.getNodes()) {
      throw new RefusedException(Kind.QUOTA, "The continuum has more nodes than the tenant may.");
    }
    if (quota.getGroups() > 0 && problem.getGroupsCount() > quota.getGroups()) {
      throw new RefusedException(Kind.QUOTA, "The continuum has more groups than the tenant may.");
    }
  }

  private static void requireForecaster(PlannerPolicy policy) {
    List<String> names = Forecasters.all().stream().map(Forecaster::name).toList();
    if (!policy.getForecaster().isEmpty() && !names.contains(policy.getForecaster())) {
      throw new RefusedException(
          Kind.INVALID,
          "The forecaster (" + policy.getForecaster() + ") must be one of " + names + ".");
    }
  }

  private static int page(int asked) {
    return asked <= 0 ? PAGE : Math.min(asked, LARGEST_PAGE);
  }
}
