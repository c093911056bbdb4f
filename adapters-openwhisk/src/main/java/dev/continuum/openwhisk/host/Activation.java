package dev.continuum.openwhisk.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A call that has ended.
 *
 * @param id its id
 * @param action what ran
 * @param accepted when it was accepted, milliseconds since 1970
 * @param start when init or run began
 * @param end when it ended
 * @param init how long the initialisation took; absent if the instance was warm
 * @param status how it ended
 * @param result a JSON object, or what came instead
 * @param timedOut whether it was ended for taking too long
 */
record Activation(
    String id,
    Action action,
    long accepted,
    long start,
    long end,
    OptionalLong init,
    Status status,
    JsonElement result,
    boolean timedOut) {

  /** The four ways an activation ends. */
  enum Status {
    SUCCESS("success", 200, 0),
    APPLICATION_ERROR("application error", 502, 1),
    DEVELOPER_ERROR("action developer error", 502, 2),
    INTERNAL_ERROR("whisk internal error", 500, 3);

    private final String text;
    private final int http;
    private final int code;

    Status(String text, int http, int code) {
      this.text = text;
      this.http = http;
      this.code = code;
    }

    int http() {
      return http;
    }
  }

  JsonObject json() {
    JsonObject json = summary();
    JsonObject response = new JsonObject();
    response.add("result", result);
    response.addProperty("size", result.toString().length());
    response.addProperty("status", status.text);
    response.addProperty("success", status == Status.SUCCESS);
    json.add("logs", new JsonArray());
    json.add("response", response);
    json.addProperty("subject", action.namespace());
    return json;
  }

  JsonObject summary() {
    Map<String, JsonElement> annotations = new LinkedHashMap<>();
    annotations.put("path", new JsonPrimitive(action.namespace() + "/" + action.path()));
    annotations.put("waitTime", new JsonPrimitive(Math.max(0, start - accepted)));
    annotations.put("kind", new JsonPrimitive(action.kind()));
    annotations.put("timeout", new JsonPrimitive(timedOut));
    annotations.put("limits", action.limits().json());
    init.ifPresent(millis -> annotations.put("initTime", new JsonPrimitive(millis)));
    JsonObject json = new JsonObject();
    json.addProperty("activationId", id);
    json.add("annotations", Action.pairs(annotations));
    json.addProperty("duration", end - start);
    json.addProperty("end", end);
    json.addProperty("name", action.name());
    json.addProperty("namespace", action.namespace());
    json.addProperty("publish", false);
    json.addProperty("start", start);
    json.addProperty("statusCode", status.code);
    json.addProperty("version", action.version());
    return json;
  }
}
