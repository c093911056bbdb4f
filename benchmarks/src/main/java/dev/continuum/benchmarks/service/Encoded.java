package dev.continuum.benchmarks.service;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Hands out one message's bytes, made once: what a generator spends on encoding the same message
 * again and again is not the server's to pay.
 */
final class Encoded<Q> implements MethodDescriptor.Marshaller<Q> {

  private final byte[] bytes;
  private final MethodDescriptor.Marshaller<Q> parser;

  private Encoded(byte[] bytes, MethodDescriptor.Marshaller<Q> parser) {
    this.bytes = bytes;
    this.parser = parser;
  }

  /** A method whose requests are all this one. */
  static <Q, A> MethodDescriptor<Q, A> of(MethodDescriptor<Q, A> method, Q request) {
    try (InputStream bytes = method.streamRequest(request)) {
      return method.toBuilder()
          .setRequestMarshaller(new Encoded<>(bytes.readAllBytes(), method.getRequestMarshaller()))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream stream(Q value) {
    return new Bytes(bytes);
  }

  @Override
  public Q parse(InputStream stream) {
    return parser.parse(stream);
  }

  private static final class Bytes extends ByteArrayInputStream implements KnownLength {
    Bytes(byte[] bytes) {
      super(bytes);
    }
  }
}
