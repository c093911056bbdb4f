package dev.continuum.service.api;

import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.AppEvaluation;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.EvaluationDifference;
import dev.continuum.model.evaluation.NodeEvaluation;
import dev.continuum.model.evaluation.RouteEvaluation;
import dev.continuum.model.evaluation.RuleCheck;
import dev.continuum.model.evaluation.Score;
import dev.continuum.service.proto.EvaluationProto;
import dev.continuum.solver.Bound;
import dev.continuum.solver.Limit;
import dev.continuum.solver.SolveResult;
import java.util.List;

/** What oracle and solver say, as messages. */
final class EvaluationMapping {

  private static final double MIB = 1 << 20;
  private static final double MICROS_PER_MS = 1e3;
  private static final double NANOS_PER_MS = 1e6;

  private EvaluationMapping() {}

  static EvaluationProto.Score wire(Score score) {
    return EvaluationProto.Score.newBuilder()
        .setBrokenPpm(score.brokenPpm())
        .setUnservedMicros(score.unservedMicros())
        .setLateMicros(score.lateMicros())
        .setCostMicros(score.costMicros())
        .build();
  }

  static EvaluationProto.Evaluation wire(Evaluation evaluation) {
    EvaluationProto.Evaluation.Builder wire =
        EvaluationProto.Evaluation.newBuilder()
            .setScore(wire(evaluation.score()))
            .setConstantMicros(evaluation.constantMicros())
            .addAllBroken(broken(evaluation.broken()));
    evaluation
        .cost()
        .micros()
        .forEach(
            (term, micros) -> {
              if (micros != 0) {
                wire.addCostBuilder().setTerm(term.name()).setMicros(micros);
              }
            });
    for (AppEvaluation app : evaluation.apps()) {
      EvaluationProto.AppOutcome.Builder outcome =
          wire.addAppsBuilder()
              .setApp(app.app().value())
              .setServed(app.served())
              .setUnserved(app.unserved())
              .setLate(app.late());
      if (app.worstMicros().isPresent()
          && app.worstMicros().getAsLong() < RouteEvaluation.UNBOUNDED_MICROS) {
        outcome.setWorstMs(app.worstMicros().getAsLong() / MICROS_PER_MS);
      }
      app.deadlineMicros().ifPresent(micros -> outcome.setDeadlineMs(micros / MICROS_PER_MS));
    }
    for (NodeEvaluation node : evaluation.nodes()) {
      wire.addNodesBuilder()
          .setNode(node.node().value())
          .setActive(node.active())
          .setCpuMillicores(node.millicores().used())
          .setMemoryMib(node.memoryBytes().used() / MIB)
          .setRatePerS(node.ratePerSecond().used())
          .setInstances(node.instances().used());
    }
    return wire.build();
  }

  static EvaluationProto.EvaluationChange wire(EvaluationDifference change) {
    EvaluationProto.EvaluationChange.Builder wire =
        EvaluationProto.EvaluationChange.newBuilder()
            .setBefore(wire(change.before()))
            .setAfter(wire(change.after()))
            .addAllMended(broken(change.mended()))
            .addAllBroken(broken(change.broken()));
    change
        .costMicros()
        .forEach((term, micros) -> wire.addCostBuilder().setTerm(term.name()).setMicros(micros));
    change
        .warm()
        .forEach(
            warm ->
                wire.addWarmBuilder()
                    .setFunction(warm.function().value())
                    .setNode(warm.node().value())
                    .setBefore(warm.before())
                    .setAfter(warm.after()));
    return wire.build();
  }

  static List<EvaluationProto.BrokenRule> broken(List<RuleCheck> rules) {
    return rules.stream()
        .map(
            rule ->
                EvaluationProto.BrokenRule.newBuilder()
                    .setRule(rule.kind().name())
                    .setSubject(rule.subject().toString())
                    .setUse(rule.use())
                    .setLimit(rule.limit())
                    .setUnit(rule.unit().name())
                    .setExcessPpm(rule.excessPpm())
                    .build())
        .toList();
  }

  static EvaluationProto.SolveAnswer wire(PlacementProblem problem, SolveResult result) {
    EvaluationProto.SolveAnswer.Builder wire =
        EvaluationProto.SolveAnswer.newBuilder()
            .setElapsedMs(result.elapsed().toNanos() / NANOS_PER_MS);
    return switch (result) {
      case SolveResult.Optimal optimal ->
          placed(wire, problem, optimal)
              .setStatus(EvaluationProto.SolveStatus.SOLVE_STATUS_OPTIMAL)
              .setLimit(EvaluationProto.SolveLimit.SOLVE_LIMIT_NONE)
              .build();
      case SolveResult.Feasible feasible ->
          placed(wire, problem, feasible)
              .setStatus(EvaluationProto.SolveStatus.SOLVE_STATUS_FEASIBLE)
              .setLimit(wire(feasible.limit()))
              .build();
      case SolveResult.Infeasible infeasible ->
          wire.setStatus(EvaluationProto.SolveStatus.SOLVE_STATUS_INFEASIBLE)
              .setConflict(
                  EvaluationProto.Conflict.newBuilder()
                      .addAllRules(
                          infeasible.conflict().rules().stream().map(Object::toString).toList())
                      .setIrreducible(infeasible.conflict().irreducible())
                      .addAllRemedies(infeasible.conflict().remedies()))
              .build();
      case SolveResult.Unknown unknown ->
          wire.setStatus(EvaluationProto.SolveStatus.SOLVE_STATUS_UNKNOWN)
              .setLimit(wire(unknown.limit()))
              .build();
    };
  }

  static EvaluationProto.Bound wire(Bound bound) {
    return EvaluationProto.Bound.newBuilder()
        .setLevel(bound.level().name())
        .setMicros(bound.micros())
        .setKind(bound.kind().name())
        .build();
  }

  private static EvaluationProto.SolveAnswer.Builder placed(
      EvaluationProto.SolveAnswer.Builder wire,
      PlacementProblem problem,
      SolveResult.Placed placed) {
    wire.setPlacement(PlacementWire.wire(placed.placement(), problem))
        .setEvaluation(wire(placed.evaluation()));
    if (placed.bound().micros() != Long.MIN_VALUE) {
      wire.setBound(wire(placed.bound()));
    }
    if (Double.isFinite(placed.gap())) {
      wire.setGap(placed.gap());
    }
    return wire;
  }

  private static EvaluationProto.SolveLimit wire(Limit limit) {
    return EvaluationProto.SolveLimit.valueOf("SOLVE_LIMIT_" + limit.name());
  }
}
