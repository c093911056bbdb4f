package dev.continuum.benchmarks.service;

import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceGrpc;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanRequest;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Memory of a server with 10,000 watches on which nothing happens. */
final class IdleWatches implements Case {

  private static final int WATCHES = 10_000;

  @Override
  public List<Figure> measure(Lab lab) throws Exception {
    try (ServerUnderLoad service =
            ServerUnderLoad.service(lab.directory().resolve("watches.db"), List.of());
        ContinuumClient client = ContinuumClient.local(service.port())) {
      Lab.planned(client, "city", lab.problem("tutorial.yaml"), PlannerPolicy.getDefaultInstance());
      CountDownLatch open = new CountDownLatch(WATCHES);
      List<Channel> channels = lab.channels(service.port(), 10, Optional.empty());
      for (int i = 0; i < WATCHES; i++) {
        ContinuumServiceGrpc.newStub(channels.get(i % channels.size()))
            .watchPlan(
                WatchPlanRequest.newBuilder().setName("city").build(), new FirstAnswer(open));
      }
      boolean all = open.await(60, TimeUnit.SECONDS);
      TimeUnit.SECONDS.sleep(2);
      return List.of(
          Figure.of(
              "idle watches", "open", (double) (WATCHES - (all ? 0 : open.getCount())), "streams"),
          Figure.atMost("idle watches", "resident", service.residentMebibytes(), "MiB", 1024));
    }
  }

  private record FirstAnswer(CountDownLatch open) implements StreamObserver<WatchPlanResponse> {
    @Override
    public void onNext(WatchPlanResponse value) {
      open.countDown();
    }

    @Override
    public void onError(Throwable t) {
      // It is not open: the count shows.
    }

    @Override
    public void onCompleted() {
      // Watches end with an error or not at all.
    }
  }
}
