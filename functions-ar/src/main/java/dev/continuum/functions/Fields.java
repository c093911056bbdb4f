package dev.continuum.functions;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;

/** Fields of a request, checked. */
final class Fields {

  private Fields() {}

  static Optional<String> text(JsonObject request, String key) {
    JsonElement value = request.get(key);
    if (value == null || value.isJsonNull()) {
      return Optional.empty();
    }
    if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      return Optional.of(primitive.getAsString());
    }
    throw new BadRequestException("The field " + key + " must be text.");
  }

  static long number(JsonObject request, String key, long otherwise, long least, long most) {
    JsonElement value = request.get(key);
    if (value == null || value.isJsonNull()) {
      return otherwise;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      double number = primitive.getAsDouble();
      if (number == Math.rint(number) && number >= least && number <= most) {
        return (long) number;
      }
    }
    throw new BadRequestException(
        "The field "
            + key
            + " ("
            + value
            + ") must be a whole number from "
            + least
            + " to "
            + most
            + ".");
  }

  static double decimal(JsonObject request, String key, double otherwise) {
    JsonElement value = request.get(key);
    if (value == null || value.isJsonNull()) {
      return otherwise;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      return primitive.getAsDouble();
    }
    throw new BadRequestException("The field " + key + " must be a number.");
  }

  static boolean flag(JsonObject request, String key) {
    return request.get(key) instanceof JsonPrimitive primitive
        && primitive.isBoolean()
        && primitive.getAsBoolean();
  }

  static JsonObject object(JsonObject request, String key) {
    if (request.get(key) instanceof JsonObject object) {
      return object;
    }
    throw new BadRequestException("The field " + key + " must be an object.");
  }
}
