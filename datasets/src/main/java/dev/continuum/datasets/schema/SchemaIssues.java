package dev.continuum.datasets.schema;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.continuum.model.validation.Issue;
import java.util.List;
import java.util.stream.Collectors;

/** The words for what the schema holds against a value, one factory for each stable code. */
public final class SchemaIssues {

  private SchemaIssues() {}

  /** {@code file.missing}: a required field is not there. */
  public static Issue missing(MessageSchema schema, FieldDescriptor field, FieldPath path) {
    return new Issue(
        "file.missing",
        path.field(field.getName()).toString(),
        "The field " + field.getName() + " of the " + schema.noun() + " must be there.",
        "Maybe add it: " + field.getName() + ": " + example(field));
  }

  /** {@code file.missing}: none of the alternatives is there. */
  public static Issue missingOneOf(MessageSchema schema, OneofDescriptor oneof, FieldPath path) {
    String names =
        oneof.getFields().stream().map(FieldDescriptor::getName).collect(Collectors.joining(", "));
    return new Issue(
        "file.missing",
        path.toString(),
        "The " + schema.noun() + " must have one of: " + names + ".",
        "Maybe add one of them.");
  }

  /** {@code file.blank}: an id or name without a visible character. */
  public static Issue blank(FieldPath path) {
    return new Issue(
        "file.blank",
        path.toString(),
        "The text must not be blank.",
        "Maybe give it a name, or leave the field out where it may be absent.");
  }

  /** {@code file.range}: a number outside of what the field can hold. */
  public static Issue range(FieldPath path, String value, String must) {
    return new Issue(
        "file.range",
        path.toString(),
        "The number " + value + " must " + must + ".",
        "Maybe the unit is another one: it is the end of the field's name. For no limit, leave the"
            + " field out.");
  }

  /** {@code file.enum}: a value the enum does not have. */
  public static Issue unknownValue(FieldDescriptor field, String value, FieldPath path) {
    List<String> known = MessageSchema.shortNames(field.getEnumType());
    return new Issue(
        "file.enum",
        path.toString(),
        "The value " + value + " must be one of: " + String.join(", ", known) + ".",
        NearestName.of(value, known)
            .map(near -> "Maybe " + near + ".")
            .orElse("Maybe take one of these."));
  }

  private static String example(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> field.isRepeated() ? "[a-name]" : "a-name";
      case ENUM -> MessageSchema.shortNames(field.getEnumType()).getLast();
      case INT, LONG, FLOAT, DOUBLE -> "1";
      case BOOLEAN -> "true";
      case BYTE_STRING, MESSAGE -> field.isRepeated() ? "[...]" : "{...}";
    };
  }
}
