package dev.continuum.benchmarks.service;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.proto.WorkloadProto.ClientGroup;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceGrpc;
import dev.continuum.service.proto.EvaluationProto.SolveStrategy;
import dev.continuum.service.proto.PlacementServiceGrpc;
import dev.continuum.service.proto.PlacementServiceProto.WhatIfRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A fork of a continuum of 100,000 groups with one patch, until its first repaired plan. */
final class LargeFork implements Case {

  private static final int GROUPS = 100_000;
  private static final int FORKS_AT_ONCE = 50;
  private static final int READS_PER_SECOND = 200;
  private static final long BETWEEN_PATCHES_MS = 500;

  @Override
  public List<Figure> measure(Lab lab) throws Exception {
    Path store = lab.directory().resolve("large.db");
    Load.Outcome one;
    Load.Outcome changing;
    Load.Outcome fifty;
    Load.Outcome alone;
    Load.Outcome beside;
    double first;
    try (ServerUnderLoad service = ServerUnderLoad.service(store, List.of());
        ContinuumClient client = ContinuumClient.local(service.port())) {
      PlannerPolicy policy =
          PlannerPolicy.newBuilder()
              .setTimeLimitMs(60_000)
              .setSteps(1)
              .setStrategy(SolveStrategy.SOLVE_STRATEGY_GREEDY)
              .build();
      Lab.planned(client, "large", problem(lab), policy);
      Lab.planned(client, "city", lab.problem("tutorial.yaml"), PlannerPolicy.getDefaultInstance());
      var forks =
          new Load<>(
              lab.channels(service.port(), 1, Optional.empty()),
              PlacementServiceGrpc.getWhatIfMethod(),
              WhatIfRequest.newBuilder()
                  .setContinuum("large")
                  .setRepair(true)
                  .addPatches(
                      Patch.newBuilder()
                          .setDemand(DemandPatch.newBuilder().setGroup("g7").setDevices(2)))
                  .build());
      var reads =
          new Load<>(
              lab.channels(service.port(), 1, Optional.empty()),
              ContinuumServiceGrpc.getGetPlanMethod(),
              PlanReads.request());
      first = forks.peak(1, Duration.ofMillis(1)).millis(100);
      forks.warmUp(1);
      one = forks.peak(1, lab.time());
      var patches = CompletableFuture.runAsync(() -> patch(client, lab.time()));
      changing = forks.peak(1, lab.time());
      patches.join();
      var unused = reads.at(READS_PER_SECOND, lab.time());
      alone = reads.at(READS_PER_SECOND, lab.time());
      var during = CompletableFuture.supplyAsync(() -> peak(forks, lab.time()));
      beside = reads.at(READS_PER_SECOND, lab.time());
      fifty = during.join();
    }
    try (ServerUnderLoad again = ServerUnderLoad.service(store, List.of())) {
      return List.of(
          Figure.of("large fork", "the first, which compiles the continuum", first, "ms"),
          Figure.of("large fork", "calls in sequence", (double) one.latency().getTotalCount(), ""),
          Figure.of("large fork", "failed", (double) one.refused(), ""),
          Figure.of("large fork", "p50", one.millis(50), "ms"),
          Figure.atMost("large fork", "p99", one.millis(99), "ms", 100),
          Figure.of("large fork", "p50 beside two patches a second", changing.millis(50), "ms"),
          Figure.atMost(
              "large fork", "p99 beside two patches a second", changing.millis(99), "ms", 100),
          Figure.of("fifty forks at once", "answered", fifty.perSecond(), "/s"),
          Figure.of("fifty forks at once", "refused", (double) fifty.refused(), ""),
          Figure.of("fifty forks at once", "p99", fifty.millis(99), "ms"),
          Figure.of("fifty forks at once", "GetPlan at 200/s without, p99", alone.millis(99), "ms"),
          Figure.of("fifty forks at once", "GetPlan at 200/s beside, p99", beside.millis(99), "ms"),
          Figure.atMost("start", "store of 100,000 groups", again.startedSeconds(), "s", 5));
    }
  }

  /** What is declared changes, and with it the plan: what forks are made on is outdated. */
  private static void patch(ContinuumClient client, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      var unused =
          client.update(
              "large",
              "",
              Patch.newBuilder()
                  .setDemand(DemandPatch.newBuilder().setGroup("g" + (100 + i)).setDevices(2))
                  .build());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_PATCHES_MS));
    }
  }

  private static Load.Outcome peak(Load<?, ?> forks, Duration time) {
    try {
      return forks.peak(FORKS_AT_ONCE, time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
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
              capacity.setCpuMillicores(9e9).setMemoryMib(1e9);
              large.addNodes(node.toBuilder().setCapacity(capacity));
            });
    return large.build();
  }
}
