package dev.continuum.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.continuum.simulator.EstimateComparison;
import dev.continuum.simulator.SimulationResult;
import dev.continuum.simulator.statistics.Interval;
import java.util.List;

/** A simulated run as JSON. */
final class SimulationJson {

  private SimulationJson() {}

  static JsonObject of(SimulationResult result, List<EstimateComparison> compared) {
    JsonObject json = new JsonObject();
    json.addProperty("seed", result.run().seed());
    json.add("virtualSeconds", Json.number(result.virtualSeconds()));
    json.addProperty("events", result.events());
    json.addProperty("requests", result.requests());
    json.add("apps", Json.array(result.apps(), SimulationJson::app));
    json.add("comparison", Json.array(compared, SimulationJson::comparison));
    json.add("groups", Json.array(result.groups(), SimulationJson::group));
    json.add("functions", Json.array(result.functions(), SimulationJson::function));
    json.add("nodes", Json.array(result.nodes(), SimulationJson::node));
    return json;
  }

  private static JsonElement app(SimulationResult.AppResult app) {
    JsonObject json = new JsonObject();
    json.addProperty("app", app.app().value());
    json.add(
        "tier",
        app.tier().isPresent() ? new JsonPrimitive(app.tier().get().name()) : JsonNull.INSTANCE);
    json.addProperty("completed", app.completed());
    json.add("meanMs", interval(app.latency().mean()));
    json.add("p50Ms", Json.number(app.latency().p50()));
    json.add("p95Ms", interval(app.latency().p95()));
    json.add("p99Ms", Json.number(app.latency().p99()));
    json.add("coldShare", Json.number(app.coldShare()));
    json.add("onTimeShare", Json.number(app.onTimeShare()));
    json.addProperty("failed", app.failed());
    json.addProperty("refused", app.refusedCalls());
    json.addProperty("lost", app.lostCalls());
    json.addProperty("unserved", app.unserved());
    return json;
  }

  private static JsonElement interval(Interval interval) {
    JsonObject json = new JsonObject();
    json.add("value", Json.number(interval.value()));
    json.add("halfWidth", Json.number(interval.halfWidth()));
    return json;
  }

  static JsonObject comparison(EstimateComparison each) {
    JsonObject json = new JsonObject();
    json.addProperty("app", each.app().value());
    json.add("boundMs", Json.number(each.boundMillis()));
    json.add("estimateMs", Json.number(each.estimateMillis()));
    json.add("simulatedMs", Json.number(each.simulatedMillis()));
    return json;
  }

  private static JsonElement group(SimulationResult.GroupResult group) {
    JsonObject json = new JsonObject();
    json.addProperty("group", group.group().value());
    json.addProperty("devices", group.devices());
    json.addProperty("requests", group.requests());
    json.add("joulesPerRequest", Json.number(group.joulesPerRequest()));
    json.add("watts", Json.number(group.watts()));
    json.add("batteryPercentPerHour", Json.number(group.batteryPercentPerHour()));
    json.addProperty("dead", group.dead());
    return json;
  }

  private static JsonElement function(SimulationResult.FunctionResult function) {
    JsonObject json = new JsonObject();
    json.addProperty("function", function.pair().function().value());
    json.addProperty("node", function.pair().node().value());
    json.addProperty("calls", function.calls());
    json.addProperty("cold", function.cold());
    json.addProperty("refused", function.refused());
    json.add("busySeconds", Json.number(function.busySeconds()));
    json.add("idleSeconds", Json.number(function.idleSeconds()));
    json.add("startingSeconds", Json.number(function.startingSeconds()));
    json.add("waitedShare", interval(function.waiting().waited()));
    json.add("meanWaitMs", interval(function.waiting().meanMillis()));
    return json;
  }

  private static JsonElement node(SimulationResult.NodeResult node) {
    JsonObject json = new JsonObject();
    json.addProperty("node", node.node().value());
    json.addProperty("calls", node.calls());
    json.add("busyCores", Json.number(node.busyCores()));
    json.add("utilisation", Json.number(node.utilisation()));
    json.add("memoryGib", Json.number(node.memoryGib()));
    json.add("moneyPerHour", Json.number(node.moneyPerHour()));
    json.add("downShare", Json.number(node.downShare()));
    return json;
  }
}
