package dev.continuum.service.api;

import dev.continuum.datasets.proto.PlacementProto;
import dev.continuum.datasets.proto.ProblemProto;
import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.EvaluationDifference;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import dev.continuum.model.validation.PlacementValidator;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.service.access.Principal;
import dev.continuum.service.access.Refusals;
import dev.continuum.service.proto.EvaluationProto;
import dev.continuum.service.proto.PlacementServiceGrpc;
import dev.continuum.service.proto.PlacementServiceProto.BackendFailure;
import dev.continuum.service.proto.PlacementServiceProto.BoundProgress;
import dev.continuum.service.proto.PlacementServiceProto.DiffRequest;
import dev.continuum.service.proto.PlacementServiceProto.DiffResponse;
import dev.continuum.service.proto.PlacementServiceProto.EvaluateRequest;
import dev.continuum.service.proto.PlacementServiceProto.EvaluateResponse;
import dev.continuum.service.proto.PlacementServiceProto.ExplainRequest;
import dev.continuum.service.proto.PlacementServiceProto.ExplainResponse;
import dev.continuum.service.proto.PlacementServiceProto.Incumbent;
import dev.continuum.service.proto.PlacementServiceProto.ParetoRequest;
import dev.continuum.service.proto.PlacementServiceProto.ParetoResponse;
import dev.continuum.service.proto.PlacementServiceProto.SolveRequest;
import dev.continuum.service.proto.PlacementServiceProto.SolveResponse;
import dev.continuum.service.proto.PlacementServiceProto.SolveStreamRequest;
import dev.continuum.service.proto.PlacementServiceProto.SolveStreamResponse;
import dev.continuum.service.proto.PlacementServiceProto.ValidateRequest;
import dev.continuum.service.proto.PlacementServiceProto.ValidateResponse;
import dev.continuum.service.proto.PlacementServiceProto.WhatIfRequest;
import dev.continuum.service.proto.PlacementServiceProto.WhatIfResponse;
import dev.continuum.service.proto.RecordProto.Patched;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.EffectiveProblem;
import dev.continuum.solver.SolveEvent;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveResult;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;

/** PlacementService: stateless but for the continua that WhatIf forks. */
public final class PlacementApi extends PlacementServiceGrpc.PlacementServiceImplBase {

  private final Solves solves;
  private final Replica replica;
  private final Oracles oracles = new Oracles();
  private final Forks forks;

  /** On cores, and on the continua of a replica. */
  public PlacementApi(Solves solves, Replica replica) {
    this.solves = solves;
    this.replica = replica;
    this.forks = new Forks(solves);
  }

  @Override
  public void validate(ValidateRequest request, StreamObserver<ValidateResponse> to) {
    Replies.answer(
        to,
        () -> {
          ValidateResponse.Builder answer = ValidateResponse.newBuilder();
          for (Issue issue : issues(request)) {
            answer
                .addIssuesBuilder()
                .setCode(issue.code())
                .setPath(issue.path())
                .setMessage(issue.message())
                .setRemedy(issue.remedy());
          }
          return answer.build();
        });
  }

  @Override
  public void solve(SolveRequest request, StreamObserver<SolveResponse> to) {
    Replies.answer(
        to,
        () -> {
          PlacementProblem problem = ProblemWire.model(request.getProblem());
          SolveResult result = solves.solve(problem, request.getBudget(), SolveListener.NONE);
          return SolveResponse.newBuilder()
              .setAnswer(EvaluationMapping.wire(problem, result))
              .build();
        });
  }

  @Override
  public void solveStream(SolveStreamRequest request, StreamObserver<SolveStreamResponse> to) {
    var call = (ServerCallStreamObserver<SolveStreamResponse>) to;
    try {
      PlacementProblem problem = ProblemWire.model(request.getProblem());
      // Progress that the caller does not read in time is dropped: the next tells more. A failure
      // is told once.
      SolveListener progress =
          event -> {
            SolveStreamResponse message = progress(event);
            synchronized (call) {
              boolean told = call.isReady() || message.hasFailure();
              if (told && message.getEventCase().getNumber() != 0) {
                call.onNext(message);
              }
            }
          };
      SolveResult result = solves.solve(problem, request.getBudget(), progress);
      synchronized (call) {
        call.onNext(
            SolveStreamResponse.newBuilder()
                .setElapsedMs(result.elapsed().toNanos() / 1e6)
                .setAnswer(EvaluationMapping.wire(problem, result))
                .build());
        call.onCompleted();
      }
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  @Override
  public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> to) {
    Replies.answer(
        to,
        () ->
            solves.onCore(
                () ->
                    oracles.judge(
                        request.getProblem(),
                        (problem, oracle) ->
                            EvaluateResponse.newBuilder()
                                .setEvaluation(
                                    EvaluationMapping.wire(
                                        oracle.evaluate(valid(problem, request.getPlacement()))))
                                .build())));
  }

  @Override
  public void diff(DiffRequest request, StreamObserver<DiffResponse> to) {
    Replies.answer(
        to,
        () ->
            solves.onCore(
                () ->
                    oracles.judge(
                        request.getProblem(),
                        (problem, oracle) -> {
                          Evaluation before = oracle.evaluate(valid(problem, request.getBefore()));
                          Evaluation after = oracle.evaluate(valid(problem, request.getAfter()));
                          return DiffResponse.newBuilder()
                              .setChange(EvaluationMapping.wire(after.since(before)))
                              .build();
                        })));
  }

  @Override
  public void explain(ExplainRequest request, StreamObserver<ExplainResponse> to) {
    Replies.answer(
        to,
        () ->
            solves.onCore(
                () -> {
                  PlacementProblem problem = valid(request.getProblem());
                  return PlacesOfCalls.of(
                      problem, valid(problem, request.getPlacement()), request.getGroup());
                }));
  }

  @Override
  public void pareto(ParetoRequest request, StreamObserver<ParetoResponse> to) {
    Replies.answer(to, () -> Fronts.of(valid(request.getProblem()), request, solves));
  }

  @Override
  public void whatIf(WhatIfRequest request, StreamObserver<WhatIfResponse> to) {
    Replies.answer(
        to,
        () -> {
          ContinuumState state =
              Continua.present(replica, Principal.current().tenant(), request.getContinuum())
                  .state();
          if (request.getRepair()) {
            Optional<Forks.Repaired> repaired =
                forks.repaired(
                    new Forks.Asked(
                        new Forks.Continuum(Principal.current().tenant(), request.getContinuum()),
                        request.getPatchesList(),
                        Math.min(
                            request.getLeastDeclaredRevision(), state.revisions().getDeclared())),
                    () ->
                        Continua.present(
                                replica, Principal.current().tenant(), request.getContinuum())
                            .state());
            if (repaired.isPresent()) {
              return WhatIfResponse.newBuilder()
                  .setRepair(repaired.get().repair())
                  .setDeclaredRevision(repaired.get().declaredRevision())
                  .build();
            }
          }
          PlacementProblem problem = running(forked(state, request));
          SolveResult result = solves.solve(problem, request.getBudget(), SolveListener.NONE);
          WhatIfResponse.Builder answer =
              WhatIfResponse.newBuilder()
                  .setAnswer(EvaluationMapping.wire(problem, result))
                  .setDeclaredRevision(state.revisions().getDeclared());
          PlacementProblem base = running(state);
          if (result instanceof SolveResult.Placed placed && base.current().isPresent()) {
            Evaluation before = PlacementEvaluator.evaluate(base, base.current().orElseThrow());
            answer.setChange(
                EvaluationMapping.wire(EvaluationDifference.between(before, placed.evaluation())));
          }
          return answer.build();
        });
  }

  private static ContinuumState forked(ContinuumState state, WhatIfRequest request) {
    return state.after(
        Record.newBuilder()
            .setPatched(Patched.newBuilder().addAllPatches(request.getPatchesList()))
            .build());
  }

  private static PlacementProblem running(ContinuumState state) {
    PlacementProblem declared = state.declared();
    return state
        .latestPlan()
        .map(plan -> EffectiveProblem.running(declared, plan))
        .orElse(declared);
  }

  private static List<Issue> issues(ValidateRequest request) {
    try {
      PlacementProblem problem = ProblemWire.model(request.getProblem());
      List<Issue> issues = ProblemValidator.validate(problem);
      return issues.isEmpty() && request.hasPlacement()
          ? PlacementValidator.validate(
              problem, PlacementWire.model(request.getPlacement(), problem.groups()))
          : issues;
    } catch (InvalidProblemException e) {
      return e.issues();
    }
  }

  private static PlacementProblem valid(ProblemProto.Problem wire) {
    PlacementProblem problem = ProblemWire.model(wire);
    ProblemValidator.requireValid(problem);
    return problem;
  }

  private static Placement valid(PlacementProblem problem, PlacementProto.Placement wire) {
    Placement placement = PlacementWire.model(wire, problem.groups());
    PlacementValidator.requireValid(problem, placement);
    return placement;
  }

  /** An event as callers see it; without one for what the answer says. */
  static SolveStreamResponse progress(SolveEvent event) {
    SolveStreamResponse.Builder wire =
        SolveStreamResponse.newBuilder().setElapsedMs(event.elapsed().toNanos() / 1e6);
    switch (event) {
      case SolveEvent.IncumbentFound found ->
          wire.setIncumbent(
              Incumbent.newBuilder()
                  .setScore(EvaluationMapping.wire(found.score()))
                  .setSource(found.source()));
      case SolveEvent.BoundImproved better ->
          wire.setBound(
              BoundProgress.newBuilder()
                  .setBound(
                      better.bound().micros() == Long.MIN_VALUE
                          ? EvaluationProto.Bound.getDefaultInstance()
                          : EvaluationMapping.wire(better.bound()))
                  .setSource(better.source()));
      case SolveEvent.BackendFailed failed ->
          wire.setFailure(BackendFailure.newBuilder().setReason(failed.reason()));
      case SolveEvent.Finished finished -> {
        // The answer follows.
      }
    }
    return wire.build();
  }
}
