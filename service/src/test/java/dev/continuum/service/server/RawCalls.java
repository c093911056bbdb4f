package dev.continuum.service.server;

import com.google.protobuf.Message;
import dev.continuum.service.proto.AdminServiceGrpc;
import dev.continuum.service.proto.ContinuumServiceGrpc;
import dev.continuum.service.proto.DomainServiceGrpc;
import dev.continuum.service.proto.PlacementServiceGrpc;
import dev.continuum.service.proto.TelemetryServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Calls of any method, by its descriptor, with any bytes as the message. */
final class RawCalls {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private RawCalls() {}

  /** How a call ended. */
  record End(Status status, Metadata trailers) {}

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Every method of the service. */
  static List<MethodDescriptor<?, ?>> methods() {
    return Stream.of(
            PlacementServiceGrpc.getServiceDescriptor(),
            ContinuumServiceGrpc.getServiceDescriptor(),
            TelemetryServiceGrpc.getServiceDescriptor(),
            DomainServiceGrpc.getServiceDescriptor(),
            AdminServiceGrpc.getServiceDescriptor())
        .<MethodDescriptor<?, ?>>flatMap(each -> each.getMethods().stream())
        .toList();
  }

  /** An empty request of a method. */
  static Message request(MethodDescriptor<?, ?> method) {
    var marshaller = (MethodDescriptor.PrototypeMarshaller<?>) method.getRequestMarshaller();
    return (Message) marshaller.getMessagePrototype();
  }

  /** Sends the messages, half-closes, and waits for the end. */
  static End call(
      Channel channel, MethodDescriptor<?, ?> method, String token, List<byte[]> messages) {
    MethodDescriptor<byte[], byte[]> raw =
        MethodDescriptor.<byte[], byte[]>newBuilder(new Bytes(), new Bytes())
            .setFullMethodName(method.getFullMethodName())
            .setType(method.getType())
            .build();
    ClientCall<byte[], byte[]> call =
        channel.newCall(raw, CallOptions.DEFAULT.withDeadlineAfter(5, TimeUnit.SECONDS));
    CompletableFuture<End> end = new CompletableFuture<>();
    Metadata headers = new Metadata();
    if (!token.isEmpty()) {
      headers.put(AUTHORIZATION, "Bearer " + token);
    }
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(byte[] message) {
            call.request(1);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(new End(status, trailers));
          }
        },
        headers);
    call.request(2);
    messages.forEach(call::sendMessage);
    call.halfClose();
    return end.join();
  }
}
