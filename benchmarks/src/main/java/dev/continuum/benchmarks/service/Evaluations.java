package dev.continuum.benchmarks.service;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.EvaluationProto.SolveBudget;
import dev.continuum.service.proto.PlacementServiceGrpc;
import dev.continuum.service.proto.PlacementServiceProto.EvaluateRequest;
import dev.continuum.service.proto.PlacementServiceProto.SolveRequest;
import java.util.List;
import java.util.Optional;

/** Evaluate of the A3-E problem. */
final class Evaluations implements Case {

  @Override
  public List<Figure> measure(Lab lab) throws Exception {
    try (ServerUnderLoad service =
            ServerUnderLoad.service(lab.directory().resolve("evaluate.db"), List.of());
        ContinuumClient client = ContinuumClient.local(service.port())) {
      var load =
          new Load<>(
              lab.channels(service.port(), 2, Optional.empty()),
              PlacementServiceGrpc.getEvaluateMethod(),
              request(client, lab.problem("a3e-testbed.yaml")));
      load.warmUp(32);
      Load.Outcome peak = load.peak(32, lab.time());
      return List.of(
          Figure.atLeast("Evaluate A3-E", "peak", peak.perSecond(), "/s", 5000),
          Figure.of("Evaluate A3-E", "refused", (double) peak.refused(), "calls"),
          Figure.of("Evaluate A3-E", "p99 at peak, 32 at once", peak.millis(99), "ms"));
    }
  }

  /** The problem with a placement that the service found for it. */
  static EvaluateRequest request(ContinuumClient client, Problem problem) {
    var answer =
        client
            .placement()
            .solve(
                SolveRequest.newBuilder()
                    .setProblem(problem)
                    .setBudget(SolveBudget.newBuilder().setTimeLimitMs(3000))
                    .build())
            .getAnswer();
    return EvaluateRequest.newBuilder()
        .setProblem(problem)
        .setPlacement(answer.getPlacement())
        .build();
  }
}
