package dev.continuum.lambda.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer of the API.
 *
 * @param status of HTTP
 * @param headers besides the usual ones
 * @param body bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record ApiReply(int status, Map<String, String> headers, byte[] body) {

  static ApiReply of(int status, JsonElement json) {
    return new ApiReply(status, Map.of(), json.toString().getBytes(StandardCharsets.UTF_8));
  }

  static ApiReply empty(int status) {
    return new ApiReply(status, Map.of(), new byte[0]);
  }

  static ApiReply error(ApiException error) {
    JsonObject json = new JsonObject();
    if (!error.reason().isEmpty()) {
      json.addProperty("Reason", error.reason());
    }
    json.addProperty("Type", error.status() >= 500 ? "Server" : "User");
    json.addProperty("message", error.text());
    return new ApiReply(
        error.status(),
        Map.of("x-amzn-ErrorType", error.type()),
        json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
