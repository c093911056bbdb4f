package dev.continuum.benchmarks.service;

import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.TelemetryServiceGrpc;
import dev.continuum.service.proto.TelemetryServiceProto.ReportRequest;
import dev.continuum.service.proto.TelemetryServiceProto.ReportResponse;
import dev.continuum.service.proto.TelemetryServiceProto.RequestCount;
import dev.continuum.service.proto.TelemetryServiceProto.Sample;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Batches of 100 samples from 100,000 devices, over a few streams of routers: as fast as they are
 * taken, or, paced, for minutes with a look at the heap after each.
 */
final class TelemetryFlood implements Case {

  private static final int DEVICES = 100_000;
  private static final int BATCH = 100;
  private static final int STREAMS = 16;
  private static final int AHEAD = 64;

  private static final long PACE_MS = 5;
  private static final long RENEWED_MS = 1000;

  private final Optional<Pace> pace;
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  /**
   * How fast, for how long.
   *
   * @param perSecond updates per second, of all streams
   * @param minutes how long
   */
  record Pace(double perSecond, int minutes) {}

  TelemetryFlood(Optional<Pace> pace) {
    this.pace = pace;
  }

  @Override
  public List<Figure> measure(Lab lab) throws Exception {
    Duration time = pace.isPresent() ? Duration.ofMinutes(pace.get().minutes()) : lab.time();
    List<Figure> figures = new ArrayList<>();
    try (ServerUnderLoad service =
            ServerUnderLoad.service(lab.directory().resolve("telemetry.db"), List.of());
        ContinuumClient client = ContinuumClient.local(service.port())) {
      // The plan stays: what is measured is the way into the state.
      Lab.planned(
          client,
          "city",
          lab.problem("tutorial.yaml"),
          PlannerPolicy.newBuilder().setSignificance(1e9).build());
      List<Channel> channels = lab.channels(service.port(), 2, Optional.empty());
      long begun = System.nanoTime();
      long end = begun + time.toNanos();
      CountDownLatch done = new CountDownLatch(STREAMS);
      List<Router> routers = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        Router router = new Router(i, begun, end, done);
        routers.add(router);
        var unused = TelemetryServiceGrpc.newStub(channels.get(i % channels.size())).report(router);
      }
      if (pace.isPresent()) {
        figures.addAll(watched(service, routers, begun));
      }
      boolean all = done.await(lab.time().toSeconds() + 60, TimeUnit.SECONDS);
      double seconds = (System.nanoTime() - begun) / 1e9;
      long sent = routers.stream().mapToLong(each -> each.sent).sum() * BATCH;
      long updates = acknowledged.sum() * BATCH;
      figures.add(
          pace.isPresent()
              ? Figure.of("telemetry", "updates into state, paced", updates / seconds, "/s")
              : Figure.atLeast(
                  "telemetry", "updates into state", updates / seconds, "/s", 500_000));
      figures.add(
          Figure.of(
              "telemetry", "sent less acknowledged", all ? sent - updates : Double.NaN, "updates"));
      figures.add(Figure.of("telemetry", "rejected", (double) rejected.sum(), "updates"));
      figures.add(Figure.of("telemetry", "resident", service.residentMebibytes(), "MiB"));
      return figures;
    }
  }

  /** Lets routers send what is due, and looks at the heap each minute. */
  private List<Figure> watched(ServerUnderLoad service, List<Router> routers, long begun)
      throws IOException, InterruptedException {
    List<Figure> heap = new ArrayList<>();
    for (int minute = 1; minute <= pace.orElseThrow().minutes(); minute++) {
      long until = begun + TimeUnit.MINUTES.toNanos(minute);
      while (System.nanoTime() < until) {
        routers.forEach(Router::send);
        TimeUnit.MILLISECONDS.sleep(PACE_MS);
      }
      heap.add(
          Figure.of("telemetry", "heap after minute " + minute, service.liveMebibytes(), "MiB"));
    }
    routers.forEach(Router::endIfAnswered);
    return heap;
  }

  /** Sends for its share of the devices, each with sequences of its own. */
  private final class Router implements ClientResponseObserver<ReportRequest, ReportResponse> {

    private final int number;
    private final long begun;
    private final long end;
    private final CountDownLatch done;
    private long now;
    private List<Sample> samples = List.of();
    private @Nullable ClientCallStreamObserver<ReportRequest> call;
    private long sent;
    private long answered;
    private boolean ended;

    Router(int number, long begun, long end, CountDownLatch done) {
      this.number = number;
      this.begun = begun;
      this.end = end;
      this.done = done;
    }

    /**
     * Samples of the last second; the same for some time, as making them is not what is measured.
     */
    private List<Sample> samples() {
      long time = System.currentTimeMillis();
      if (time - now >= RENEWED_MS) {
        now = time;
        List<Sample> fresh = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
          fresh.add(
              Sample.newBuilder()
                  .setEventTimeMs(now - i * 10L)
                  .setRequests(RequestCount.newBuilder().setGroup("people").setRequests(1))
                  .build());
        }
        samples = fresh;
      }
      return samples;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<ReportRequest> opened) {
      call = opened;
      opened.setOnReadyHandler(this::send);
    }

    @Override
    public synchronized void onNext(ReportResponse answer) {
      answered++;
      acknowledged.increment();
      if (pace.isEmpty()) {
        send();
      }
      endIfAnswered();
    }

    synchronized void endIfAnswered() {
      ClientCallStreamObserver<ReportRequest> to = call;
      if (!ended && to != null && System.nanoTime() >= end && answered == sent) {
        ended = true;
        to.onCompleted();
      }
    }

    @Override
    public void onError(Throwable t) {
      System.err.println(t);
      done.countDown();
    }

    @Override
    public void onCompleted() {
      done.countDown();
    }

    synchronized void send() {
      ClientCallStreamObserver<ReportRequest> to = call;
      while (to != null
          && to.isReady()
          && sent - answered < AHEAD
          && System.nanoTime() < end
          && sent < due()) {
        int share = DEVICES / STREAMS;
        long device = sent % share;
        to.onNext(
            ReportRequest.newBuilder()
                .setContinuum("city")
                .setSource("device-" + ((long) number * share + device))
                .setSequence(1 + sent / share)
                .addAllSamples(samples())
                .build());
        sent++;
      }
    }

    /** Batches that may be sent until now. */
    private double due() {
      return pace.map(
              each -> each.perSecond() / BATCH / STREAMS * (System.nanoTime() - begun) / 1e9)
          .orElse(Double.POSITIVE_INFINITY);
    }
  }
}
