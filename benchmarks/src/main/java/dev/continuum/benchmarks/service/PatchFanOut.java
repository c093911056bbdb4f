package dev.continuum.benchmarks.service;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.proto.WorkloadProto.ClientGroup;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;

/** A durable patch that changes Melbourne's plan, until each of 1,000 watchers has the new plan. */
final class PatchFanOut implements Case {

  private static final int WATCHERS = 1000;
  private static final int WARM_UP = 40;
  private static final int PATCHES = 40;
  private static final long PAUSE_MS = 100;
  private static final List<String> STAGES = List.of("repair", "store", "fanout", "solve");

  private final ConcurrentHistogram told = histogram();
  private final ConcurrentHistogram first = histogram();
  private final ConcurrentHistogram last = histogram();
  private final ConcurrentHistogram durable = histogram();
  private final AtomicInteger heard = new AtomicInteger();
  private final AtomicLong firstHeard = new AtomicLong();
  private final AtomicLong lastHeard = new AtomicLong();
  private volatile long acknowledged = Long.MAX_VALUE;
  private volatile long wanted = Long.MAX_VALUE;

  @Override
  public List<Figure> measure(Lab lab) throws Exception {
    Problem problem = lab.problem("melbourne-ar.yaml");
    PlannerPolicy policy = PlannerPolicy.newBuilder().setDebounceMs(0).build();
    int planned = 0;
    List<Figure> stages = new ArrayList<>();
    try (ServerUnderLoad service =
            ServerUnderLoad.service(lab.directory().resolve("patches.db"), List.of());
        ContinuumClient client = ContinuumClient.local(service.port())) {
      Lab.planned(client, "melbourne", problem, policy);
      List<Channel> channels = lab.channels(service.port(), 4, Optional.empty());
      for (int i = 0; i < WATCHERS; i++) {
        ClientCalls.asyncServerStreamingCall(
            channels.get(i % channels.size()).newCall(ToldRevision.method(), CallOptions.DEFAULT),
            WatchPlanRequest.newBuilder().setName("melbourne").build(),
            new Watcher());
      }
      TimeUnit.SECONDS.sleep(5);
      for (int i = 0; i < WARM_UP; i++) {
        var unused = patched(client, problem.getGroups(i));
      }
      List.of(told, first, last, durable).forEach(ConcurrentHistogram::reset);
      Map<String, Double> before = service.metrics();
      for (int i = WARM_UP; i < WARM_UP + PATCHES; i++) {
        planned += patched(client, problem.getGroups(i)) ? 1 : 0;
      }
      Map<String, Double> after = service.metrics();
      STAGES.forEach(stage -> stages.add(stage(stage, before, after)));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(figure("call until durable, p50", durable, 50));
    figures.add(figure("call until durable, p99", durable, 99));
    figures.addAll(stages);
    figures.add(figure("acknowledgement to the first watcher, p50", first, 50));
    figures.add(figure("acknowledgement to the last watcher, p50", last, 50));
    figures.add(
        Figure.of("patch", "patches that reached all 1,000 watchers", planned, "of " + PATCHES));
    figures.add(figure("acknowledgement to watcher, p50", told, 50));
    figures.add(
        Figure.atMost(
            "patch",
            "acknowledgement to watcher, p99",
            told.getValueAtPercentile(99) / 1e6,
            "ms",
            100));
    return figures;
  }

  /** One device more has to be served: the plan must change. Whether all watchers heard of it. */
  private boolean patched(ContinuumClient client, ClientGroup group) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    heard.set(0);
    firstHeard.set(0);
    acknowledged = Long.MAX_VALUE;
    int devices = group.hasDevices() ? group.getDevices() : 1;
    wanted = client.get("melbourne").getRevisions().getDeclared() + 1;
    long sent = System.nanoTime();
    var unused =
        client.update(
            "melbourne",
            "",
            Patch.newBuilder()
                .setDemand(DemandPatch.newBuilder().setGroup(group.getId()).setDevices(devices + 1))
                .build());
    acknowledged = System.nanoTime();
    durable.recordValue(acknowledged - sent);
    for (int wait = 0; wait < 3000 && heard.get() < WATCHERS; wait++) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    boolean all = heard.get() >= WATCHERS;
    if (all) {
      first.recordValue(Math.max(0, firstHeard.get() - acknowledged));
      last.recordValue(Math.max(0, lastHeard.get() - acknowledged));
    }
    return all;
  }

  private static ConcurrentHistogram histogram() {
    return new ConcurrentHistogram(60_000_000_000L, 3);
  }

  private static Figure figure(String what, ConcurrentHistogram of, double percentile) {
    return Figure.of("patch", what, of.getValueAtPercentile(percentile) / 1e6, "ms");
  }

  private static Figure stage(String name, Map<String, Double> before, Map<String, Double> after) {
    String sum = "continuum_" + name + "_seconds_sum";
    String count = "continuum_" + name + "_seconds_count";
    double calls = after.getOrDefault(count, 0.0) - before.getOrDefault(count, 0.0);
    double seconds = after.getOrDefault(sum, 0.0) - before.getOrDefault(sum, 0.0);
    return Figure.of(
        "patch",
        "stage " + name + ", mean of " + Math.round(calls),
        seconds / Math.max(1, calls) * 1e3,
        "ms");
  }

  private final class Watcher implements StreamObserver<Long> {

    private long latest;

    @Override
    public void onNext(Long declared) {
      if (declared >= wanted && declared > latest) {
        long now = System.nanoTime();
        long since = acknowledged;
        // A plan can overtake the answer to its patch.
        told.recordValue(since == Long.MAX_VALUE ? 0 : Math.max(0, now - since));
        var unused = firstHeard.compareAndSet(0, now);
        lastHeard.set(now);
        var unusedToo = heard.incrementAndGet();
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
