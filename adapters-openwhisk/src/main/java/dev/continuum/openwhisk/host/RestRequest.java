package dev.continuum.openwhisk.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the API.
 *
 * @param method of HTTP
 * @param namespace the caller's
 * @param query parameters of the address
 * @param body text
 */
record RestRequest(String method, String namespace, Map<String, String> query, String body) {

  static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  boolean is(String key, String value) {
    return value.equals(query.get(key));
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(query.get(key));
  }

  int number(String key, int otherwise) {
    return Math.toIntExact(number(key, (long) otherwise));
  }

  long number(String key, long otherwise) {
    try {
      return text(key).map(Long::parseLong).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new RestException(
          400, "The query parameter '" + key + "' was malformed: '" + query.get(key) + "'");
    }
  }

  int size() {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  JsonObject object() {
    if (body.isBlank()) {
      return new JsonObject();
    }
    try {
      JsonElement json = JsonParser.parseString(body);
      if (json.isJsonObject()) {
        return json.getAsJsonObject();
      }
    } catch (JsonParseException e) {
      throw Entities.malformed(String.valueOf(e.getMessage()));
    }
    throw Entities.malformed("Object expected");
  }

  static RestException notAllowed(String supported) {
    return new RestException(405, "HTTP method not allowed, supported methods: " + supported);
  }
}
