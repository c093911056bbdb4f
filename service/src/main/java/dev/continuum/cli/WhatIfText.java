package dev.continuum.cli;

import dev.continuum.service.proto.EvaluationProto.EvaluationChange;
import dev.continuum.service.proto.EvaluationProto.SolveAnswer;
import dev.continuum.service.proto.EvaluationProto.WarmDifference;
import dev.continuum.service.proto.PlacementServiceProto.WhatIfResponse;
import java.util.Locale;

/** What a fork would look like, for people. */
final class WhatIfText {

  private WhatIfText() {}

  static String of(WhatIfResponse response) {
    SolveAnswer answer = response.getAnswer();
    StringBuilder text = new StringBuilder();
    text.append("of declared revision ")
        .append(response.getDeclaredRevision())
        .append(": ")
        .append(answer.getStatus().name().replace("SOLVE_STATUS_", "").toLowerCase(Locale.ROOT))
        .append('\n');
    answer
        .getConflict()
        .getRulesList()
        .forEach(rule -> text.append("  conflict: ").append(Figures.line(rule)).append('\n'));
    answer
        .getConflict()
        .getRemediesList()
        .forEach(remedy -> text.append("  ").append(Figures.line(remedy)).append('\n'));
    if (response.hasChange()) {
      EvaluationChange change = response.getChange();
      text.append("cost ")
          .append(Figures.units(change.getBefore().getCostMicros()))
          .append(" -> ")
          .append(Figures.units(change.getAfter().getCostMicros()))
          .append(" per hour\n");
      TextTable warm = new TextTable("function ", "node ", "before", "after");
      for (WarmDifference each : change.getWarmList()) {
        warm.row(
            each.getFunction(),
            each.getNode(),
            Long.toString(each.getBefore()),
            Long.toString(each.getAfter()));
      }
      if (!warm.isEmpty()) {
        text.append(warm);
      }
      change
          .getBrokenList()
          .forEach(
              rule ->
                  text.append("  breaks ")
                      .append(Figures.line(rule.getRule() + " of " + rule.getSubject()))
                      .append('\n'));
    }
    return text.toString();
  }
}
