package dev.continuum.openwhisk.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Actions and packages. An update reads, merges and writes only if nobody wrote in between, as the
 * document store of OpenWhisk does. Thread-safe.
 */
final class Entities {

  private final ConcurrentMap<String, Action> actions = new ConcurrentHashMap<>();
  private final SortedSet<String> packages = new ConcurrentSkipListSet<>();
  private final HostOptions.Limits limits;
  private final Kinds kinds;
  private final InstantSource clock;

  Entities(HostOptions.Limits limits, Kinds kinds, InstantSource clock) {
    this.limits = limits;
    this.kinds = kinds;
    this.clock = clock;
  }

  Action get(String namespace, String path) {
    return Optional.ofNullable(actions.get(key(namespace, path)))
        .orElseThrow(RestException::notFound);
  }

  /** Newest first, as the API lists. */
  List<Action> list(String namespace) {
    List<Action> found = new ArrayList<>(actions.values());
    found.removeIf(action -> !action.namespace().equals(namespace));
    found.sort(Comparator.comparingLong(Action::updated).reversed().thenComparing(Action::path));
    return found;
  }

  Action put(String namespace, String path, JsonObject body, boolean overwrite) {
    int slash = path.indexOf('/');
    if (slash >= 0 && !packages.contains(key(namespace, path.substring(0, slash)))) {
      throw RestException.notFound();
    }
    String key = key(namespace, path);
    Action old = actions.get(key);
    if (old != null && !overwrite) {
      throw new RestException(409, "resource already exists");
    }
    Action fresh = merge(namespace, path, Optional.ofNullable(old), body);
    boolean written =
        old == null ? actions.putIfAbsent(key, fresh) == null : actions.replace(key, old, fresh);
    if (!written) {
      throw new RestException(409, "Concurrent modification to resource detected.");
    }
    return fresh;
  }

  Action delete(String namespace, String path) {
    Action old = actions.remove(key(namespace, path));
    if (old == null) {
      throw RestException.notFound();
    }
    return old;
  }

  private Action merge(String namespace, String path, Optional<Action> old, JsonObject body) {
    Optional<JsonElement> given = Optional.ofNullable(body.get("exec"));
    if (given.isEmpty() && old.isEmpty()) {
      throw new RestException(400, "exec undefined");
    }
    JsonObject exec = given.map(this::exec).orElseGet(() -> old.orElseThrow().exec());
    ActionLimits base = old.map(Action::limits).orElse(ActionLimits.STANDARD);
    ActionLimits merged =
        Optional.ofNullable(body.get("limits")).map(each -> base.merge(each, limits)).orElse(base);
    Map<String, JsonElement> annotations =
        new LinkedHashMap<>(old.map(Action::annotations).orElse(Map.of()));
    if (old.isEmpty()) {
      annotations.put("provide-api-key", new JsonPrimitive(false));
    }
    if (body.has("delAnnotations")) {
      body.getAsJsonArray("delAnnotations").forEach(each -> annotations.remove(each.getAsString()));
    }
    annotations.putAll(pairs(body, "annotations"));
    annotations.put("exec", new JsonPrimitive(exec.get("kind").getAsString()));
    Map<String, JsonElement> parameters =
        body.has("parameters")
            ? pairs(body, "parameters")
            : old.map(Action::parameters).orElse(Map.of());
    return new Action(
        namespace,
        path,
        old.map(Action::patch).orElse(0) + 1,
        exec,
        merged,
        annotations,
        parameters,
        clock.millis());
  }

  private JsonObject exec(JsonElement given) {
    if (!given.isJsonObject() || !given.getAsJsonObject().has("kind")) {
      throw malformed("'kind' must be a string defined in 'exec'");
    }
    JsonObject exec = given.getAsJsonObject().deepCopy();
    String kind = exec.get("kind").getAsString();
    if (kind.equals("blackbox")) {
      if (!exec.has("image")) {
        throw malformed("'image' must be a string defined in 'exec' for 'blackbox' actions");
      }
      exec.addProperty("binary", false);
      return exec;
    }
    if (!kinds.names().contains(kind)) {
      throw malformed(
          "kind '" + kind + "' not in Set(" + String.join(", ", kinds.names()) + ", blackbox)");
    }
    if (!exec.has("code")) {
      throw malformed("'code' must be a string or attachment object defined in 'exec'");
    }
    if (exec.get("code").getAsString().length() > HostOptions.Limits.MOST_CODE_BYTES) {
      throw new RestException(
          413,
          "action code exceeds allowed size of " + HostOptions.Limits.MOST_CODE_BYTES + " bytes");
    }
    if (kind.startsWith("java") && !exec.has("main")) {
      throw malformed("'main' must be a string defined in 'exec' for '" + kind + "' actions");
    }
    exec.addProperty("binary", isBase64(exec.get("code").getAsString()));
    return exec;
  }

  private static boolean isBase64(String code) {
    try {
      return Base64.getDecoder().decode(code.getBytes(StandardCharsets.UTF_8)).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static Map<String, JsonElement> pairs(JsonObject body, String key) {
    Map<String, JsonElement> map = new LinkedHashMap<>();
    if (body.has(key)) {
      if (!body.get(key).isJsonArray()) {
        throw malformed(key + " must be an array of key-value pairs");
      }
      for (JsonElement each : body.getAsJsonArray(key)) {
        if (!each.isJsonObject() || !each.getAsJsonObject().has("key")) {
          throw malformed(key + " must be an array of key-value pairs");
        }
        map.put(
            each.getAsJsonObject().get("key").getAsString(), each.getAsJsonObject().get("value"));
      }
    }
    return map;
  }

  static RestException malformed(String why) {
    return new RestException(400, "The request content was malformed:\n" + why);
  }

  void putPackage(String namespace, String name, boolean overwrite) {
    if (!packages.add(key(namespace, name)) && !overwrite) {
      throw new RestException(409, "resource already exists");
    }
  }

  List<Action> inPackage(String namespace, String name) {
    if (!packages.contains(key(namespace, name))) {
      throw RestException.notFound();
    }
    return list(namespace).stream().filter(action -> action.path().startsWith(name + "/")).toList();
  }

  void deletePackage(String namespace, String name) {
    int left = inPackage(namespace, name).size();
    if (left > 0) {
      throw new RestException(
          409, "Package not empty (contains " + left + (left == 1 ? " entity" : " entities") + ")");
    }
    packages.remove(key(namespace, name));
  }

  List<String> packages(String namespace) {
    return packages.stream()
        .filter(key -> key.startsWith(namespace + "/"))
        .map(key -> key.substring(namespace.length() + 1))
        .toList();
  }

  private static String key(String namespace, String path) {
    return namespace + "/" + path;
  }
}
