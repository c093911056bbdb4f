package dev.continuum.service.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import dev.continuum.datasets.proto.PlacementProto.Placement;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.model.validation.Issue;
import dev.continuum.service.api.PlanDiffs;
import dev.continuum.service.api.ProblemParts;
import dev.continuum.service.proto.AdminServiceGrpc;
import dev.continuum.service.proto.ContinuumProto.Continuum;
import dev.continuum.service.proto.ContinuumProto.InstanceCount;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceGrpc;
import dev.continuum.service.proto.ContinuumServiceProto.CreateContinuumRequest;
import dev.continuum.service.proto.ContinuumServiceProto.ExportContinuumRequest;
import dev.continuum.service.proto.ContinuumServiceProto.GetContinuumRequest;
import dev.continuum.service.proto.ContinuumServiceProto.UpdateContinuumRequest;
import dev.continuum.service.proto.ContinuumServiceProto.UploadContinuumRequest;
import dev.continuum.service.proto.ContinuumServiceProto.UploadContinuumResponse;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanRequest;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanResponse;
import dev.continuum.service.proto.DomainServiceGrpc;
import dev.continuum.service.proto.PlacementServiceGrpc;
import dev.continuum.service.proto.TelemetryServiceGrpc;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A connection to the service. Calls block and throw {@link StatusRuntimeException}; watches come
 * back by themselves when a connection breaks. Thread-safe.
 */
public final class ContinuumClient implements AutoCloseable {

  private static final long RETRY_MS = 200;
  private static final int SMALL_BYTES = 3 << 20;

  /** How soon a server that froze is noticed by whoever waits for it. */
  private static final long KEEP_ALIVE_S = 10;

  private final Channel channel;
  private final Runnable shutdown;
  private final Metadata headers = new Metadata();

  private ContinuumClient(Channel channel, Runnable shutdown, Optional<String> token) {
    this.channel = channel;
    this.shutdown = shutdown;
    token.ifPresent(
        text ->
            headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + text));
  }

  /**
   * Over a channel, which it closes.
   *
   * @param token bearer token; empty where the server asks for none
   */
  public ContinuumClient(ManagedChannel channel, Optional<String> token) {
    this(channel, channel::shutdownNow, token);
  }

  /**
   * To the replicas of a service, at least one. Calls find the leader by themselves.
   *
   * @param addresses each {@code host:port}
   * @param credentials TLS, or none for loopback
   * @param token bearer token; empty where the servers ask for none
   */
  public static ContinuumClient to(
      List<String> addresses, ChannelCredentials credentials, Optional<String> token) {
    LeaderChannel replicas =
        new LeaderChannel(
            addresses,
            address ->
                Grpc.newChannelBuilder(address, credentials)
                    .keepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS)
                    .build());
    return new ContinuumClient(replicas, replicas::shutdown, token);
  }

  /** To a server on this machine, without TLS. */
  public static ContinuumClient local(int port) {
    return to(List.of("127.0.0.1:" + port), InsecureChannelCredentials.create(), Optional.empty());
  }

  /** What a refusal says is wrong with the request, field by field; empty if it says nothing. */
  public static List<Issue> issues(StatusRuntimeException refusal) {
    var status = StatusProto.fromThrowable(refusal);
    List<Issue> issues = new ArrayList<>();
    if (status != null) {
      for (var detail : status.getDetailsList()) {
        if (detail.is(BadRequest.class)) {
          try {
            detail
                .unpack(BadRequest.class)
                .getFieldViolationsList()
                .forEach(
                    each ->
                        issues.add(
                            new Issue(
                                each.getReason(), each.getField(), each.getDescription(), "")));
          } catch (InvalidProtocolBufferException e) {
            // A detail that cannot be read says nothing.
          }
        }
      }
    }
    return issues;
  }

  /** Stubs for what has no method here. */
  public PlacementServiceGrpc.PlacementServiceBlockingStub placement() {
    return with(PlacementServiceGrpc.newBlockingStub(channel));
  }

  /** Stubs for what has no method here. */
  public ContinuumServiceGrpc.ContinuumServiceBlockingStub continua() {
    return with(ContinuumServiceGrpc.newBlockingStub(channel));
  }

  /** Stubs for what has no method here. */
  public TelemetryServiceGrpc.TelemetryServiceStub telemetry() {
    return with(TelemetryServiceGrpc.newStub(channel));
  }

  /** Stubs for what has no method here. */
  public DomainServiceGrpc.DomainServiceBlockingStub domains() {
    return with(DomainServiceGrpc.newBlockingStub(channel));
  }

  /** Stubs for what has no method here. */
  public AdminServiceGrpc.AdminServiceBlockingStub admin() {
    return with(AdminServiceGrpc.newBlockingStub(channel));
  }

  /** Stores a continuum, in parts if it is large. */
  public Continuum create(String name, Problem problem, PlannerPolicy policy, String key) {
    if (problem.getSerializedSize() < SMALL_BYTES) {
      return continua()
          .createContinuum(
              CreateContinuumRequest.newBuilder()
                  .setName(name)
                  .setProblem(problem)
                  .setPolicy(policy)
                  .setIdempotencyKey(key)
                  .build())
          .getContinuum();
    }
    CompletableFuture<Continuum> answer = new CompletableFuture<>();
    StreamObserver<UploadContinuumRequest> parts =
        with(ContinuumServiceGrpc.newStub(channel)).uploadContinuum(answered(answer));
    parts.onNext(
        UploadContinuumRequest.newBuilder()
            .setName(name)
            .setPolicy(policy)
            .setIdempotencyKey(key)
            .build());
    ProblemParts.of(
        problem, part -> parts.onNext(UploadContinuumRequest.newBuilder().setPart(part).build()));
    parts.onCompleted();
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw Status.fromThrowable(e).asRuntimeException();
    }
  }

  /** What a continuum is up to. */
  public Continuum get(String name) {
    return continua()
        .getContinuum(GetContinuumRequest.newBuilder().setName(name).build())
        .getContinuum();
  }

  /** What is declared. */
  public Problem export(String name) {
    Problem.Builder whole = Problem.newBuilder();
    continua()
        .exportContinuum(ExportContinuumRequest.newBuilder().setName(name).build())
        .forEachRemaining(part -> whole.mergeFrom(part.getPart()));
    return whole.build();
  }

  /** Patches what is declared, whatever the revision; answers the declared revision. */
  public long update(String name, String key, Patch... patches) {
    return continua()
        .updateContinuum(
            UpdateContinuumRequest.newBuilder()
                .setName(name)
                .setIdempotencyKey(key)
                .addAllPatches(List.of(patches))
                .build())
        .getDeclaredRevision();
  }

  /**
   * Tells every plan from now on, whole, until closed. Comes back by itself; what changed while it
   * was away comes as one change.
   */
  public Watch watch(String name, Consumer<Plan> to) {
    Watch watch = new Watch(name, to);
    Thread unused = Thread.ofVirtual().name("continuum-watch").start(watch::run);
    return watch;
  }

  @Override
  public void close() {
    shutdown.run();
  }

  private <T extends AbstractStub<T>> T with(T stub) {
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static StreamObserver<UploadContinuumResponse> answered(
      CompletableFuture<Continuum> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(UploadContinuumResponse value) {
        answer.complete(value.getContinuum());
      }

      @Override
      public void onError(Throwable t) {
        answer.completeExceptionally(t);
      }

      @Override
      public void onCompleted() {
        // The answer came before.
      }
    };
  }

  /** A watch of a plan. */
  public final class Watch implements AutoCloseable {

    private final String name;
    private final Consumer<Plan> to;
    private final Context.CancellableContext context = Context.current().withCancellation();
    private Placement placement = Placement.getDefaultInstance();
    private List<InstanceCount> instances = List.of();
    private long revision;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closed;

    private Watch(String name, Consumer<Plan> to) {
      this.name = name;
      this.to = to;
    }

    @Override
    public void close() {
      closed = true;
      context.cancel(null);
      ended.countDown();
    }

    /** Waits until the watch ends by itself: the continuum is gone, or the key is void. */
    public void awaitEnd() {
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void run() {
      try {
        followUntilClosed();
      } finally {
        ended.countDown();
      }
    }

    private void followUntilClosed() {
      while (!closed) {
        try {
          context.run(this::follow);
        } catch (StatusRuntimeException e) {
          if (e.getStatus().getCode() == Status.Code.NOT_FOUND
              || e.getStatus().getCode() == Status.Code.PERMISSION_DENIED
              || e.getStatus().getCode() == Status.Code.UNAUTHENTICATED) {
            return;
          }
        }
        try {
          TimeUnit.MILLISECONDS.sleep(RETRY_MS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }

    private void follow() {
      Iterator<WatchPlanResponse> changes =
          continua()
              .watchPlan(
                  WatchPlanRequest.newBuilder().setName(name).setFromRevision(revision).build());
      instances = List.of();
      while (!closed && changes.hasNext()) {
        WatchPlanResponse change = changes.next();
        switch (change.getPlacementCase()) {
          case SNAPSHOT -> placement = change.getSnapshot();
          case DIFF -> placement = PlanDiffs.applied(placement, change.getDiff());
          case PLACEMENT_NOT_SET -> {
            // Only the plan's state changed.
          }
        }
        revision = change.getPlan().getRevision();
        instances = PlanDiffs.applied(instances, change.getPlan().getInstancesList());
        to.accept(
            change.getPlan().toBuilder()
                .setPlacement(placement)
                .clearInstances()
                .addAllInstances(instances)
                .build());
      }
    }
  }
}
