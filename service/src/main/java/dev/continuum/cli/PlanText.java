package dev.continuum.cli;

import dev.continuum.service.proto.ContinuumProto.InstanceCount;
import dev.continuum.service.proto.ContinuumProto.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A published plan for people. */
final class PlanText {

  private static final int MOST_ROUTES = 40;

  private PlanText() {}

  /** All of it; of many routes the first. */
  static String of(Plan plan) {
    StringBuilder text = new StringBuilder(line(plan)).append('\n');
    if (plan.hasChangesAllowed()) {
      text.append("changes: ")
          .append(Figures.count(plan.getChanges()))
          .append(" of the ")
          .append(Figures.count(plan.getChangesAllowed()))
          .append(" that the policy's budget had left\n");
    }
    text.append(ObservedText.limits(plan.getLimitsList()));
    TextTable instances = new TextTable("function ", "node ", "wanted", "seen");
    for (InstanceCount each : plan.getInstancesList()) {
      instances.row(
          each.getFunction(),
          each.getNode(),
          Long.toString(each.getDesired()),
          Long.toString(each.getObserved()));
    }
    if (!instances.isEmpty()) {
      text.append('\n').append(instances);
    }
    TextTable routes = new TextTable("group ", "devices", "calls ");
    plan.getPlacement().getRoutesList().stream()
        .limit(MOST_ROUTES)
        .forEach(
            route ->
                routes.row(
                    route.getGroup(),
                    Figures.count(route.getDevices()),
                    route.getCallsList().stream()
                        .map(
                            call ->
                                call.getCall()
                                    + " on "
                                    + (call.getNode().isEmpty() ? "the device" : call.getNode()))
                        .collect(Collectors.joining(", "))));
    if (!routes.isEmpty()) {
      text.append('\n').append(routes);
    }
    int more = plan.getPlacement().getRoutesCount() - MOST_ROUTES;
    if (more > 0) {
      text.append("  and ").append(Figures.count(more, "route")).append(" more: --json, --group\n");
    }
    return text.toString();
  }

  /** On one line. */
  static String line(Plan plan) {
    return "plan "
        + plan.getRevision()
        + " "
        + state(plan)
        + ", "
        + trigger(plan)
        + ", declared "
        + plan.getDeclaredRevision()
        + ", cost "
        + Figures.units(plan.getScore().getCostMicros())
        + ", saves "
        + Figures.units(plan.getSavingMicros())
        + (plan.getFault().isEmpty() ? "" : ", fault: " + Figures.line(plan.getFault()));
  }

  static String table(List<Plan> plans) {
    TextTable table =
        new TextTable("plan", "state ", "trigger ", "declared", "cost", "saves", "published ");
    for (Plan plan : plans) {
      table.row(
          Long.toString(plan.getRevision()),
          state(plan),
          trigger(plan),
          Long.toString(plan.getDeclaredRevision()),
          Figures.units(plan.getScore().getCostMicros()).toString(),
          Figures.units(plan.getSavingMicros()).toString(),
          Instant.ofEpochMilli(plan.getPublishedMs()).toString());
    }
    return table.toString();
  }

  private static String state(Plan plan) {
    return word(plan.getState().name(), "PLAN_STATE_");
  }

  private static String trigger(Plan plan) {
    return word(plan.getTrigger().name(), "PLAN_TRIGGER_");
  }

  private static String word(String name, String prefix) {
    return name.replace(prefix, "").toLowerCase(Locale.ROOT);
  }
}
