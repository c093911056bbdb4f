package dev.continuum.functions;

import com.google.gson.JsonObject;

/** A function from JSON object to JSON object. */
@FunctionalInterface
public interface JsonFunction {

  /**
   * Serves a request.
   *
   * @throws BadRequestException if the request is at fault
   */
  JsonObject call(JsonObject request);
}
