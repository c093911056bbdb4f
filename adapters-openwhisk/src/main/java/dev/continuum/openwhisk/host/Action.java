package dev.continuum.openwhisk.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stored action; every change makes a new one with the next version.
 *
 * @param namespace whose
 * @param path name, with its package before it if it has one
 * @param patch last part of the version 0.0.N
 * @param exec kind, code, main, image
 * @param limits timeout, memory, logs, concurrency
 * @param annotations by key
 * @param parameters by key
 * @param updated milliseconds since 1970
 */
record Action(
    String namespace,
    String path,
    int patch,
    JsonObject exec,
    ActionLimits limits,
    Map<String, JsonElement> annotations,
    Map<String, JsonElement> parameters,
    long updated) {

  Action {
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  String kind() {
    return exec.get("kind").getAsString();
  }

  String version() {
    return "0.0." + patch;
  }

  String name() {
    return path.substring(path.indexOf('/') + 1);
  }

  String packagePath() {
    int slash = path.indexOf('/');
    return slash < 0 ? namespace : namespace + "/" + path.substring(0, slash);
  }

  /** What an instance is of: the same identity may serve again, also after deletion and return. */
  Identity identity() {
    return new Identity(
        namespace, path, patch, exec, limits, parameters.toString(), annotations.toString());
  }

  record Identity(
      String namespace,
      String path,
      int patch,
      JsonObject exec,
      ActionLimits limits,
      String parameters,
      String annotations) {}

  /** As the API shows it; in lists without exec. */
  JsonObject json(boolean withExec, boolean withCode) {
    JsonObject json = new JsonObject();
    json.add("annotations", pairs(annotations));
    JsonObject shown = withCode ? exec : exec.deepCopy();
    if (!withCode) {
      shown.remove("code");
    }
    if (withExec) {
      json.add("exec", shown);
    } else {
      JsonObject binary = new JsonObject();
      binary.addProperty("binary", exec.has("binary") && exec.get("binary").getAsBoolean());
      json.add("exec", binary);
    }
    json.add("limits", limits.json());
    json.addProperty("name", name());
    json.addProperty("namespace", packagePath());
    if (withExec) {
      json.add("parameters", pairs(parameters));
    }
    json.addProperty("publish", false);
    json.addProperty("updated", updated);
    json.addProperty("version", version());
    return json;
  }

  static JsonArray pairs(Map<String, JsonElement> map) {
    JsonArray array = new JsonArray();
    map.forEach(
        (key, value) -> {
          JsonObject pair = new JsonObject();
          pair.addProperty("key", key);
          pair.add("value", value);
          array.add(pair);
        });
    return array;
  }
}
