package dev.continuum.openwhisk.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The runtimes this machine can run besides images. */
final class Kinds {

  private final SortedMap<String, String> kinds = new TreeMap<>();

  /** Java always, JavaScript where node is on the path. */
  static Kinds of(boolean hasNode) {
    Kinds kinds = new Kinds();
    kinds.kinds.put("java:8", "openwhisk/java8action:local");
    if (hasNode) {
      kinds.kinds.put("nodejs:20", "openwhisk/action-nodejs-v20:local");
    }
    return kinds;
  }

  private Kinds() {}

  SortedSet<String> names() {
    return new java.util.TreeSet<>(kinds.keySet());
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    kinds.forEach(
        (kind, image) -> {
          JsonObject one = new JsonObject();
          one.addProperty("kind", kind);
          one.addProperty("image", image);
          one.addProperty("default", true);
          one.addProperty("deprecated", false);
          one.addProperty("attached", true);
          one.addProperty("requireMain", kind.startsWith("java"));
          JsonArray family = new JsonArray();
          family.add(one);
          json.add(kind.substring(0, kind.indexOf(':')), family);
        });
    return json;
  }
}
