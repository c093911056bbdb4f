package dev.continuum.benchmarks.service;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceProto.ListPlansRequest;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a case is measured in.
 *
 * @param directory for stores; empty at first
 * @param time of each measurement
 * @param open channels that were made, closed with this
 */
record Lab(Path directory, Duration time, List<ManagedChannel> open) implements AutoCloseable {

  private static final Path DATASETS = Path.of("datasets");

  Lab(Path directory, Duration time) {
    this(directory, time, new ArrayList<>());
  }

  @Override
  public void close() {
    open.forEach(ManagedChannel::shutdownNow);
  }

  Problem problem(String file) throws IOException {
    return ProblemWire.wire(ProblemFiles.read(DATASETS.resolve(file)));
  }

  /** Channels to a port; with a token if there is one. */
  List<Channel> channels(int port, int count, Optional<String> token) {
    return channels(port, count, token, InsecureChannelCredentials.create());
  }

  /** The same by credentials of the transport. */
  List<Channel> channels(
      int port, int count, Optional<String> token, ChannelCredentials credentials) {
    Metadata headers = new Metadata();
    token.ifPresent(
        text ->
            headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + text));
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ManagedChannel channel =
          Grpc.newChannelBuilderForAddress("127.0.0.1", port, credentials)
              .maxInboundMessageSize(64 << 20)
              .directExecutor()
              .build();
      open.add(channel);
      channels.add(
          ClientInterceptors.intercept(
              channel, MetadataUtils.newAttachHeadersInterceptor(headers)));
    }
    return channels;
  }

  /** Stores a continuum and waits for its first plan. */
  static void planned(ContinuumClient client, String name, Problem problem, PlannerPolicy policy)
      throws InterruptedException {
    var unused = client.create(name, problem, policy, "");
    for (int i = 0; i < 3000; i++) {
      try {
        if (client
                .continua()
                .listPlans(ListPlansRequest.newBuilder().setName(name).build())
                .getPlansCount()
            > 0) {
          return;
        }
      } catch (StatusRuntimeException e) {
        // It will be there.
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException("No plan came for " + name + ".");
  }
}
