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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Batches of 100 samples from 100,000 devices, over a few streams of routers. */
final class TelemetryFlood implements Case {

  private static final int DEVICES = 100_000;
  private static final int BATCH = 100;
  private static final int STREAMS = 16;
  private static final int AHEAD = 64;

  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  @Override
  public List<Figure> measure(Lab lab) throws Exception {
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
      long end = begun + lab.time().toNanos();
      CountDownLatch done = new CountDownLatch(STREAMS);
      List<Router> routers = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        Router router = new Router(i, end, done);
        routers.add(router);
        var unused = TelemetryServiceGrpc.newStub(channels.get(i % channels.size())).report(router);
      }
      boolean all = done.await(lab.time().toSeconds() + 60, TimeUnit.SECONDS);
      double seconds = (System.nanoTime() - begun) / 1e9;
      long sent = routers.stream().mapToLong(each -> each.sent).sum() * BATCH;
      long updates = acknowledged.sum() * BATCH;
      return List.of(
          Figure.atLeast("telemetry", "updates into state", updates / seconds, "/s", 500_000),
          Figure.of(
              "telemetry", "sent less acknowledged", all ? sent - updates : Double.NaN, "updates"),
          Figure.of("telemetry", "rejected", (double) rejected.sum(), "updates"),
          Figure.of("telemetry", "resident", service.residentMebibytes(), "MiB"));
    }
  }

  /** Sends for its share of the devices, each with sequences of its own. */
  private final class Router implements ClientResponseObserver<ReportRequest, ReportResponse> {

    private final int number;
    private final long end;
    private final CountDownLatch done;
    private final long now = System.currentTimeMillis();
    private final List<Sample> samples = new ArrayList<>();
    private @Nullable ClientCallStreamObserver<ReportRequest> call;
    private long sent;
    private long answered;

    Router(int number, long end, CountDownLatch done) {
      this.number = number;
      this.end = end;
      this.done = done;
      for (int i = 0; i < BATCH; i++) {
        samples.add(
            Sample.newBuilder()
                .setEventTimeMs(now - i * 10L)
                .setRequests(RequestCount.newBuilder().setGroup("people").setRequests(1))
                .build());
      }
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
      send();
      if (System.nanoTime() >= end && answered == sent && call != null) {
        call.onCompleted();
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

    private synchronized void send() {
      ClientCallStreamObserver<ReportRequest> to = call;
      while (to != null && to.isReady() && sent - answered < AHEAD && System.nanoTime() < end) {
        int share = DEVICES / STREAMS;
        long device = sent % share;
        to.onNext(
            ReportRequest.newBuilder()
                .setContinuum("city")
                .setSource("device-" + ((long) number * share + device))
                .setSequence(1 + sent / share)
                .addAllSamples(samples)
                .build());
        sent++;
      }
    }
  }
}
