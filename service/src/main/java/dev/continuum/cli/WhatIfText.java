package dev.continuum.cli;

import dev.continuum.service.proto.EvaluationProto.EvaluationChange;
import dev.continuum.service.proto.EvaluationProto.SolveAnswer;
import dev.continuum.service.proto.EvaluationProto.WarmDifference;
import dev.continuum.service.proto.PlacementServiceProto.PlanRepair;
import dev.continuum.service.proto.PlacementServiceProto.WhatIfResponse;
import java.util.Locale;

/** What a fork would look like, for people. */
final class WhatIfText {

  private WhatIfText() {}

  static String of(WhatIfResponse response) {
    if (response.hasRepair()) {
      return repair(response);
    }
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

  private static String repair(WhatIfResponse response) {
    PlanRepair repair = response.getRepair();
    StringBuilder text = new StringBuilder();
    text.append("of declared revision ")
        .append(response.getDeclaredRevision())
        .append(repair.getFeasible() ? ": repaired\n" : ": a rule stays broken\n")
        .append("cost ")
        .append(Figures.units(repair.getBefore().getCostMicros()))
        .append(" -> ")
        .append(Figures.units(repair.getAfter().getCostMicros()))
        .append(" per hour\n")
        .append("other routes for ")
        .append(repair.getDiff().getGroupsCount())
        .append(repair.getDiff().getGroupsCount() == 1 ? " group\n" : " groups\n");
    TextTable warm = new TextTable("function ", "node ", "instances");
    for (var each : repair.getDiff().getWarmList()) {
      warm.row(each.getFunction(), each.getNode(), Long.toString(each.getInstances()));
    }
    return warm.isEmpty() ? text.toString() : text.append(warm).toString();
  }
}
