package dev.continuum.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.replan.LimitPrices;
import java.time.Duration;
import java.util.List;

/**
 * What full nodes are short of and what that costs, as text and as JSON.
 *
 * @param prices the dearest first
 */
record LimitsText(List<LimitPrices.LimitPrice> prices) {

  private static final int MOST = 10;

  static LimitsText of(PlacementProblem problem, Placement placement, Duration time) {
    return new LimitsText(
        LimitPrices.of(
            problem,
            placement,
            MOST,
            time.dividedBy(MOST + 1),
            System::nanoTime,
            StopSignal.NEVER));
  }

  JsonElement json() {
    return Json.array(
        prices,
        price -> {
          JsonObject json = new JsonObject();
          json.addProperty("node", price.node().value());
          json.addProperty("fullest", price.fullest());
          json.add("share", Json.number(price.share()));
          json.add("saving", Json.units(price.savingMicros()));
          json.addProperty("servesBetter", price.servesBetter());
          return json;
        });
  }

  @Override
  public String toString() {
    if (prices.isEmpty()) {
      return "No node is full: more of nothing would help.\n";
    }
    TextTable table = new TextTable("node ", "fullest ", "in use", "a tenth more saves per hour");
    prices.forEach(
        price ->
            table.row(
                price.node().value(),
                price.fullest(),
                Figures.percent(price.share()),
                price.servesBetter() ? "serves more" : Figures.cost(price.savingMicros())));
    return EvaluationText.section("What full nodes cost", table, 0);
  }
}
