package dev.continuum.service.api;

import dev.continuum.service.access.Directory;
import dev.continuum.service.access.Principal;
import dev.continuum.service.api.ContinuumCommands.Wanted;
import dev.continuum.service.proto.ContinuumServiceGrpc;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import dev.continuum.service.replica.Commands;
import dev.continuum.service.replica.Replica;
import io.grpc.stub.StreamObserver;

/** ContinuumService: commands to machines, views to readers. */
public final class ContinuumApi extends ContinuumServiceGrpc.ContinuumServiceImplBase {

  private final ContinuumCommands commands;
  private final ContinuumReader reader;
  private final PlanWatches watches;

  /** On a replica, with threads to tell watchers on. */
  public ContinuumApi(Replica replica, Directory directory, WatchThreads threads) {
    commands = new ContinuumCommands(replica, directory);
    reader = new ContinuumReader(replica);
    watches = new PlanWatches(replica, threads);
  }

  /** Ends watches, so that their readers go elsewhere while other calls end by themselves. */
  public void drain() {
    watches.drain();
  }

  @Override
  public void createContinuum(
      CreateContinuumRequest request, StreamObserver<CreateContinuumResponse> to) {
    commands.create(
        Principal.current(),
        new Wanted(
            request.getName(),
            request.getProblem(),
            request.getPolicy(),
            request.getIdempotencyKey()),
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
            commands.create(
                who,
                new Wanted(first.getName(), whole, first.getPolicy(), first.getIdempotencyKey()),
                to,
                state ->
                    UploadContinuumResponse.newBuilder()
                        .setContinuum(Continua.wire(first.getName(), state))
                        .build()));
  }

  @Override
  public void getContinuum(GetContinuumRequest request, StreamObserver<GetContinuumResponse> to) {
    reader.get(request, to);
  }

  @Override
  public void exportContinuum(
      ExportContinuumRequest request, StreamObserver<ExportContinuumResponse> to) {
    reader.export(request, to);
  }

  @Override
  public void listContinua(ListContinuaRequest request, StreamObserver<ListContinuaResponse> to) {
    Replies.answer(to, () -> reader.list(request));
  }

  @Override
  public void deleteContinuum(
      DeleteContinuumRequest request, StreamObserver<DeleteContinuumResponse> to) {
    commands.submit(
        request.getName(),
        Commands.delete(ContinuumCommands.caller("")),
        to,
        done -> DeleteContinuumResponse.getDefaultInstance());
  }

  @Override
  public void updateContinuum(
      UpdateContinuumRequest request, StreamObserver<UpdateContinuumResponse> to) {
    commands.patch(
        request,
        to,
        revision -> UpdateContinuumResponse.newBuilder().setDeclaredRevision(revision).build());
  }

  @Override
  public void getPlan(GetPlanRequest request, StreamObserver<GetPlanResponse> to) {
    Replies.answer(to, () -> reader.plan(request));
  }

  @Override
  public void listPlans(ListPlansRequest request, StreamObserver<ListPlansResponse> to) {
    Replies.answer(to, () -> reader.plans(request));
  }

  @Override
  public void watchPlan(WatchPlanRequest request, StreamObserver<WatchPlanResponse> to) {
    watches.watch(request, to);
  }

  @Override
  public void pinFunction(PinFunctionRequest request, StreamObserver<PinFunctionResponse> to) {
    commands.submit(
        request.getName(),
        Commands.pin(request.getPin(), ContinuumCommands.caller(request.getIdempotencyKey())),
        to,
        revision -> PinFunctionResponse.newBuilder().setDeclaredRevision(revision).build());
  }

  @Override
  public void unpinFunction(
      UnpinFunctionRequest request, StreamObserver<UnpinFunctionResponse> to) {
    commands.submit(
        request.getName(),
        Commands.unpin(
            request.getFunction(), ContinuumCommands.caller(request.getIdempotencyKey())),
        to,
        revision -> UnpinFunctionResponse.newBuilder().setDeclaredRevision(revision).build());
  }

  @Override
  public void pausePlanning(
      PausePlanningRequest request, StreamObserver<PausePlanningResponse> to) {
    commands.submit(
        request.getName(),
        Commands.pause(true, ContinuumCommands.caller("")),
        to,
        done -> PausePlanningResponse.getDefaultInstance());
  }

  @Override
  public void resumePlanning(
      ResumePlanningRequest request, StreamObserver<ResumePlanningResponse> to) {
    commands.submit(
        request.getName(),
        Commands.pause(false, ContinuumCommands.caller("")),
        to,
        done -> ResumePlanningResponse.getDefaultInstance());
  }

  @Override
  public void rollbackPlan(RollbackPlanRequest request, StreamObserver<RollbackPlanResponse> to) {
    commands.submit(
        request.getName(),
        Commands.rollback(
            request.getRevision(), ContinuumCommands.caller(request.getIdempotencyKey())),
        to,
        revision -> RollbackPlanResponse.newBuilder().setPlanRevision(revision).build());
  }

  @Override
  public void approvePlan(ApprovePlanRequest request, StreamObserver<ApprovePlanResponse> to) {
    commands.submit(
        request.getName(),
        Commands.approve(request.getRevision(), ContinuumCommands.caller("")),
        to,
        done -> ApprovePlanResponse.getDefaultInstance());
  }
}
