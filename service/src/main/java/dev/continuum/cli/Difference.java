package dev.continuum.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.continuum.model.evaluation.AppEvaluation;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.EvaluationDifference;
import dev.continuum.model.evaluation.ReconfigurationEvaluation;
import dev.continuum.model.placement.WarmInstances;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two evaluations side by side, as text and as JSON.
 *
 * @param before the first
 * @param after the second
 * @param steps from the first placement to the second, where the second problem knows both
 */
record Difference(Evaluation before, Evaluation after, Optional<ReconfigurationEvaluation> steps) {

  private static final int MOST_ROWS = 15;

  private EvaluationDifference changes() {
    return after.since(before);
  }

  JsonObject json() {
    EvaluationDifference changes = changes();
    JsonObject json = new JsonObject();
    json.addProperty("equal", equal(changes));
    json.add("before", head(before));
    json.add("after", head(after));
    json.add("costChange", Json.units(costChange()));
    JsonObject terms = new JsonObject();
    changes.costMicros().forEach((term, micros) -> terms.add(term.name(), Json.units(micros)));
    json.add("costTerms", terms);
    json.add("apps", Json.array(changes.apps(), Difference::app));
    json.add("nodes", Json.array(changes.nodes(), Difference::node));
    json.add("warm", Json.array(changes.warm(), Difference::warm));
    json.add("batteries", Json.array(changes.batteries(), Difference::battery));
    json.add("mended", Json.array(changes.mended(), EvaluationJson::rule));
    json.add("broken", Json.array(changes.broken(), EvaluationJson::rule));
    json.add("steps", steps.map(EvaluationJson::changes).orElse(JsonNull.INSTANCE));
    return json;
  }

  private static JsonObject head(Evaluation evaluation) {
    JsonObject json = new JsonObject();
    json.addProperty("feasible", evaluation.score().feasible());
    json.add(
        "unserved",
        Json.number(evaluation.apps().stream().mapToDouble(AppEvaluation::unserved).sum()));
    json.add(
        "late", Json.number(evaluation.apps().stream().mapToDouble(AppEvaluation::late).sum()));
    json.add("cost", Json.units(evaluation.score().costMicros()));
    return json;
  }

  private static JsonElement app(EvaluationDifference.AppChange app) {
    JsonObject json = new JsonObject();
    json.addProperty("app", app.app().value());
    json.add("served", Json.number(app.served()));
    json.add("unserved", Json.number(app.unserved()));
    json.add("late", Json.number(app.late()));
    json.add("worstBeforeMs", Json.millis(app.worstBefore()));
    json.add("worstAfterMs", Json.millis(app.worstAfter()));
    return json;
  }

  private static JsonElement node(EvaluationDifference.NodeChange node) {
    JsonObject json = new JsonObject();
    json.addProperty("node", node.node().value());
    json.addProperty("activeBefore", node.activeBefore());
    json.addProperty("activeAfter", node.activeAfter());
    json.add("millicores", Json.number(node.millicores()));
    json.add("memoryBytes", Json.number(node.memoryBytes()));
    json.add("ratePerSecond", Json.number(node.ratePerSecond()));
    return json;
  }

  private static JsonElement warm(EvaluationDifference.WarmChange warm) {
    JsonObject json = new JsonObject();
    json.addProperty("function", warm.function().value());
    json.addProperty("node", warm.node().value());
    json.addProperty("before", warm.before());
    json.addProperty("after", warm.after());
    return json;
  }

  private static JsonElement battery(EvaluationDifference.BatteryChange battery) {
    JsonObject json = new JsonObject();
    json.addProperty("group", battery.group().value());
    json.add("beforeSeconds", Json.number(battery.beforeSeconds()));
    json.add("afterSeconds", Json.number(battery.afterSeconds()));
    return json;
  }

  private long costChange() {
    return after.score().costMicros() - before.score().costMicros();
  }

  private boolean equal(EvaluationDifference changes) {
    return changes.isEmpty()
        && steps.map(each -> each.changes() == 0 && each.released().isEmpty()).orElse(true);
  }

  @Override
  public String toString() {
    EvaluationDifference changes = changes();
    if (equal(changes)) {
      return "The placements are worth the same and nothing moves.\n";
    }
    TextTable score = new TextTable("", "before", "after", "change");
    score
        .row("cost per hour", cost(before), cost(after), Figures.costChange(costChange()))
        .row(
            "rules broken",
            Figures.count(before.broken().size()),
            Figures.count(after.broken().size()),
            Figures.countChange(after.broken().size() - before.broken().size()))
        .row("unserved devices", unserved(before), unserved(after), "")
        .row("late devices", late(before), late(after), "");
    TextTable terms = new TextTable("", " ");
    changes
        .costMicros()
        .forEach(
            (term, micros) ->
                terms.row(
                    Figures.costChange(micros),
                    term.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    return score
        + "\n"
        + EvaluationText.section("Cost per hour", terms, 0)
        + apps(changes.apps())
        + warm(changes.warm())
        + nodes(changes.nodes())
        + batteries(changes.batteries())
        + (changes.broken().isEmpty() ? "" : "Newly b" + rest(changes))
        + (changes.mended().isEmpty() ? "" : changes.mended().size() + " rules mended.\n\n")
        + steps.map(Difference::words).orElse("");
  }

  private static String rest(EvaluationDifference changes) {
    return EvaluationText.broken(changes.broken()).substring(1);
  }

  private static String cost(Evaluation evaluation) {
    return Figures.cost(evaluation.score().costMicros());
  }

  private static String unserved(Evaluation evaluation) {
    return Figures.count(evaluation.apps().stream().mapToDouble(AppEvaluation::unserved).sum());
  }

  private static String late(Evaluation evaluation) {
    return Figures.count(evaluation.apps().stream().mapToDouble(AppEvaluation::late).sum());
  }

  private static String apps(List<EvaluationDifference.AppChange> apps) {
    TextTable table = new TextTable("app ", "served", "late", "worst before", "worst after");
    apps.stream()
        .limit(MOST_ROWS)
        .forEach(
            app ->
                table.row(
                    app.app().value(),
                    Figures.countChange(app.served()),
                    Figures.countChange(app.late()),
                    Figures.latency(app.worstBefore()),
                    Figures.latency(app.worstAfter())));
    return EvaluationText.section("Latency", table, apps.size() - MOST_ROWS);
  }

  private static String warm(List<EvaluationDifference.WarmChange> warm) {
    TextTable table = new TextTable("function ", "node ", "before", "after");
    warm.stream()
        .limit(MOST_ROWS)
        .forEach(
            each ->
                table.row(
                    each.function().value(),
                    each.node().value(),
                    Figures.count(each.before()),
                    Figures.count(each.after())));
    return EvaluationText.section("Warm instances", table, warm.size() - MOST_ROWS);
  }

  private static String nodes(List<EvaluationDifference.NodeChange> nodes) {
    TextTable table = new TextTable("node ", "now ", "millicores", "MiB", "requests/s");
    nodes.stream()
        .limit(MOST_ROWS)
        .forEach(
            node ->
                table.row(
                    node.node().value(),
                    node.activeAfter() ? "in use" : "not in use",
                    Figures.countChange(Math.rint(node.millicores())),
                    Figures.countChange(Math.rint(node.memoryBytes() / (1 << 20))),
                    Figures.countChange(node.ratePerSecond())));
    return EvaluationText.section("Nodes", table, nodes.size() - MOST_ROWS);
  }

  private static String batteries(List<EvaluationDifference.BatteryChange> batteries) {
    TextTable table = new TextTable("group ", "lasts before", "lasts after");
    batteries.stream()
        .limit(MOST_ROWS)
        .forEach(
            each ->
                table.row(
                    each.group().value(),
                    Figures.lifetime(each.beforeSeconds()),
                    Figures.lifetime(each.afterSeconds())));
    return EvaluationText.section("Batteries", table, batteries.size() - MOST_ROWS);
  }

  private static String words(ReconfigurationEvaluation steps) {
    return "From one to the other: "
        + Figures.count(steps.acquired().size(), "artifact")
        + " acquired, "
        + steps.released().size()
        + " released, "
        + Figures.count((double) instances(steps.started()), "instance")
        + " started, "
        + instances(steps.stopped())
        + " stopped,\n"
        + Figures.count(steps.movedDevices())
        + " devices moved onto a node, summed over calls.\n";
  }

  private static long instances(List<WarmInstances> warm) {
    return warm.stream().mapToLong(WarmInstances::instances).sum();
  }
}
