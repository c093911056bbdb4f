package dev.continuum.lambda;

import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Managed;
import dev.continuum.actuation.Observation;
import dev.continuum.actuation.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What keeping instances costs a month, before and after a change, and what the change costs. */
final class PriceDifference {

  private final Prices prices;
  private final Plan plan;
  private final Observation observed;

  PriceDifference(Prices prices, Plan plan, Observation observed) {
    this.prices = prices;
    this.plan = plan;
    this.observed = observed;
  }

  List<String> lines() {
    double before = 0;
    for (Managed each : observed.managed()) {
      if (plan.nodes().contains(each.node())) {
        before += prices.keptForAMonth(new Facts(each).provisioned(), each.memory().mebibytes());
      }
    }
    double after = 0;
    double twice = 0;
    for (Deployment each : plan.deployments()) {
      Estate estate = Estate.of(observed, each.function(), each.node());
      double memory = each.memory().mebibytes();
      after += prices.keptForAMonth(each.warm(), memory);
      if (estate.wanted(each).isEmpty() && estate.provisioned() > 0) {
        twice += prices.kept(each.warm(), memory, 1);
      }
    }
    if (before == 0 && after == 0) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Lambda in %s: keeping instances costs %.2f USD a month, %.2f before: %+.2f (prices of"
                + " %s; calls come on top)",
            plan.nodes(),
            after,
            before,
            after - before,
            prices.date()));
    if (twice > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "Lambda in %s: old and new instances at once cost at least %.4f USD (billed in steps"
                  + " of five minutes)",
              plan.nodes(),
              twice));
    }
    return lines;
  }
}
