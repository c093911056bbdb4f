package dev.continuum.benchmarks.service;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.proto.WorkloadProto.ClientGroup;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.EvaluationProto.SolveBudget;
import dev.continuum.service.proto.EvaluationProto.SolveStrategy;
import dev.continuum.service.proto.PlacementServiceGrpc;
import dev.continuum.service.proto.PlacementServiceProto.WhatIfRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A fork of a continuum of 100,000 groups with one patch, until its first repaired plan. */
final class LargeFork implements Case {

  private static final int GROUPS = 100_000;

  @Override
  public List<Figure> measure(Lab lab) throws Exception {
    Path store = lab.directory().resolve("large.db");
    Load.Outcome one;
    try (ServerUnderLoad service = ServerUnderLoad.service(store, List.of());
        ContinuumClient client = ContinuumClient.local(service.port())) {
      PlannerPolicy policy =
          PlannerPolicy.newBuilder()
              .setTimeLimitMs(60_000)
              .setSteps(1)
              .setStrategy(SolveStrategy.SOLVE_STRATEGY_GREEDY)
              .build();
      Lab.planned(client, "large", problem(lab), policy);
      var load =
          new Load<>(
              lab.channels(service.port(), 1, Optional.empty()),
              PlacementServiceGrpc.getWhatIfMethod(),
              WhatIfRequest.newBuilder()
                  .setContinuum("large")
                  .addPatches(
                      Patch.newBuilder()
                          .setDemand(DemandPatch.newBuilder().setGroup("g7").setDevices(2)))
                  .setBudget(
                      SolveBudget.newBuilder()
                          .setSteps(1)
                          .setStrategy(SolveStrategy.SOLVE_STRATEGY_GREEDY))
                  .build());
      one = load.peak(1, Duration.ofSeconds(20));
    }
    try (ServerUnderLoad again = ServerUnderLoad.service(store, List.of())) {
      return List.of(
          Figure.of("large fork", "calls in sequence", (double) one.latency().getTotalCount(), ""),
          Figure.of("large fork", "failed", (double) one.refused(), ""),
          Figure.of("large fork", "p50", one.millis(50), "ms"),
          Figure.atMost("large fork", "p99", one.millis(99), "ms", 100),
          Figure.atMost("start", "store of 100,000 groups", again.startedSeconds(), "s", 5));
    }
  }

  private static Problem problem(Lab lab) throws Exception {
    Problem small = lab.problem("tutorial.yaml");
    Problem.Builder large = small.toBuilder().clearGroups().clearNodes();
    ClientGroup group = small.getGroups(0);
    for (int i = 0; i < GROUPS; i++) {
      large.addGroups(group.toBuilder().setId("g" + i).setDevices(1));
    }
    small
        .getNodesList()
        .forEach(
            node -> {
              var capacity = node.getCapacity().toBuilder();
              capacity.setCpuMillicores(1e12).setMemoryMib(1e9);
              large.addNodes(node.toBuilder().setCapacity(capacity));
            });
    return large.build();
  }
}
