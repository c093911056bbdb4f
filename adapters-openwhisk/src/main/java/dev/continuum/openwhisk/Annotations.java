package dev.continuum.openwhisk;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;

/** Our annotations: written in the PUT that changes the spec, and never else. */
final class Annotations {

  static final String OWNER = "continuum-owner";
  static final String FUNCTION = "continuum-function";
  static final String NODE = "continuum-node";
  static final String SPEC = "continuum-spec";

  private Annotations() {}

  static Optional<String> text(JsonObject entity, String key) {
    if (!(entity.get("annotations") instanceof JsonArray pairs)) {
      return Optional.empty();
    }
    for (JsonElement each : pairs) {
      JsonObject pair = each.getAsJsonObject();
      if (pair.get("key").getAsString().equals(key) && pair.get("value").isJsonPrimitive()) {
        return Optional.of(pair.get("value").getAsString());
      }
    }
    return Optional.empty();
  }

  static boolean has(JsonObject entity, String key) {
    return text(entity, key).isPresent();
  }

  static JsonObject pair(String key, String value) {
    JsonObject pair = new JsonObject();
    pair.addProperty("key", key);
    pair.addProperty("value", value);
    return pair;
  }
}
