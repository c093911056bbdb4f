package dev.continuum.openwhisk;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.ActuationException.Fault;
import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.openwhisk.rest.WhiskClient;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Writes and deletes our actions; never writes what is there already, never what is another's. */
final class ActionWriter {

  private static final int ATTEMPTS = 5;

  private final WhiskClient client;
  private final ArtifactStore artifacts;
  private final int logsMb;

  /**
   * What a PUT came to.
   *
   * @param written whether there was a change to write
   * @param version of the action now
   */
  record Written(boolean written, String version) {}

  ActionWriter(WhiskClient client, ArtifactStore artifacts, int logsMb) {
    this.client = client;
    this.artifacts = artifacts;
    this.logsMb = logsMb;
  }

  /**
   * Makes the action like the deployment.
   *
   * @param known the version we left it at; with another one somebody has changed it
   */
  Written put(String name, String owner, Deployment deployment, Optional<String> known) {
    for (int attempt = 1; ; attempt++) {
      Optional<JsonObject> there = client.action(name);
      there.ifPresent(action -> requireOurs(name, owner, action));
      if (there.filter(action -> isAs(deployment, action, known)).isPresent()) {
        return new Written(false, version(there.get()));
      }
      WhiskResponse response = client.put(name, body(owner, deployment), there.isPresent());
      boolean again =
          response.isConcurrentModification() || (response.status() == 409 && there.isEmpty());
      if (!again || attempt == ATTEMPTS) {
        client.expect(response, "writing action " + name);
        return new Written(true, version(response.object()));
      }
    }
  }

  String delete(String name, String owner) {
    Optional<JsonObject> there = client.action(name);
    if (there.isEmpty()) {
      return "already gone";
    }
    requireOurs(name, owner, there.get());
    return client.delete(name) ? "deleted" : "already gone";
  }

  private static void requireOurs(String name, String owner, JsonObject action) {
    String actual = Annotations.text(action, Annotations.OWNER).orElse("nobody we know");
    if (!actual.equals(owner)) {
      throw new ActuationException(
          Fault.CONFLICT,
          "The action " + name + " belongs to " + actual + ", not to " + owner + ".",
          "Maybe rename it, or apply with another owner.");
    }
  }

  private static String version(JsonObject action) {
    return action.get("version").getAsString();
  }

  private static boolean isAs(Deployment deployment, JsonObject action, Optional<String> known) {
    return known.filter(each -> !each.equals(version(action))).isEmpty()
        && Annotations.text(action, Annotations.SPEC)
            .filter(deployment.specHash()::equals)
            .isPresent()
        && WhiskPlatform.memory(action).equals(deployment.memory());
  }

  private JsonObject body(String owner, Deployment deployment) {
    JsonObject limits = new JsonObject();
    limits.addProperty("memory", Math.round(deployment.memory().mebibytes()));
    limits.addProperty("timeout", deployment.timeout().toMillis());
    limits.addProperty("logs", logsMb);
    JsonArray annotations = new JsonArray();
    annotations.add(Annotations.pair(Annotations.OWNER, owner));
    annotations.add(Annotations.pair(Annotations.FUNCTION, deployment.function().value()));
    annotations.add(Annotations.pair(Annotations.NODE, deployment.node().value()));
    annotations.add(Annotations.pair(Annotations.SPEC, deployment.specHash()));
    JsonArray parameters = new JsonArray();
    deployment.parameters().forEach((key, value) -> parameters.add(Annotations.pair(key, value)));
    JsonObject body = new JsonObject();
    body.add("exec", exec(deployment.code()));
    body.add("limits", limits);
    body.add("annotations", annotations);
    body.add("parameters", parameters);
    return body;
  }

  private JsonObject exec(Code code) {
    JsonObject exec = new JsonObject();
    if (code.form() == Code.Form.IMAGE) {
      exec.addProperty("kind", "blackbox");
      exec.addProperty("image", code.location());
    } else {
      byte[] bytes = artifacts.fetch(code);
      exec.addProperty("kind", code.runtime());
      exec.addProperty(
          "code",
          code.form() == Code.Form.SOURCE
              ? new String(bytes, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(bytes));
    }
    if (!code.entry().isEmpty()) {
      exec.addProperty("main", code.entry());
    }
    return exec;
  }
}
