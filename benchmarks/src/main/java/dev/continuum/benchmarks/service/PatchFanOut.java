package dev.continuum.benchmarks.service;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.proto.WorkloadProto.ClientGroup;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceGrpc;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanRequest;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;

/** A durable patch that changes Melbourne's plan, until each of 1,000 watchers has the new plan. */
final class PatchFanOut implements Case {

  private static final int WATCHERS = 1000;
  private static final int PATCHES = 40;

  private final ConcurrentHistogram told = new ConcurrentHistogram(60_000_000_000L, 3);
  private final AtomicInteger heard = new AtomicInteger();
  private volatile long acknowledged = Long.MAX_VALUE;
  private volatile long wanted = Long.MAX_VALUE;

  @Override
  public List<Figure> measure(Lab lab) throws Exception {
    Problem problem = lab.problem("melbourne-ar.yaml");
    PlannerPolicy policy = PlannerPolicy.newBuilder().setDebounceMs(0).build();
    int planned = 0;
    ConcurrentHistogram durable = new ConcurrentHistogram(60_000_000_000L, 3);
    try (ServerUnderLoad service =
            ServerUnderLoad.service(lab.directory().resolve("patches.db"), List.of());
        ContinuumClient client = ContinuumClient.local(service.port())) {
      Lab.planned(client, "melbourne", problem, policy);
      List<Channel> channels = lab.channels(service.port(), 4, Optional.empty());
      for (int i = 0; i < WATCHERS; i++) {
        ContinuumServiceGrpc.newStub(channels.get(i % channels.size()))
            .watchPlan(WatchPlanRequest.newBuilder().setName("melbourne").build(), new Watcher());
      }
      TimeUnit.SECONDS.sleep(5);
      for (int i = 0; i < PATCHES; i++) {
        // One device more has to be served: the plan must change.
        ClientGroup group = problem.getGroups(i);
        heard.set(0);
        acknowledged = Long.MAX_VALUE;
        wanted = client.get("melbourne").getRevisions().getDeclared() + 1;
        long sent = System.nanoTime();
        var unused =
            client.update(
                "melbourne",
                "",
                Patch.newBuilder()
                    .setDemand(
                        DemandPatch.newBuilder()
                            .setGroup(group.getId())
                            .setDevices(group.getDevices() + 1))
                    .build());
        acknowledged = System.nanoTime();
        durable.recordValue(acknowledged - sent);
        for (int wait = 0; wait < 300 && heard.get() < WATCHERS; wait++) {
          TimeUnit.MILLISECONDS.sleep(10);
        }
        planned += heard.get() >= WATCHERS ? 1 : 0;
      }
    }
    return List.of(
        Figure.of("patch", "call until durable, p99", durable.getValueAtPercentile(99) / 1e6, "ms"),
        Figure.of("patch", "patches that reached all 1,000 watchers", planned, "of " + PATCHES),
        Figure.of(
            "patch", "acknowledgement to watcher, p50", told.getValueAtPercentile(50) / 1e6, "ms"),
        Figure.atMost(
            "patch",
            "acknowledgement to watcher, p99",
            told.getValueAtPercentile(99) / 1e6,
            "ms",
            100));
  }

  private final class Watcher implements StreamObserver<WatchPlanResponse> {

    private long latest;

    @Override
    public void onNext(WatchPlanResponse change) {
      long declared = change.getPlan().getDeclaredRevision();
      if (declared >= wanted && declared > latest) {
        long now = System.nanoTime();
        long since = acknowledged;
        // A plan can overtake the answer to its patch.
        told.recordValue(since == Long.MAX_VALUE ? 0 : Math.max(0, now - since));
        heard.incrementAndGet();
      }
      latest = Math.max(latest, declared);
    }

    @Override
    public void onError(Throwable t) {
      // It hears nothing more: the count shows.
    }

    @Override
    public void onCompleted() {
      // Watches end with an error or not at all.
    }
  }
}
