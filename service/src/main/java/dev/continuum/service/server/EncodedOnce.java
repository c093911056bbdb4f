package dev.continuum.service.server;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a message once for all who are sent that very message one after the other, as watchers of
 * a plan are. Keeps the bytes of the latest. Thread-safe.
 */
final class EncodedOnce<T> implements MethodDescriptor.Marshaller<T> {

  private final MethodDescriptor.Marshaller<T> encoding;
  private volatile @Nullable Encoded<T> latest;

  private static final class Encoded<T> {
    private final T message;
    private final byte[] bytes;

    Encoded(T message, byte[] bytes) {
      this.message = message;
      this.bytes = bytes;
    }
  }

  private EncodedOnce(MethodDescriptor.Marshaller<T> encoding) {
    this.encoding = encoding;
  }

  /** A service, the answers of one of its methods encoded so; one without the method as it is. */
  static ServerServiceDefinition answers(ServerServiceDefinition service, String method) {
    ServiceDescriptor.Builder described =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    for (ServerMethodDefinition<?, ?> each : service.getMethods()) {
      ServerMethodDefinition<?, ?> made =
          each.getMethodDescriptor().getFullMethodName().equals(method) ? encoded(each) : each;
      described.addMethod(made.getMethodDescriptor());
      methods.add(made);
    }
    ServerServiceDefinition.Builder all = ServerServiceDefinition.builder(described.build());
    methods.forEach(all::addMethod);
    return all.build();
  }

  private static <Q, A> ServerMethodDefinition<Q, A> encoded(ServerMethodDefinition<Q, A> method) {
    MethodDescriptor<Q, A> as = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        as.toBuilder(as.getRequestMarshaller(), new EncodedOnce<>(as.getResponseMarshaller()))
            .build(),
        method.getServerCallHandler());
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // Another message of the same content is another.
  public InputStream stream(T message) {
    Encoded<T> known = latest;
    if (known == null || known.message != message) {
      try (InputStream bytes = encoding.stream(message)) {
        known = new Encoded<>(message, bytes.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      latest = known;
    }
    return new Bytes(known.bytes);
  }

  @Override
  public T parse(InputStream bytes) {
    return encoding.parse(bytes);
  }

  /** Bytes that gRPC copies in one piece. */
  private static final class Bytes extends ByteArrayInputStream implements KnownLength, Drainable {

    Bytes(byte[] bytes) {
      super(bytes);
    }

    @Override
    public int drainTo(OutputStream to) throws IOException {
      int left = available();
      to.write(buf, pos, left);
      pos += left;
      return left;
    }
  }
}
