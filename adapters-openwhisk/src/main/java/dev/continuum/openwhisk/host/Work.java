package dev.continuum.openwhisk.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A call on its way.
 *
 * @param id its activation id
 * @param action what it calls
 * @param parameters what with
 * @param accepted when it was accepted, milliseconds since 1970
 * @param answer what came of it
 */
record Work(
    String id,
    Action action,
    JsonObject parameters,
    long accepted,
    CompletableFuture<Activation> answer) {

  void end(
      long start,
      long end,
      OptionalLong init,
      Activation.Status status,
      JsonElement result,
      boolean timedOut) {
    answer.complete(
        new Activation(id, action, accepted, start, end, init, status, result, timedOut));
  }
}
