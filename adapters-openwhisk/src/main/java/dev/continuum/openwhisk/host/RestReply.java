package dev.continuum.openwhisk.host;

import com.google.gson.JsonElement;
import java.util.Optional;

/**
 * An answer of the API.
 *
 * @param status of HTTP
 * @param type media type
 * @param body text
 * @param activation activation id for its header
 */
record RestReply(int status, String type, String body, Optional<String> activation) {

  static RestReply of(int status, JsonElement json) {
    return new RestReply(status, "application/json", json.toString(), Optional.empty());
  }

  static RestReply text(int status, String text) {
    return new RestReply(status, "text/plain; charset=UTF-8", text, Optional.empty());
  }

  RestReply withActivation(String id) {
    return new RestReply(status, type, body, Optional.of(id));
  }
}
