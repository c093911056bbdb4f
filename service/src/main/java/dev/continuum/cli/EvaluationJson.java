package dev.continuum.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.AppEvaluation;
import dev.continuum.model.evaluation.CostTerm;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.FunctionEvaluation;
import dev.continuum.model.evaluation.GroupEvaluation;
import dev.continuum.model.evaluation.LinkEvaluation;
import dev.continuum.model.evaluation.MoneyEvaluation;
import dev.continuum.model.evaluation.NodeEvaluation;
import dev.continuum.model.evaluation.ReconfigurationEvaluation;
import dev.continuum.model.evaluation.RouteEvaluation;
import dev.continuum.model.evaluation.RuleCheck;
import dev.continuum.model.evaluation.Use;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.WarmInstances;
import java.util.Map;

/** A whole evaluation as JSON, keys as docs/cli.md lists them. */
final class EvaluationJson {

  private EvaluationJson() {}

  static JsonObject of(PlacementProblem problem, Evaluation evaluation) {
    JsonObject json = new JsonObject();
    json.addProperty("feasible", evaluation.score().feasible());
    json.addProperty("brokenPpm", evaluation.score().brokenPpm());
    json.add(
        "unserved",
        Json.number(evaluation.apps().stream().mapToDouble(AppEvaluation::unserved).sum()));
    json.add(
        "late", Json.number(evaluation.apps().stream().mapToDouble(AppEvaluation::late).sum()));
    json.add("unservedWeight", Json.units(evaluation.score().unservedMicros()));
    json.add("lateWeight", Json.units(evaluation.score().lateMicros()));
    json.add("cost", Json.units(evaluation.score().costMicros()));
    json.add("constant", Json.units(evaluation.constantMicros()));
    problem
        .instanceUnit()
        .ifPresent(
            unit ->
                json.addProperty(
                    "objective", ResultJson.objective(evaluation.score().costMicros(), unit)));
    json.add("costTerms", terms(evaluation));
    json.add("broken", Json.array(evaluation.broken(), EvaluationJson::rule));
    json.add("apps", Json.array(evaluation.apps(), EvaluationJson::app));
    json.add("groups", Json.array(evaluation.groups(), EvaluationJson::group));
    json.add("functions", Json.array(evaluation.functions(), EvaluationJson::function));
    json.add("nodes", Json.array(evaluation.nodes(), EvaluationJson::node));
    json.add("links", Json.array(evaluation.links(), EvaluationJson::link));
    json.add("routes", Json.array(evaluation.routes(), EvaluationJson::route));
    json.add("money", money(evaluation.money()));
    json.add("nodeWatts", Json.number(evaluation.energy().nodeWatts()));
    json.add("deviceWatts", Json.number(evaluation.energy().deviceWatts()));
    json.add("changes", changes(evaluation.reconfiguration()));
    json.add("rules", Json.array(evaluation.rules(), EvaluationJson::rule));
    return json;
  }

  static JsonObject rule(RuleCheck check) {
    JsonObject json = new JsonObject();
    json.addProperty("rule", check.kind().name());
    json.addProperty("subject", check.subject().toString());
    json.add("use", Json.number(check.use()));
    json.add("limit", Json.number(check.limit()));
    json.addProperty("unit", check.unit().name());
    json.addProperty("excessPpm", check.excessPpm());
    return json;
  }

  private static JsonObject terms(Evaluation evaluation) {
    JsonObject json = new JsonObject();
    for (CostTerm term : CostTerm.values()) {
      json.add(term.name(), Json.units(evaluation.cost().of(term)));
    }
    json.add("ROUNDING", Json.units(evaluation.cost().roundingMicros()));
    return json;
  }

  private static JsonElement app(AppEvaluation app) {
    JsonObject json = new JsonObject();
    json.addProperty("app", app.app().value());
    json.add("served", Json.number(app.served()));
    json.add("unserved", Json.number(app.unserved()));
    json.add("late", Json.number(app.late()));
    json.add("deadlineMs", Json.millis(app.deadlineMicros()));
    json.add("worstMs", Json.millis(app.worstMicros()));
    json.add("meanMs", Json.millis(app.meanMicros()));
    json.add("worstEstimateMs", Json.millis(app.worstEstimateMicros()));
    json.add("meanEstimateMs", Json.millis(app.meanEstimateMicros()));
    return json;
  }

  private static JsonElement group(GroupEvaluation group) {
    JsonObject json = new JsonObject();
    json.addProperty("group", group.group().value());
    json.add("served", Json.number(group.served()));
    json.add("unserved", Json.number(group.unserved()));
    json.add("late", Json.number(group.late()));
    json.add("worstWatts", Json.number(group.worstWatts()));
    group
        .battery()
        .ifPresent(
            battery -> {
              json.add("batteryWatts", Json.number(battery.watts()));
              json.add("lifetimeSeconds", Json.number(battery.lifetimeSeconds()));
              json.add("requiredSeconds", Json.number(battery.requiredSeconds()));
            });
    return json;
  }

  private static JsonElement function(FunctionEvaluation function) {
    JsonObject json = new JsonObject();
    json.addProperty("function", function.function().value());
    json.addProperty("node", function.node().value());
    json.addProperty("acquired", function.acquired());
    json.add("ratePerSecond", Json.number(function.ratePerSecond()));
    json.add("offeredErlang", Json.number(function.offeredErlang()));
    json.addProperty("requiredInstances", function.requiredInstances());
    json.addProperty("warmInstances", function.warmInstances());
    json.add("busyShare", Json.number(function.busyShare()));
    json.add("overflowProbability", Json.number(function.overflowProbability()));
    return json;
  }

  private static JsonElement node(NodeEvaluation node) {
    JsonObject json = new JsonObject();
    json.addProperty("node", node.node().value());
    json.addProperty("active", node.active());
    json.add("millicores", use(node.millicores()));
    json.add("memoryBytes", use(node.memoryBytes()));
    json.add("storageBytes", use(node.storageBytes()));
    json.add("instances", use(node.instances()));
    json.add("ratePerSecond", use(node.ratePerSecond()));
    json.add("accelerators", uses(node.accelerators()));
    json.add("acceleratorBytes", uses(node.acceleratorBytes()));
    json.add("watts", Json.number(node.watts()));
    return json;
  }

  private static JsonElement link(LinkEvaluation link) {
    JsonObject json = new JsonObject();
    json.addProperty("from", link.from().value());
    json.addProperty("to", link.to().value());
    json.add("bitsPerSecond", use(link.bitsPerSecond()));
    return json;
  }

  private static JsonElement route(RouteEvaluation route) {
    JsonObject json = new JsonObject();
    json.addProperty("group", route.group().value());
    json.add("devices", Json.number(route.devices()));
    json.add("calls", Json.array(route.calls(), EvaluationJson::call));
    json.add("costPerDevice", Json.units(route.coefficientMicros()));
    json.add("transferMs", Json.millis(route.transferMicros()));
    json.add("waitMs", Json.millis(route.waitMicros()));
    json.add("serviceMs", Json.millis(route.serviceMicros()));
    json.add("percentileMs", Json.millis(route.percentileMicros()));
    json.add("estimateMs", Json.millis(route.estimateMicros()));
    json.add("deadlineMs", Json.millis(route.deadlineMicros()));
    json.addProperty("late", route.late());
    JsonObject path = new JsonObject();
    path.add("calls", Json.strings(route.criticalPath().calls()));
    path.add("transferMs", Json.millis(route.criticalPath().transferMicros()));
    path.add("waitMs", Json.millis(route.criticalPath().waitMicros()));
    path.add("serviceMs", Json.millis(route.criticalPath().serviceMicros()));
    json.add("criticalPath", path);
    json.add("deviceWatts", Json.number(route.deviceWatts()));
    json.add("lifetimeSeconds", Json.number(route.lifetimeSeconds()));
    return json;
  }

  private static JsonElement call(CallPlacement call) {
    JsonObject json = new JsonObject();
    json.addProperty("call", call.call().value());
    json.addProperty("function", call.function().value());
    switch (call.place()) {
      case Place.Local() -> json.addProperty("local", true);
      case Place.OnNode(var node) -> json.addProperty("node", node.value());
    }
    return json;
  }

  private static JsonElement money(MoneyEvaluation money) {
    JsonObject json = new JsonObject();
    json.add("requests", Json.number(money.requests()));
    json.add("run", Json.number(money.run()));
    json.add("kept", Json.number(money.kept()));
    json.add("sent", Json.number(money.sent()));
    json.add("active", Json.number(money.active()));
    json.add("total", Json.number(money.total()));
    return json;
  }

  static JsonElement changes(ReconfigurationEvaluation changes) {
    JsonObject json = new JsonObject();
    json.add("acquired", Json.array(changes.acquired(), EvaluationJson::pair));
    json.add("released", Json.array(changes.released(), EvaluationJson::pair));
    json.add("started", Json.array(changes.started(), EvaluationJson::warm));
    json.add("stopped", Json.array(changes.stopped(), EvaluationJson::warm));
    json.add("movedDevices", Json.number(changes.movedDevices()));
    json.add("changes", Json.number(changes.changes()));
    json.add("cost", Json.units(changes.costMicros()));
    return json;
  }

  private static JsonElement pair(Acquisition pair) {
    JsonObject json = new JsonObject();
    json.addProperty("function", pair.function().value());
    json.addProperty("node", pair.node().value());
    return json;
  }

  private static JsonElement warm(WarmInstances warm) {
    JsonObject json = new JsonObject();
    json.addProperty("function", warm.function().value());
    json.addProperty("node", warm.node().value());
    json.add("instances", new JsonPrimitive(warm.instances()));
    return json;
  }

  private static JsonObject use(Use use) {
    JsonObject json = new JsonObject();
    json.add("used", Json.number(use.used()));
    json.add("limit", Json.number(use.limit()));
    return json;
  }

  private static JsonObject uses(Map<String, Use> uses) {
    JsonObject json = new JsonObject();
    uses.forEach((kind, use) -> json.add(kind, use(use)));
    return json;
  }
}
