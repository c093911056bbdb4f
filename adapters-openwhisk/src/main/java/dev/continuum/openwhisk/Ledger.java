package dev.continuum.openwhisk;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the API cannot tell: which action serves a function on a node, and how many instances of
 * which version were warmed when. On the disk before a change returns; several processes may read.
 * If it is lost, instances are warmed once more. Thread-safe.
 */
final class Ledger {

  private final StateDirectory state;
  private final String file;

  /**
   * Instances of an action that were warmed.
   *
   * @param version version of the action
   * @param count how many are to be kept
   * @param at since when they are left alone: when the first of them had answered last
   */
  record Warmed(String version, int count, Instant at) {}

  Ledger(StateDirectory state, String domain) {
    this.state = state;
    this.file = "openwhisk-" + domain + ".json";
  }

  private record Content(SortedMap<String, String> routes, SortedMap<String, Warmed> warmed) {}

  synchronized Optional<String> route(FunctionId function, NodeId node) {
    return Optional.ofNullable(read().routes().get(key(function, node)));
  }

  synchronized boolean isServing(String action) {
    return read().routes().containsValue(action);
  }

  synchronized void route(FunctionId function, NodeId node, String action) {
    Content content = read();
    content.routes().put(key(function, node), action);
    write(content);
  }

  synchronized void unroute(FunctionId function, NodeId node) {
    Content content = read();
    content.routes().remove(key(function, node));
    write(content);
  }

  synchronized SortedMap<String, Warmed> warmed() {
    return read().warmed();
  }

  synchronized void warmed(String action, Warmed warmed) {
    Content content = read();
    content.warmed().put(action, warmed);
    write(content);
  }

  synchronized void forget(String action) {
    Content content = read();
    content.warmed().remove(action);
    write(content);
  }

  private static String key(FunctionId function, NodeId node) {
    return function.value() + "@" + node.value();
  }

  private Content read() {
    SortedMap<String, String> routes = new TreeMap<>();
    SortedMap<String, Warmed> warmed = new TreeMap<>();
    state
        .read(file)
        .map(text -> JsonParser.parseString(text).getAsJsonObject())
        .ifPresent(
            json -> {
              json.getAsJsonObject("routes")
                  .entrySet()
                  .forEach(each -> routes.put(each.getKey(), each.getValue().getAsString()));
              json.getAsJsonObject("warmed")
                  .entrySet()
                  .forEach(each -> warmed.put(each.getKey(), warmed(each.getValue())));
            });
    return new Content(routes, warmed);
  }

  private static Warmed warmed(JsonElement json) {
    JsonObject object = json.getAsJsonObject();
    return new Warmed(
        object.get("version").getAsString(),
        object.get("count").getAsInt(),
        Instant.parse(object.get("at").getAsString()));
  }

  private void write(Content content) {
    JsonObject routes = new JsonObject();
    content.routes().forEach(routes::addProperty);
    JsonObject warmed = new JsonObject();
    content
        .warmed()
        .forEach(
            (action, each) -> {
              JsonObject one = new JsonObject();
              one.addProperty("version", each.version());
              one.addProperty("count", each.count());
              one.addProperty("at", each.at().toString());
              warmed.add(action, one);
            });
    JsonObject json = new JsonObject();
    json.add("routes", routes);
    json.add("warmed", warmed);
    state.write(file, json.toString());
  }
}
