package dev.continuum.lambda.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;

/** Reads and writes members of JSON objects. */
final class Texts {

  private Texts() {}

  static String of(JsonObject json, String key, String otherwise) {
    JsonElement value = json.get(key);
    return value instanceof JsonPrimitive primitive ? primitive.getAsString() : otherwise;
  }

  static String required(JsonObject json, String key, String member) {
    String value = of(json, key, "");
    if (value.isEmpty()) {
      throw ApiException.constraint(member, "null", "Member must not be null");
    }
    return value;
  }

  static boolean is(JsonObject json, String key) {
    return of(json, key, "false").equals("true");
  }

  static JsonObject object(Map<String, String> texts) {
    JsonObject json = new JsonObject();
    texts.forEach(json::addProperty);
    return json;
  }
}
