package dev.continuum.datasets.file;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.continuum.datasets.schema.FieldPath;
import dev.continuum.datasets.schema.MessageSchema;
import dev.continuum.datasets.schema.SchemaIssues;
import dev.continuum.datasets.schema.ValueRules;
import dev.continuum.model.validation.Issue;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Scalars of a text as values of a field: numbers, texts, truth values and constants. */
final class ScalarReader {

  private final FileIssues issues;

  ScalarReader(FileIssues issues) {
    this.issues = issues;
  }

  /** What a field wants, for a message. */
  static String wanted(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING, BYTE_STRING -> "a text";
      case BOOLEAN -> "true or false";
      case INT, LONG -> "a whole number";
      case FLOAT, DOUBLE -> "a number";
      case ENUM -> "one of: " + String.join(", ", MessageSchema.shortNames(field.getEnumType()));
      case MESSAGE -> "a map";
    };
  }

  /** The value; empty if it is none, which is then among the issues. */
  Optional<Object> read(FieldDescriptor field, FieldDescriptor rules, FieldPath path, Token token) {
    return switch (field.getJavaType()) {
      case STRING -> text(rules, path, token);
      case BOOLEAN -> truth(field, path, token);
      case INT ->
          whole(field, path, token, Integer.MIN_VALUE, Integer.MAX_VALUE).map(Math::toIntExact);
      case LONG -> whole(field, path, token, Long.MIN_VALUE, Long.MAX_VALUE).map(value -> value);
      case DOUBLE -> decimal(field, rules, path, token);
      case ENUM -> constant(field, path, token);
      case FLOAT, BYTE_STRING, MESSAGE ->
          throw new IllegalArgumentException(field.getFullName() + " is no field of files.");
    };
  }

  private Optional<Object> text(FieldDescriptor rules, FieldPath path, Token token) {
    if (ValueRules.blank(rules, token.text())) {
      issues.add(SchemaIssues.blank(path), token);
      return Optional.empty();
    }
    if (!wellFormed(token.text())) {
      issues.add(
          new Issue(
              "file.encoding",
              path.toString(),
              "The text must not contain half of a surrogate pair.",
              "Maybe an escape is cut off."),
          token);
      return Optional.empty();
    }
    return Optional.of(token.text());
  }

  private Optional<Object> truth(FieldDescriptor field, FieldPath path, Token token) {
    if (!token.quoted()) {
      switch (token.text().toLowerCase(Locale.ROOT)) {
        case "true" -> {
          return Optional.of(true);
        }
        case "false" -> {
          return Optional.of(false);
        }
        default -> {}
      }
    }
    return wrong(field, path, token);
  }

  private Optional<Long> whole(
      FieldDescriptor field, FieldPath path, Token token, long least, long most) {
    OptionalDouble number = token.quoted() ? OptionalDouble.empty() : Numbers.decimal(token.text());
    if (number.isEmpty()) {
      var unused = wrong(field, path, token);
      return Optional.empty();
    }
    OptionalLong value = Numbers.whole(token.text());
    if (value.isEmpty() || value.getAsLong() < least || value.getAsLong() > most) {
      boolean fraction = number.getAsDouble() != Math.rint(number.getAsDouble());
      String must = fraction ? "be whole" : "be from " + least + " to " + most;
      issues.add(SchemaIssues.range(path, token.shown(), must), token);
      return Optional.empty();
    }
    return Optional.of(value.getAsLong());
  }

  private Optional<Object> decimal(
      FieldDescriptor field, FieldDescriptor rules, FieldPath path, Token token) {
    OptionalDouble number = token.quoted() ? OptionalDouble.empty() : Numbers.decimal(token.text());
    if (number.isEmpty()) {
      return isNoNumber(token)
          ? outOfRange(path, token, "be a finite number")
          : wrong(field, path, token);
    }
    Optional<String> broken = ValueRules.broken(rules, number.getAsDouble());
    return broken.isPresent()
        ? outOfRange(path, token, broken.get())
        : Optional.of(number.getAsDouble());
  }

  /** Whether a text is infinite or not a number, in any spelling. */
  private static boolean isNoNumber(Token token) {
    return switch (token.text().replaceFirst("^[-+]", "").toLowerCase(Locale.ROOT)) {
      case ".inf", ".nan", "inf", "nan", "infinity" -> true;
      default -> false;
    };
  }

  private Optional<Object> constant(FieldDescriptor field, FieldPath path, Token token) {
    var value = MessageSchema.value(field.getEnumType(), token.text());
    if (value.isEmpty()) {
      issues.add(SchemaIssues.unknownValue(field, token.shown(), path), token);
      return Optional.empty();
    }
    return Optional.of(value.get());
  }

  private Optional<Object> outOfRange(FieldPath path, Token token, String must) {
    issues.add(SchemaIssues.range(path, token.shown(), must), token);
    return Optional.empty();
  }

  private Optional<Object> wrong(FieldDescriptor field, FieldPath path, Token token) {
    boolean number = Numbers.isDecimal(token.text());
    issues.add(
        new Issue(
            "file.type",
            path.toString(),
            "The value must be " + wanted(field) + ", not " + token.noun() + ".",
            token.quoted() && number
                ? "Maybe remove the quotes."
                : "Maybe the unit belongs to the field's name only: a number stands alone."),
        token);
    return Optional.empty();
  }

  private static boolean wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
