package dev.continuum.service.client;

import io.grpc.CallOptions;
import io.grpc.ForwardingClientCall;
import io.grpc.ForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/** A stream to one replica; when that one cannot, later calls go to another. */
final class WatchedCall<Q, A> extends ForwardingClientCall.SimpleForwardingClientCall<Q, A> {

  private final LeaderChannel channel;
  private final String address;

  WatchedCall(LeaderChannel channel, MethodDescriptor<Q, A> method, CallOptions options) {
    this(channel, channel.current(), method, options);
  }

  private WatchedCall(
      LeaderChannel channel, String address, MethodDescriptor<Q, A> method, CallOptions options) {
    super(channel.channel(address).newCall(method, options));
    this.channel = channel;
    this.address = address;
  }

  @Override
  public void start(Listener<A> to, Metadata headers) {
    super.start(
        new ForwardingClientCallListener.SimpleForwardingClientCallListener<>(to) {
          @Override
          public void onClose(Status status, Metadata trailers) {
            if (status.getCode() == Status.Code.UNAVAILABLE) {
              channel.leave(address, status, trailers);
            }
            super.onClose(status, trailers);
          }
        },
        headers);
  }
}
