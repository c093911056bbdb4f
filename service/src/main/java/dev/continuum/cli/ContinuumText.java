package dev.continuum.cli;

import dev.continuum.service.proto.ContinuumProto.Continuum;
import java.time.Instant;

/** A stored continuum for people. */
final class ContinuumText {

  private ContinuumText() {}

  static String of(Continuum continuum) {
    StringBuilder text = new StringBuilder();
    text.append(Figures.line(continuum.getName()))
        .append(": ")
        .append(Figures.count(continuum.getNodes(), "node"))
        .append(", ")
        .append(Figures.count(continuum.getGroups(), "group"))
        .append(", ")
        .append(state(continuum))
        .append('\n');
    text.append("revisions: declared ")
        .append(continuum.getRevisions().getDeclared())
        .append(", observed ")
        .append(continuum.getRevisions().getObserved())
        .append(", plan ")
        .append(continuum.getRevisions().getPlan())
        .append("; in force: ")
        .append(continuum.getAppliedPlan() == 0 ? "none" : "plan " + continuum.getAppliedPlan())
        .append('\n');
    continuum
        .getPinsList()
        .forEach(
            pin ->
                text.append("pinned: ")
                    .append(Figures.line(pin.getFunction()))
                    .append(" to ")
                    .append(Figures.line(String.join(", ", pin.getNodesList())))
                    .append('\n'));
    if (continuum.getStaleGroupsCount() > 0) {
      text.append("stale telemetry: ")
          .append(Figures.line(String.join(", ", continuum.getStaleGroupsList())))
          .append('\n');
    }
    if (continuum.hasChangesLeft()) {
      text.append("change budget: ")
          .append(Figures.count(continuum.getChangesLeft()))
          .append(" left")
          .append(
              continuum.hasChangesMoreMs()
                  ? ", more at " + Instant.ofEpochMilli(continuum.getChangesMoreMs())
                  : "")
          .append('\n');
    }
    text.append(ObservedText.limits(continuum.getLimitsList()));
    if (!continuum.getPlanningFault().isEmpty()) {
      text.append("planning failed: ")
          .append(Figures.line(continuum.getPlanningFault()))
          .append('\n');
    }
    return text.append(ObservedText.services(continuum.getServicesList())).toString();
  }

  static String state(Continuum continuum) {
    if (continuum.getPaused()) {
      return "paused";
    }
    return continuum.getPlanningFault().isEmpty() ? "planned" : "planning failed";
  }
}
