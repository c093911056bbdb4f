package dev.continuum.lambda.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A request to the API.
 *
 * @param method of HTTP
 * @param uri as it was sent
 * @param headers by lower-case name
 * @param body bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record ApiRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

  /** Words of the path, decoded. */
  List<String> path() {
    return Stream.of(uri.getRawPath().split("/", -1))
        .filter(part -> !part.isEmpty())
        .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }

  /** Parameters of the address, decoded. */
  SortedMap<String, String> query() {
    SortedMap<String, String> query = new TreeMap<>();
    String raw = Optional.ofNullable(uri.getRawQuery()).orElse("");
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.put(decode(key), decode(value));
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query().get(name)).filter(value -> !value.isEmpty());
  }

  int number(String name, int otherwise, int most) {
    Optional<String> text = parameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.get().matches("\\d{1,6}")) {
      throw ApiException.constraint(name, text.get(), "Member must be a number");
    }
    return Math.min(most, Integer.parseInt(text.get()));
  }

  JsonObject json() {
    if (body.length == 0) {
      return new JsonObject();
    }
    try {
      JsonElement json = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
      if (json.isJsonObject()) {
        return json.getAsJsonObject();
      }
    } catch (JsonParseException e) {
      // below
    }
    throw ApiException.of(
        400, "InvalidRequestContentException", "Could not parse request body into json.");
  }
}
