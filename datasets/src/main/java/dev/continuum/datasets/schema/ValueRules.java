package dev.continuum.datasets.schema;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Optional;

/** What every value of a kind must satisfy, wherever it comes from. */
public final class ValueRules {

  /** Longest time the model can hold, in seconds: 2^63 nanoseconds, about 292 years. */
  private static final double LONGEST_SECONDS = 9.2e9;

  private ValueRules() {}

  /** What is wrong with a number of this field, as the end of "... must ..."; empty if nothing. */
  public static Optional<String> broken(FieldDescriptor field, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Optional.of("be a finite number");
    }
    double seconds = secondsPerUnit(field.getName()) * Math.abs(value);
    if (seconds > LONGEST_SECONDS) {
      return Optional.of("be a time of at most 292 years");
    }
    return Optional.empty();
  }

  /** Whether a text can stand in this field: ids and names are not blank. */
  public static boolean blank(FieldDescriptor field, String value) {
    return value.isBlank()
        && (field.isRepeated() || !value.isEmpty() || MessageSchema.rule(field).getRequired());
  }

  private static double secondsPerUnit(String name) {
    if (name.endsWith("_per_s")) {
      return 0;
    }
    return name.endsWith("_ms") && !name.contains("per_request")
        ? 1e-3
        : name.endsWith("_s") ? 1 : 0;
  }
}
