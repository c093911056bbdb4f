package dev.continuum.cli;

import dev.continuum.datasets.file.MessageText;
import dev.continuum.datasets.proto.WarmPlanProto;
import dev.continuum.simulator.warm.WarmPlan;
import java.util.Locale;

/** A warm plan as a file: JSON and YAML by the schema, or CSV with a line for each change. */
final class WarmPlanText {

  private WarmPlanText() {}

  /** The text for a file of that name. */
  static String of(WarmPlan plan, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv")) {
      return csv(plan);
    }
    return lower.endsWith(".json") ? json(plan) : MessageText.yaml(message(plan));
  }

  static String json(WarmPlan plan) {
    return MessageText.json(message(plan));
  }

  /** Every schedule has a line at the plan's first minute and one where the plan ends. */
  private static String csv(WarmPlan plan) {
    StringBuilder text = new StringBuilder("node,function,minute,instances\n");
    for (WarmPlan.NodePlan node : plan.nodes()) {
      for (WarmPlan.Schedule schedule : node.schedules()) {
        String start = cell(node.node().value()) + ',' + cell(schedule.function().value()) + ',';
        int first = schedule.instances(plan.fromMinute());
        line(text, start, new WarmPlan.Step(plan.fromMinute(), first));
        schedule.steps().stream()
            .filter(step -> step.minute() > plan.fromMinute() && step.minute() < plan.toMinute())
            .forEach(step -> line(text, start, step));
        if (plan.toMinute() > plan.fromMinute()) {
          line(text, start, new WarmPlan.Step(plan.toMinute(), 0));
        }
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String start, WarmPlan.Step step) {
    text.append(start).append(step.minute()).append(',').append(step.instances()).append('\n');
  }

  private static String cell(String text) {
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  private static WarmPlanProto.WarmPlan message(WarmPlan plan) {
    WarmPlanProto.WarmPlan.Builder message =
        WarmPlanProto.WarmPlan.newBuilder()
            .setFromMinute(plan.fromMinute())
            .setToMinute(plan.toMinute());
    for (WarmPlan.NodePlan node : plan.nodes()) {
      for (WarmPlan.Schedule schedule : node.schedules()) {
        if (!schedule.steps().isEmpty()) {
          message.addSchedules(message(node, schedule));
        }
      }
      for (WarmPlan.Price price : node.prices()) {
        message.addPrices(
            WarmPlanProto.MemoryPrice.newBuilder()
                .setNode(node.node().value())
                .setMinute(price.minute())
                .setGigabyteSeconds(price.gigabyteSeconds()));
      }
    }
    return message.build();
  }

  private static WarmPlanProto.WarmSchedule.Builder message(
      WarmPlan.NodePlan node, WarmPlan.Schedule schedule) {
    WarmPlanProto.WarmSchedule.Builder message =
        WarmPlanProto.WarmSchedule.newBuilder()
            .setFunction(schedule.function().value())
            .setNode(node.node().value());
    for (WarmPlan.Step step : schedule.steps()) {
      message.addSteps(
          WarmPlanProto.WarmStep.newBuilder()
              .setMinute(step.minute())
              .setInstances(step.instances()));
    }
    return message;
  }
}
