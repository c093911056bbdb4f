package dev.continuum.model.validation;

import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Sizing;
import dev.continuum.model.workload.Variant;

/** A deadline by itself, and its percentile against the epsilons of the functions it waits for. */
final class DeadlineCheck {

  private final Declared declared;

  DeadlineCheck(Declared declared) {
    this.declared = declared;
  }

  void check(Subject at, Application app, Deadline deadline) {
    double limit = Quantities.millis(deadline.limit());
    if (!(limit > 0)) {
      at.fault(Code.DEADLINE_NOT_POSITIVE, "limit_ms", "deadline", limit + " ms", "be positive");
    } else if (limit > 30 * Quantities.MS_PER_DAY) {
      at.fault(Code.DEADLINE_ABSURD, "limit_ms", "deadline", limit + " ms", "be at most 30 days");
    }
    double percentile = deadline.percentile();
    if (!(percentile > 0 && percentile < 1)) {
      at.fault(
          Code.DEADLINE_PERCENTILE, "percentile", "percentile", percentile, "be between 0 and 1");
      return;
    }
    double quantile = percentile;
    for (Call call : app.calls()) {
      quantile += worstEpsilon(call, 1 - percentile);
    }
    if (!(quantile < 1)) {
      at.fault(
          Code.DEADLINE_QUANTILE,
          "percentile",
          "percentile plus the epsilons of the calls",
          quantile,
          "be below 1");
    }
  }

  /** The largest share of waits beyond the budget, among the variants whose share counts. */
  private double worstEpsilon(Call call, double most) {
    double worst = 0;
    for (Variant variant : call.variants()) {
      Function function = declared.functions.get(variant.function());
      if (function != null
          && function.sizing().kind() == Sizing.Kind.ERLANG
          && function.sizing().epsilon() <= most) {
        worst = Math.max(worst, function.sizing().epsilon());
      }
    }
    return worst;
  }
}
