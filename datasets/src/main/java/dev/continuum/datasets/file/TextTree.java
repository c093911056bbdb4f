package dev.continuum.datasets.file;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import dev.continuum.datasets.schema.MessageSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A message as maps, lists and scalars, in the order in which they are written. */
sealed interface TextTree {

  /** A number or truth value, which never has quotes. */
  record Word(String text) implements TextTree {}

  /** A text of the user, or a constant. */
  record Text(String text) implements TextTree {}

  /** A list. */
  record Items(List<TextTree> items) implements TextTree {}

  /** A map. */
  record Fields(Map<String, TextTree> fields) implements TextTree {}

  /** The present fields of a message in the schema's order; map entries by key. */
  static Fields of(Message message) {
    Map<String, TextTree> fields = new LinkedHashMap<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field)) {
        fields.put(field.getName(), field(field, message.getField(field)));
      }
    }
    return new Fields(fields);
  }

  private static TextTree field(FieldDescriptor field, Object value) {
    if (field.isMapField()) {
      Map<String, TextTree> entries = new TreeMap<>();
      for (Object each : (List<?>) value) {
        MapEntry<?, ?> entry = (MapEntry<?, ?>) each;
        entries.put((String) entry.getKey(), single(entry.getValue()));
      }
      return new Fields(entries);
    }
    if (field.isRepeated()) {
      List<TextTree> items = new ArrayList<>();
      for (Object each : (List<?>) value) {
        items.add(single(each));
      }
      return new Items(items);
    }
    return single(value);
  }

  private static TextTree single(Object value) {
    return switch (value) {
      case Message message -> of(message);
      case String text -> new Text(text);
      case Double number -> new Word(Numbers.shortest(number));
      case EnumValueDescriptor constant -> new Text(MessageSchema.shortName(constant));
      default -> new Word(value.toString());
    };
  }
}
