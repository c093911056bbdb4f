package dev.continuum.datasets.file;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import dev.continuum.datasets.schema.FieldPath;
import dev.continuum.datasets.schema.MessageSchema;
import dev.continuum.datasets.schema.NearestName;
import dev.continuum.datasets.schema.SchemaIssues;
import dev.continuum.model.validation.Issue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fills a message of any type from tokens, strictly: a field the schema does not know, a value of
 * another type, a repeated or missing field are issues. Reads on after each, so that one pass finds
 * them all. Linear in the text.
 */
final class MessageReader {

  private final Tokens tokens;
  private final FileIssues issues;
  private final ScalarReader scalars;

  MessageReader(Tokens tokens, FileIssues issues) {
    this.tokens = tokens;
    this.issues = issues;
    this.scalars = new ScalarReader(issues);
  }

  /**
   * Fills the message from the whole document; faults go to the issues.
   *
   * @return whether the text is well-formed to its end
   */
  boolean read(Message.Builder message) {
    try {
      Token first = tokens.next();
      if (first.kind() == Token.Kind.END || first.isNull()) {
        issues.add(
            new Issue("file.empty", "", "The file must hold a document.", "Maybe it was cut off."),
            first);
      } else {
        message(message, FieldPath.ROOT, first);
      }
      tokens.next();
      return true;
    } catch (SyntaxFault fault) {
      issues.add(fault);
      return false;
    }
  }

  private void message(Message.Builder message, FieldPath path, Token start) {
    MessageSchema schema = MessageSchema.of(message.getDescriptorForType());
    if (start.kind() != Token.Kind.MAP) {
      wrongType(path, "a map with the fields of a " + schema.noun(), start);
      return;
    }
    Set<FieldDescriptor> seen = new HashSet<>();
    for (Token key = tokens.next(); key.kind() == Token.Kind.KEY; key = tokens.next()) {
      Optional<FieldDescriptor> field = schema.field(key.text());
      Token value = tokens.next();
      if (field.isEmpty()) {
        unknown(schema, path, key);
        tokens.skip(value);
      } else if (!seen.add(field.get())) {
        duplicate(path.field(key.text()), key);
        tokens.skip(value);
      } else {
        field(message, field.get(), path.field(key.text()), value);
      }
    }
    complete(schema, message, seen, path, start);
  }

  private void complete(
      MessageSchema schema,
      Message.Builder message,
      Set<FieldDescriptor> seen,
      FieldPath path,
      Token start) {
    for (FieldDescriptor field : schema.required()) {
      if (!seen.contains(field)) {
        issues.add(SchemaIssues.missing(schema, field, path), start);
      }
    }
    for (OneofDescriptor oneof : message.getDescriptorForType().getRealOneofs()) {
      List<FieldDescriptor> given = oneof.getFields().stream().filter(seen::contains).toList();
      if (given.isEmpty()) {
        issues.add(SchemaIssues.missingOneOf(schema, oneof, path), start);
      } else if (given.size() > 1) {
        issues.add(
            new Issue(
                "file.one-of",
                path.field(given.get(1).getName()).toString(),
                "The "
                    + schema.noun()
                    + " must have only one of: "
                    + String.join(", ", given.stream().map(FieldDescriptor::getName).toList())
                    + ".",
                "Maybe remove one of them."),
            start);
      }
    }
  }

  private void field(Message.Builder message, FieldDescriptor field, FieldPath path, Token value) {
    if (value.isNull()) {
      absent(path, value);
    } else if (field.isMapField()) {
      map(message, field, path, value);
    } else if (field.isRepeated()) {
      list(message, field, path, value);
    } else {
      single(message, field, field, path, value)
          .ifPresent(single -> message.setField(field, single));
    }
  }

  private void list(Message.Builder message, FieldDescriptor field, FieldPath path, Token start) {
    if (start.kind() != Token.Kind.LIST) {
      wrongType(path, "a list", start);
      return;
    }
    int index = 0;
    Token value = tokens.next();
    while (value.kind() != Token.Kind.LIST_END && value.kind() != Token.Kind.END) {
      FieldPath element = path.element(index++);
      if (value.isNull()) {
        absent(element, value);
      } else {
        single(message, field, field, element, value)
            .ifPresent(single -> message.addRepeatedField(field, single));
      }
      value = tokens.next();
    }
    if (index == 0 && MessageSchema.rule(field).getRequired()) {
      issues.add(
          new Issue(
              "file.missing",
              path.toString(),
              "The list must not be empty.",
              "Maybe add an element: - ..."),
          start);
    }
  }

  private void map(Message.Builder message, FieldDescriptor field, FieldPath path, Token start) {
    if (start.kind() != Token.Kind.MAP) {
      wrongType(path, "a map from names to values", start);
      return;
    }
    FieldDescriptor keys = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor values = field.getMessageType().findFieldByNumber(2);
    Set<String> seen = new HashSet<>();
    for (Token key = tokens.next(); key.kind() == Token.Kind.KEY; key = tokens.next()) {
      FieldPath entry = path.entry(key.text());
      Token value = tokens.next();
      if (!seen.add(key.text())) {
        duplicate(entry, key);
        tokens.skip(value);
      } else if (value.isNull()) {
        absent(entry, value);
      } else {
        Message.Builder pair = message.newBuilderForField(field);
        scalars.read(keys, field, path, key).ifPresent(name -> pair.setField(keys, name));
        single(pair, values, field, entry, value)
            .ifPresent(
                single -> message.addRepeatedField(field, pair.setField(values, single).build()));
      }
    }
  }

  /** One value; {@code named} is the field whose name and rules count. */
  private Optional<Object> single(
      Message.Builder owner,
      FieldDescriptor field,
      FieldDescriptor named,
      FieldPath path,
      Token value) {
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      Message.Builder sub = owner.newBuilderForField(field);
      message(sub, path, value);
      return Optional.of(sub.build());
    }
    if (value.kind() != Token.Kind.SCALAR) {
      wrongType(path, ScalarReader.wanted(field), value);
      return Optional.empty();
    }
    return scalars.read(field, named, path, value);
  }

  private void wrongType(FieldPath path, String wanted, Token found) {
    issues.add(
        new Issue(
            "file.type",
            path.toString(),
            "The value must be " + wanted + ", not " + found.noun() + ".",
            "Maybe the indentation is off, or a dash is missing or too much."),
        found);
    tokens.skip(found);
  }

  private void absent(FieldPath path, Token value) {
    issues.add(
        new Issue(
            "file.null",
            path.toString(),
            "The value must not be empty or null.",
            "Maybe leave the field out: its default then holds."),
        value);
  }

  private void duplicate(FieldPath path, Token key) {
    issues.add(
        new Issue(
            "file.duplicate",
            path.toString(),
            "The name " + key.shown() + " must appear only once.",
            "Maybe the two belong together, or one of them elsewhere."),
        key);
  }

  private void unknown(MessageSchema schema, FieldPath path, Token key) {
    String remedy =
        NearestName.of(key.text(), schema.fieldNames())
            .map(near -> "Maybe " + near + ".")
            .orElse("Maybe one of: " + String.join(", ", schema.fieldNames()) + ".");
    issues.add(
        new Issue(
            "file.unknown-field",
            path.field(key.shown()).toString(),
            "The field " + key.shown() + " must be one that a " + schema.noun() + " has.",
            remedy),
        key);
  }
}
