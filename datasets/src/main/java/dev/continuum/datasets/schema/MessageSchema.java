package dev.continuum.datasets.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.continuum.datasets.proto.FieldRuleProto;
import dev.continuum.datasets.proto.FieldRuleProto.FieldRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the schema says of the fields of one message and of the values of enums. Thread-safe. */
public final class MessageSchema {

  private static final Map<Descriptor, MessageSchema> KNOWN = new ConcurrentHashMap<>();

  private final Descriptor descriptor;
  private final List<FieldDescriptor> required;

  private MessageSchema(Descriptor descriptor) {
    this.descriptor = descriptor;
    this.required =
        descriptor.getFields().stream().filter(field -> rule(field).getRequired()).toList();
  }

  /** The schema of a message. */
  public static MessageSchema of(Descriptor descriptor) {
    return KNOWN.computeIfAbsent(descriptor, MessageSchema::new);
  }

  /** The rule of a field; the default instance where it has none. */
  public static FieldRule rule(FieldDescriptor field) {
    return field.getOptions().getExtension(FieldRuleProto.rule);
  }

  /** The field of this name, if there is one. */
  public Optional<FieldDescriptor> field(String name) {
    return Optional.ofNullable(descriptor.findFieldByName(name));
  }

  /** Fields that must be there. */
  public List<FieldDescriptor> required() {
    return required;
  }

  /** Names of all fields, in the schema's order. */
  public List<String> fieldNames() {
    return descriptor.getFields().stream().map(FieldDescriptor::getName).toList();
  }

  /** What people call the message: its name in words, say {@code client group}. */
  public String noun() {
    return descriptor.getName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /** A value of an enum as files write it: {@code COLD_START} for {@code OVERFLOW_COLD_START}. */
  public static String shortName(EnumValueDescriptor value) {
    String zero = value.getType().findValueByNumber(0).getName();
    int prefix = zero.length() - "UNSPECIFIED".length();
    return value.getName().regionMatches(0, zero, 0, prefix)
        ? value.getName().substring(prefix)
        : value.getName();
  }

  /** The values a file may write for an enum. */
  public static List<String> shortNames(EnumDescriptor type) {
    return type.getValues().stream()
        .filter(value -> value.getNumber() != 0)
        .map(MessageSchema::shortName)
        .toList();
  }

  /** The value a text names, by short or full name in either case. */
  public static Optional<EnumValueDescriptor> value(EnumDescriptor type, String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    for (EnumValueDescriptor value : type.getValues()) {
      if (value.getNumber() != 0
          && (shortName(value).equals(upper) || value.getName().equals(upper))) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
