package dev.continuum.openwhisk.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.util.Optional;

/**
 * A blocking call's answer with the whole activation.
 *
 * @param response as it came
 */
record Call(WhiskResponse response) {

  int status() {
    return response.status();
  }

  JsonObject activation() {
    return response.object();
  }

  JsonObject result() {
    JsonObject activation = activation();
    return activation.has("response")
            && activation.getAsJsonObject("response").get("result") instanceof JsonObject result
        ? result
        : new JsonObject();
  }

  String outcome() {
    JsonObject activation = activation();
    return activation.has("response")
        ? activation.getAsJsonObject("response").get("status").getAsString()
        : "";
  }

  String instance() {
    return result().has("instance") ? result().get("instance").getAsString() : "";
  }

  Optional<JsonElement> annotation(String key) {
    return annotation(activation(), key);
  }

  static Optional<JsonElement> annotation(JsonObject entity, String key) {
    if (!entity.has("annotations")) {
      return Optional.empty();
    }
    for (JsonElement each : entity.getAsJsonArray("annotations")) {
      if (each.getAsJsonObject().get("key").getAsString().equals(key)) {
        return Optional.ofNullable(each.getAsJsonObject().get("value"));
      }
    }
    return Optional.empty();
  }

  boolean cold() {
    return annotation("initTime").isPresent();
  }
}
