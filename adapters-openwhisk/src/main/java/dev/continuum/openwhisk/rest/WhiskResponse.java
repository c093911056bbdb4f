package dev.continuum.openwhisk.rest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Optional;

/**
 * An answer of the API, whatever its status.
 *
 * @param status of HTTP
 * @param body text, which need not be JSON
 * @param activation the header with the activation id
 */
public record WhiskResponse(int status, String body, Optional<String> activation) {

  /** Whether the request was done. */
  public boolean isOk() {
    return status >= 200 && status < 300;
  }

  /** The body if it is JSON, else null of JSON. */
  public JsonElement json() {
    try {
      return JsonParser.parseString(body);
    } catch (JsonParseException e) {
      return JsonNull.INSTANCE;
    }
  }

  /** The body as an object; empty if it is none. */
  public JsonObject object() {
    return json() instanceof JsonObject object ? object : new JsonObject();
  }

  /** The body as an array; empty if it is none. */
  public JsonArray array() {
    return json() instanceof JsonArray array ? array : new JsonArray();
  }

  /** What went wrong, in the server's words; the body itself if it has none. */
  public String error() {
    JsonObject object = object();
    if (object.has("error") && object.get("error").isJsonPrimitive()) {
      return object.get("error").getAsString();
    }
    return body.length() > 300 ? body.substring(0, 300) : body;
  }

  /** Whether it is a throttle that counts calls at once, not per minute. */
  public boolean isConcurrencyThrottle() {
    return status == 429 && body.contains("concurrent");
  }

  /** Whether another writer was faster: read again and retry. */
  public boolean isConcurrentModification() {
    return status == 409 && body.contains("Concurrent modification");
  }
}
