package dev.continuum.benchmarks.service;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumServiceGrpc;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanRequest;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanResponse;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads of a plan that a watcher is told only the declared revision it was made for: a thousand
 * watchers in one process would spend more on whole placements than the server on sending them.
 */
final class ToldRevision implements MethodDescriptor.Marshaller<Long> {

  private ToldRevision() {}

  /** WatchPlan, heard like this. */
  static MethodDescriptor<WatchPlanRequest, Long> method() {
    return ContinuumServiceGrpc.getWatchPlanMethod().toBuilder(
            ContinuumServiceGrpc.getWatchPlanMethod().getRequestMarshaller(), new ToldRevision())
        .build();
  }

  @Override
  public InputStream stream(Long value) {
    throw new UnsupportedOperationException("Watchers hear and say nothing.");
  }

  @Override
  public Long parse(InputStream stream) {
    try {
      CodedInputStream message = CodedInputStream.newInstance(stream);
      if (!find(message, WatchPlanResponse.PLAN_FIELD_NUMBER)) {
        return 0L;
      }
      int outer = message.pushLimit(message.readRawVarint32());
      long revision = find(message, Plan.DECLARED_REVISION_FIELD_NUMBER) ? message.readInt64() : 0;
      message.skipRawBytes(message.getBytesUntilLimit());
      message.popLimit(outer);
      return revision;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Skips what comes before a field; returns whether there is one. */
  private static boolean find(CodedInputStream message, int field) throws IOException {
    for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == field) {
        return true;
      }
      var unused = message.skipField(tag);
    }
    return false;
  }
}
