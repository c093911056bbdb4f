package dev.continuum.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.continuum.datasets.file.PlacementFiles;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.RouteEvaluation;
import dev.continuum.model.placement.Placement;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Values as JSON: exact decimals, null for what does not exist. */
final class Json {

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create();

  private Json() {}

  /** The document, with a line end. */
  static String text(JsonElement element) {
    return GSON.toJson(element) + "\n";
  }

  /** Micro-units as units, exactly. */
  static JsonElement units(long micros) {
    return new JsonPrimitive(Figures.units(micros));
  }

  /** Microseconds as milliseconds, exactly; null where there is no such time. */
  static JsonElement millis(OptionalLong micros) {
    return micros.isPresent() && micros.getAsLong() < RouteEvaluation.UNBOUNDED_MICROS
        ? new JsonPrimitive(Figures.decimal(micros.getAsLong(), 3))
        : JsonNull.INSTANCE;
  }

  static JsonElement millis(long micros) {
    return millis(OptionalLong.of(micros));
  }

  /** Microseconds that are a mean. */
  static JsonElement millis(OptionalDouble micros) {
    return micros.isPresent() ? number(Math.rint(micros.getAsDouble()) / 1e3) : JsonNull.INSTANCE;
  }

  /** Whole where it is whole; null where it is not finite. */
  static JsonElement number(double value) {
    if (!Double.isFinite(value)) {
      return JsonNull.INSTANCE;
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? new JsonPrimitive((long) value)
        : new JsonPrimitive(value);
  }

  static JsonElement number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : JsonNull.INSTANCE;
  }

  static JsonElement number(OptionalInt value) {
    return value.isPresent() ? new JsonPrimitive(value.getAsInt()) : JsonNull.INSTANCE;
  }

  static <T> JsonArray array(Collection<T> values, Function<T, JsonElement> each) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(each.apply(value)));
    return array;
  }

  static JsonArray strings(Collection<?> values) {
    return array(values, value -> new JsonPrimitive(value.toString()));
  }

  /** A placement as its file schema has it. */
  static JsonElement placement(Placement placement, PlacementProblem problem) {
    return JsonParser.parseString(PlacementFiles.toJson(placement, problem));
  }
}
