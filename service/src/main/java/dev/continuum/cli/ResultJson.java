package dev.continuum.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.AppEvaluation;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.placement.InstanceUnit;
import dev.continuum.solver.Bound;
import dev.continuum.solver.Conflict;
import dev.continuum.solver.Level;
import dev.continuum.solver.Limit;
import dev.continuum.solver.SolveResult;
import java.math.BigDecimal;

/** What solve prints under --json. The keys are stable; docs/cli.md explains them. */
final class ResultJson {

  private ResultJson() {}

  static JsonObject of(PlacementProblem problem, SolveResult result) {
    JsonObject json = new JsonObject();
    switch (result) {
      case SolveResult.Optimal optimal -> placed(json, "OPTIMAL", Limit.NONE, problem, optimal);
      case SolveResult.Feasible feasible ->
          placed(json, "FEASIBLE", feasible.limit(), problem, feasible);
      case SolveResult.Infeasible infeasible -> {
        head(json, "INFEASIBLE", Limit.NONE);
        tail(json, result, conflict(infeasible.conflict()), JsonNull.INSTANCE);
      }
      case SolveResult.Unknown unknown -> {
        head(json, "UNKNOWN", unknown.limit());
        tail(json, result, JsonNull.INSTANCE, JsonNull.INSTANCE);
      }
    }
    return json;
  }

  /** Objective in the unit of an imported instance. */
  static BigDecimal objective(long costMicros, InstanceUnit unit) {
    return Figures.plain(
        BigDecimal.valueOf(costMicros, 6).multiply(BigDecimal.valueOf(unit.perCostUnit())));
  }

  /** Whether anything is proven; micro-units of an unproven bound mean nothing. */
  static boolean proven(Bound bound) {
    return bound.micros() != Long.MIN_VALUE;
  }

  private static void head(JsonObject json, String status, Limit limit) {
    json.addProperty("status", status);
    for (String key : new String[] {"cost", "constant", "bound", "gap", "boundKind"}) {
      json.add(key, JsonNull.INSTANCE);
    }
    json.addProperty("limit", limit.name());
    json.add("unserved", JsonNull.INSTANCE);
    json.add("late", JsonNull.INSTANCE);
  }

  private static void placed(
      JsonObject json,
      String status,
      Limit limit,
      PlacementProblem problem,
      SolveResult.Placed placed) {
    Evaluation evaluation = placed.evaluation();
    Bound bound = placed.bound();
    long cost = evaluation.score().costMicros();
    json.addProperty("status", status);
    json.add("cost", Json.units(cost));
    json.add("constant", Json.units(evaluation.constantMicros()));
    json.add("bound", proven(bound) ? Json.units(bound.micros()) : JsonNull.INSTANCE);
    json.add("gap", Json.number(placed.gap()));
    json.add(
        "boundKind", proven(bound) ? new JsonPrimitive(bound.kind().name()) : JsonNull.INSTANCE);
    if (bound.level() != Level.COST) {
      json.addProperty("boundLevel", bound.level().name());
    }
    json.addProperty("limit", limit.name());
    json.add("unserved", devices(evaluation, AppEvaluation::unserved));
    json.add("late", devices(evaluation, AppEvaluation::late));
    if (problem.instanceUnit().isPresent()) {
      InstanceUnit unit = problem.instanceUnit().get();
      json.addProperty("objective", objective(cost, unit));
      json.add(
          "objectiveBound",
          proven(bound) && bound.level() == Level.COST
              ? new JsonPrimitive(objective(bound.micros(), unit))
              : JsonNull.INSTANCE);
    }
    tail(json, placed, JsonNull.INSTANCE, Json.placement(placed.placement(), problem));
  }

  private static JsonElement devices(
      Evaluation evaluation, java.util.function.ToDoubleFunction<AppEvaluation> count) {
    return Json.number(evaluation.apps().stream().mapToDouble(count).sum());
  }

  private static void tail(
      JsonObject json, SolveResult result, JsonElement conflict, JsonElement placement) {
    json.addProperty("seconds", Figures.decimal(result.elapsed().toNanos() / 1000, 6));
    json.add("conflict", conflict);
    json.add("placement", placement);
  }

  private static JsonObject conflict(Conflict conflict) {
    JsonObject json = new JsonObject();
    json.add(
        "rules",
        Json.array(
            conflict.rules(),
            each -> {
              JsonObject rule = new JsonObject();
              rule.addProperty("rule", each.rule());
              rule.addProperty("subject", each.subject());
              return rule;
            }));
    json.addProperty("irreducible", conflict.irreducible());
    json.add("remedies", Json.strings(conflict.remedies()));
    return json;
  }
}
