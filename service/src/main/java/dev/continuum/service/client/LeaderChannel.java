package dev.continuum.service.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One channel over several replicas: calls go to the one that answered last, and to the leader once
 * a follower has named it. Unary calls that meet no leader are made again, under one idempotency
 * key, until their deadline or, without one, a few seconds have passed; streams tell their caller,
 * who opens another. Thread-safe.
 */
final class LeaderChannel extends Channel {

  private static final String IDEMPOTENCY_KEY = "idempotency_key";
  private static final long SILENT_NANOS = 1_000_000_000;

  private final List<String> addresses;
  private final Function<String, ManagedChannel> connect;
  private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();
  private final Map<String, Long> silent = new ConcurrentHashMap<>();
  private volatile String current;

  LeaderChannel(List<String> addresses, Function<String, ManagedChannel> connect) {
    this.addresses = List.copyOf(addresses);
    this.connect = connect;
    this.current = addresses.getFirst();
  }

  @Override
  public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
    return method.getType() == MethodDescriptor.MethodType.UNARY
        ? new RepeatedCall<>(this, method, options)
        : new WatchedCall<>(this, method, options);
  }

  @Override
  public String authority() {
    return channel(current).authority();
  }

  void shutdown() {
    channels.values().forEach(ManagedChannel::shutdownNow);
  }

  /** The replica that calls go to at present. */
  String current() {
    return current;
  }

  ManagedChannel channel(String address) {
    return channels.computeIfAbsent(address, connect);
  }

  /**
   * A call to a replica met no leader, or no answer in time. The next goes to who was named as
   * leader, unless that one did not answer just now: then whoever named it will soon lead itself.
   * Without a name it goes to the next replica.
   */
  void leave(String address, Status status, Metadata trailers) {
    Optional<String> leader = leader(status, trailers).filter(each -> !each.equals(address));
    if (leader.isEmpty()) {
      silent.put(address, System.nanoTime());
    }
    if (!current.equals(address)) {
      return;
    }
    if (leader.isEmpty()) {
      current = addresses.get((addresses.indexOf(address) + 1) % addresses.size());
    } else if (!silent(leader.get())) {
      current = leader.get();
    }
  }

  private boolean silent(String address) {
    Long since = silent.get(address);
    return since != null && System.nanoTime() - since < SILENT_NANOS;
  }

  /** The message with a key that makes its repetition harmless, if it can have one. */
  static <Q> Q keyed(Q request) {
    if (request instanceof Message message) {
      FieldDescriptor field = message.getDescriptorForType().findFieldByName(IDEMPOTENCY_KEY);
      if (field != null && message.getField(field).equals("")) {
        @SuppressWarnings("unchecked") // The same message type, by protobuf's own contract.
        Q keyed = (Q) message.toBuilder().setField(field, UUID.randomUUID().toString()).build();
        return keyed;
      }
    }
    return request;
  }

  private static Optional<String> leader(Status status, Metadata trailers) {
    var details = StatusProto.fromStatusAndTrailers(status, trailers);
    for (var detail : details.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return Optional.ofNullable(detail.unpack(ErrorInfo.class).getMetadataMap().get("leader"));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
