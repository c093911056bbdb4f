package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.model.evaluation.AppEvaluation;
import dev.continuum.model.evaluation.CostTerm;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.solver.replan.Replan;
import java.util.TreeSet;

/**
 * What a replan did, as text and as JSON.
 *
 * @param events how many events there were
 * @param repaired right after them
 * @param improved after the time that was given
 * @param anew whether repair did not keep the rules and the problem was solved anew
 * @param evaluation what the oracle says of the last placement
 */
record ReplanReport(
    int events, Replan repaired, Replan improved, boolean anew, Evaluation evaluation) {

  private static final int MOST_NAMES = 20;

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("events", events);
    json.addProperty("feasible", evaluation.score().feasible());
    json.addProperty("solvedAnew", anew);
    json.addProperty("recompiled", repaired.recompiled());
    json.add("repairSeconds", Json.number(seconds(repaired)));
    json.add("repairMoved", Json.strings(repaired.moved()));
    json.add("repairCost", Json.units(repaired.score().costMicros()));
    json.add("improvementSeconds", Json.number(seconds(improved)));
    json.add("improvementMoved", Json.strings(improved.moved()));
    json.add("cost", Json.units(evaluation.score().costMicros()));
    json.add("changeCost", Json.units(changeMicros()));
    json.add("changes", Json.number(evaluation.reconfiguration().changes()));
    json.add(
        "unserved",
        Json.number(evaluation.apps().stream().mapToDouble(AppEvaluation::unserved).sum()));
    json.add(
        "late", Json.number(evaluation.apps().stream().mapToDouble(AppEvaluation::late).sum()));
    json.add("broken", Json.array(evaluation.broken(), EvaluationJson::rule));
    json.add("steps", EvaluationJson.changes(evaluation.reconfiguration()));
    return json;
  }

  private static double seconds(Replan replan) {
    return replan.elapsed().toNanos() / 1e9;
  }

  private long changeMicros() {
    return evaluation.cost().of(CostTerm.ACQUISITION)
        + evaluation.cost().of(CostTerm.STARTS)
        + evaluation.cost().of(CostTerm.MOVES);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(evaluation.score().feasible() ? "REPLANNED" : "NOT REPAIRED")
        .append(" after ")
        .append(Figures.count(events, "event"))
        .append(anew ? ", solved anew" : "")
        .append("\n\n");
    TextTable table = new TextTable("step ", "groups moved", "cost per hour", "ms");
    table.row(
        repaired.recompiled() ? "repair, compiled anew" : "repair",
        Figures.count(repaired.moved().size()),
        Figures.cost(repaired.score().costMicros()),
        millis(repaired));
    table.row(
        "improvement",
        Figures.count(improved.moved().size()),
        Figures.cost(improved.score().costMicros()),
        millis(improved));
    text.append(table).append('\n');
    TreeSet<String> moved = new TreeSet<>();
    repaired.moved().forEach(id -> moved.add(id.value()));
    improved.moved().forEach(id -> moved.add(id.value()));
    if (!moved.isEmpty()) {
      text.append("Moved: ")
          .append(String.join(", ", moved.stream().limit(MOST_NAMES).toList()))
          .append(moved.size() > MOST_NAMES ? " and " + (moved.size() - MOST_NAMES) + " more" : "")
          .append(".\n");
    }
    text.append(Figures.count(evaluation.reconfiguration().changes(), "change"))
        .append(" against what runs, at ")
        .append(Figures.cost(changeMicros()))
        .append(" of the cost of ")
        .append(Figures.cost(evaluation.score().costMicros()))
        .append(" per hour.\n");
    evaluation.broken().forEach(rule -> text.append("Broken: ").append(rule).append('\n'));
    return text.toString();
  }

  private static String millis(Replan replan) {
    return Figures.plain(java.math.BigDecimal.valueOf(replan.elapsed().toNanos() / 10_000, 2))
        .toString();
  }
}
