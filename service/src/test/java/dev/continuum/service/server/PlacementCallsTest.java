package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.service.proto.ContinuumServiceProto.*;
import dev.continuum.service.proto.DomainServiceProto.*;
import dev.continuum.service.proto.EvaluationProto.SolveBudget;
import dev.continuum.service.proto.EvaluationProto.SolveStatus;
import dev.continuum.service.proto.PlacementServiceProto.*;
import dev.continuum.service.proto.TelemetryServiceProto.*;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/** Calls that store nothing. */
class PlacementCallsTest extends ServerCase {

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
                .pareto(
                    ParetoRequest.newBuilder()
                        .setProblem(problem)
                        .setPoints(4)
                        .setBudget(SolveBudget.newBuilder().setSteps(50))
                        .build())
                .getPointsList())
        .isNotEmpty()
        .allMatch(point -> point.hasLatencyBound() && point.getLatencyBound() <= point.getLatency())
        .allMatch(point -> point.getLatency() > 0 && point.getCostMicros() > 0)
        .isSortedAccordingTo(Comparator.comparingDouble(ParetoPoint::getLatency));
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
}
