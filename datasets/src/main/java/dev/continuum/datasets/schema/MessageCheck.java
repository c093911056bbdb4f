package dev.continuum.datasets.schema;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import dev.continuum.model.validation.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks a message that came from no file against the rules of the schema: required fields, blank
 * texts, numbers that are none, enum values nobody knows. Linear in the size of the message.
 */
public final class MessageCheck {

  private final List<Issue> issues = new ArrayList<>();

  private MessageCheck() {}

  /** Everything the schema holds against a message, in the schema's order. */
  public static List<Issue> issues(Message message) {
    MessageCheck check = new MessageCheck();
    check.message(message, FieldPath.ROOT);
    return List.copyOf(check.issues);
  }

  private void message(Message message, FieldPath path) {
    MessageSchema schema = MessageSchema.of(message.getDescriptorForType());
    Map<FieldDescriptor, Object> present = message.getAllFields();
    for (FieldDescriptor field : schema.required()) {
      if (!present.containsKey(field)) {
        issues.add(SchemaIssues.missing(schema, field, path));
      }
    }
    for (OneofDescriptor oneof : message.getDescriptorForType().getRealOneofs()) {
      if (!message.hasOneof(oneof)) {
        issues.add(SchemaIssues.missingOneOf(schema, oneof, path));
      }
    }
    present.forEach((field, value) -> field(field, value, path.field(field.getName())));
  }

  private void field(FieldDescriptor field, Object value, FieldPath path) {
    if (field.isMapField()) {
      for (Object each : (List<?>) value) {
        entry((MapEntry<?, ?>) each, path);
      }
    } else if (field.isRepeated()) {
      int index = 0;
      for (Object each : (List<?>) value) {
        single(field, each, path.element(index++));
      }
    } else {
      single(field, value, path);
    }
  }

  private void entry(MapEntry<?, ?> entry, FieldPath path) {
    String key = (String) entry.getKey();
    if (key.isBlank()) {
      issues.add(SchemaIssues.blank(path));
    }
    single(entry.getDescriptorForType().findFieldByNumber(2), entry.getValue(), path.entry(key));
  }

  private void single(FieldDescriptor field, Object value, FieldPath path) {
    if (value instanceof Message message) {
      message(message, path);
    } else if (value instanceof String text && ValueRules.blank(field, text)) {
      issues.add(SchemaIssues.blank(path));
    } else if (value instanceof Double number) {
      ValueRules.broken(field, number)
          .ifPresent(must -> issues.add(SchemaIssues.range(path, number.toString(), must)));
    } else if (value instanceof EnumValueDescriptor constant
        && (constant.getIndex() < 0 || constant.getNumber() == 0)) {
      issues.add(SchemaIssues.unknownValue(field, constant.getName(), path));
    }
  }
}
