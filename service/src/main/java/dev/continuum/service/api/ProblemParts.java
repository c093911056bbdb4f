package dev.continuum.service.api;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Cuts a problem into parts of at most about a megabyte, which merge to the whole in order. */
public final class ProblemParts {

  private static final int MOST_BYTES = 1 << 20;

  private ProblemParts() {}

  /** Hands on the parts, at least one. */
  public static void of(Problem whole, Consumer<Problem> to) {
    Problem.Builder part = Problem.newBuilder();
    int size = 0;
    for (Map.Entry<FieldDescriptor, Object> each : whole.getAllFields().entrySet()) {
      FieldDescriptor field = each.getKey();
      if (!field.isRepeated()) {
        part.setField(field, each.getValue());
        size += each.getValue() instanceof Message message ? message.getSerializedSize() : 0;
        continue;
      }
      for (Object element : (List<?>) each.getValue()) {
        int more = ((Message) element).getSerializedSize();
        if (size > 0 && size + more > MOST_BYTES) {
          to.accept(part.build());
          part.clear();
          size = 0;
        }
        part.addRepeatedField(field, element);
        size += more;
      }
    }
    to.accept(part.build());
  }
}
