package dev.continuum.datasets.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.proto.ProblemProto;
import dev.continuum.datasets.schema.MessageSchema;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the schema says an absent field means is what readers take it to mean. */
class SchemaDefaultsTest {

  private final Set<String> checked = new TreeSet<>();

  @Test
  void anAbsentFieldMeansWhatTheSchemaSays() throws Exception {
    check(everything(), changed -> changed);

    Set<String> withDefault = new TreeSet<>();
    collectDefaults(ProblemProto.Problem.getDescriptor(), withDefault, new TreeSet<>());
    assertThat(withDefault).hasSizeGreaterThan(25);
    assertThat(checked).containsExactlyElementsOf(withDefault);
  }

  /** Compares field absent with field set to its default, in every message of the problem. */
  private void check(Message here, UnaryOperator<Message> rebuild) {
    for (FieldDescriptor field : here.getDescriptorForType().getFields()) {
      defaultOf(field)
          .ifPresent(
              value -> {
                checked.add(field.getFullName());
                var absent = rebuild.apply(here.toBuilder().clearField(field).build());
                var present = rebuild.apply(here.toBuilder().setField(field, value).build());
                assertThat(ProblemWire.model((ProblemProto.Problem) absent))
                    .as(field.getFullName())
                    .isEqualTo(ProblemWire.model((ProblemProto.Problem) present));
              });
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = 0; i < here.getRepeatedFieldCount(field); i++) {
          int index = i;
          check(
              (Message) here.getRepeatedField(field, i),
              sub -> rebuild.apply(here.toBuilder().setRepeatedField(field, index, sub).build()));
        }
      } else if (here.hasField(field)) {
        check(
            (Message) here.getField(field),
            sub -> rebuild.apply(here.toBuilder().setField(field, sub).build()));
      }
    }
  }

  /** The default as a value, where the schema names a number or a constant. */
  private static Optional<Object> defaultOf(FieldDescriptor field) {
    String absent = MessageSchema.rule(field).getAbsent();
    if (absent.isEmpty() || field.isRepeated()) {
      return Optional.empty();
    }
    return switch (field.getJavaType()) {
      case ENUM -> Optional.of(MessageSchema.value(field.getEnumType(), absent).orElseThrow());
      case INT -> number(absent).map(Double::intValue);
      case LONG -> number(absent).map(Double::longValue);
      case DOUBLE -> number(absent).map(value -> value);
      case BOOLEAN, STRING, BYTE_STRING, FLOAT, MESSAGE -> Optional.empty();
    };
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException words) {
      return Optional.empty();
    }
  }

  private static void collectDefaults(
      Descriptor descriptor, Set<String> fields, Set<String> messages) {
    if (!messages.add(descriptor.getFullName())) {
      return;
    }
    for (FieldDescriptor field : descriptor.getFields()) {
      if (defaultOf(field).isPresent()) {
        fields.add(field.getFullName());
      }
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        collectDefaults(field.getMessageType(), fields, messages);
      }
    }
  }

  /** A problem in which every message with a default appears. */
  private static ProblemProto.Problem everything() throws Exception {
    try (InputStream in = ProblemFiles.class.getResourceAsStream("everything.yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ProblemWire.wire(ProblemFiles.read(text, "everything.yaml")).toBuilder().build();
    }
  }
}
