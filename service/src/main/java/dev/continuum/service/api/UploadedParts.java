package dev.continuum.service.api;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.service.access.Refusals;
import dev.continuum.service.proto.ContinuumServiceProto.UploadContinuumRequest;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import io.grpc.stub.StreamObserver;
import java.util.function.BiConsumer;

/** Merges the parts of a continuum that arrives as a stream, up to a size. */
final class UploadedParts implements StreamObserver<UploadContinuumRequest> {

  private static final int MOST_BYTES = 512 << 20;

  private final StreamObserver<?> to;
  private final BiConsumer<UploadContinuumRequest, Problem> done;
  private final Problem.Builder whole = Problem.newBuilder();
  private UploadContinuumRequest first = UploadContinuumRequest.getDefaultInstance();
  private long bytes;
  private boolean failed;

  /**
   * Parts of one upload.
   *
   * @param to is told if there are too many
   * @param done takes the first part, which names the continuum, and the whole
   */
  UploadedParts(StreamObserver<?> to, BiConsumer<UploadContinuumRequest, Problem> done) {
    this.to = to;
    this.done = done;
  }

  @Override
  public void onNext(UploadContinuumRequest part) {
    if (failed) {
      return;
    }
    bytes += part.getSerializedSize();
    if (bytes > MOST_BYTES) {
      failed = true;
      to.onError(
          Refusals.status(new RefusedException(Kind.QUOTA, "The parts must not exceed 512 MiB.")));
      return;
    }
    if (first.getName().isEmpty()) {
      first = part.toBuilder().clearPart().build();
    }
    whole.mergeFrom(part.getPart());
  }

  @Override
  public void onError(Throwable t) {
    failed = true;
  }

  @Override
  public void onCompleted() {
    if (!failed) {
      done.accept(first, whole.build());
    }
  }
}
