package dev.continuum.openwhisk;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.actuation.Answer;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.time.Duration;
import java.util.Optional;

/** Reads answers of calls: outcome, times, and which instance it was. */
final class Sighting {

  private Sighting() {}

  static Answer of(WhiskResponse response) {
    JsonObject activation = response.object();
    if (response.status() == 429) {
      return Answer.of(Answer.Outcome.THROTTLED, response.error());
    }
    if (response.status() == 202) {
      return Answer.of(Answer.Outcome.TIMEOUT, "It is still running: " + response.body());
    }
    if (response.status() == 401
        || response.status() == 403
        || response.status() == 404
        || response.status() == 413
        || response.status() == 400) {
      return Answer.of(Answer.Outcome.REJECTED, response.error());
    }
    // 502 with an activation is what the action did; without one it is a proxy that has lost the
    // server.
    if (!(activation.get("response") instanceof JsonObject outcome)) {
      return Answer.of(Answer.Outcome.UNAVAILABLE, response.error());
    }
    boolean success = outcome.has("success") && outcome.get("success").getAsBoolean();
    boolean internal = outcome.toString().contains("whisk internal error");
    JsonElement result = Optional.ofNullable(outcome.get("result")).orElse(new JsonObject());
    Optional<Duration> init = millis(activation, "initTime");
    return new Answer(
        success
            ? Answer.Outcome.SUCCESS
            : internal ? Answer.Outcome.UNAVAILABLE : Answer.Outcome.APPLICATION_ERROR,
        result.toString(),
        Optional.of(init.isPresent()),
        millis(activation, "waitTime"),
        init,
        run(activation, init),
        instance(result));
  }

  private static Optional<Duration> run(JsonObject activation, Optional<Duration> init) {
    return Optional.ofNullable(activation.get("duration"))
        .map(JsonElement::getAsLong)
        .map(Duration::ofMillis)
        .map(all -> all.minus(init.orElse(Duration.ZERO)));
  }

  private static Optional<String> instance(JsonElement result) {
    if (!(result instanceof JsonObject object)) {
      return Optional.empty();
    }
    JsonElement instance = object.get("instance");
    if (instance instanceof JsonObject described && described.has("id")) {
      return Optional.of(described.get("id").getAsString());
    }
    return instance != null && instance.isJsonPrimitive()
        ? Optional.of(instance.getAsString())
        : Optional.empty();
  }

  private static Optional<Duration> millis(JsonObject activation, String key) {
    return Annotations.text(activation, key)
        .map(text -> Duration.ofMillis((long) Double.parseDouble(text)));
  }
}
