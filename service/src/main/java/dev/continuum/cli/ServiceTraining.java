package dev.continuum.cli;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.proto.WorkloadProto.ClientGroup;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceProto.GetPlanRequest;
import dev.continuum.service.proto.PlacementServiceProto.EvaluateRequest;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A service under load, for a few seconds: patches that are repaired and told to watchers, and more
 * evaluations than there are cores for. From what it does the JVM learns which methods matter, so
 * that a service that starts later compiles them at once.
 */
final class ServiceTraining {

  private static final String NAME = "training-load";
  private static final int WATCHERS = 20;
  private static final int PATCHES = 40;
  private static final int AT_ONCE = 100;
  private static final Duration LONGEST = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ContinuumClient client;
  private final Problem problem;

  ServiceTraining(ContinuumClient client, Problem problem) {
    this.client = client;
    this.problem = problem;
  }

  /** Patches first, then evaluations; ends early where no plan comes. */
  void run() throws InterruptedException {
    var unused =
        client.create(NAME, problem, PlannerPolicy.newBuilder().setDebounceMs(0).build(), "");
    if (!planned(1)) {
      return;
    }
    List<ContinuumClient.Watch> watches = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      watches.add(client.watch(NAME, plan -> {}));
    }
    patch();
    evaluate();
    watches.forEach(ContinuumClient.Watch::close);
  }

  private void patch() throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    for (int i = 0; i < PATCHES && System.nanoTime() - end < 0; i++) {
      ClientGroup group = problem.getGroups(i % problem.getGroupsCount());
      long before = client.get(NAME).getRevisions().getPlan();
      var unused =
          client.update(
              NAME,
              "",
              Patch.newBuilder()
                  .setDemand(
                      DemandPatch.newBuilder()
                          .setGroup(group.getId())
                          .setDevices(Math.max(1, group.getDevices()) + 1))
                  .build());
      var unusedToo = planned(before + 1);
    }
  }

  private boolean planned(long revision) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (client.get(NAME).getRevisions().getPlan() < revision) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return true;
  }

  /** Those beyond what the cores can do are refused, as they will be. */
  private void evaluate() throws InterruptedException {
    EvaluateRequest request =
        EvaluateRequest.newBuilder()
            .setProblem(problem)
            .setPlacement(
                client
                    .continua()
                    .getPlan(GetPlanRequest.newBuilder().setName(NAME).setRevision(1).build())
                    .getPlan()
                    .getPlacement())
            .build();
    long end = System.nanoTime() + LONGEST.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      while (System.nanoTime() - end < 0) {
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          calls.add(threads.submit(() -> evaluated(request)));
        }
        for (Future<?> each : calls) {
          try {
            each.get();
          } catch (java.util.concurrent.ExecutionException e) {
            return;
          }
        }
      }
    }
  }

  private boolean evaluated(EvaluateRequest request) {
    try {
      return client.placement().evaluate(request).hasEvaluation();
    } catch (StatusRuntimeException refused) {
      return false;
    }
  }
}
