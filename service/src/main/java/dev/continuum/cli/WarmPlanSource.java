package dev.continuum.cli;

import dev.continuum.datasets.file.WarmPlanFiles;
import dev.continuum.datasets.importer.WarmPlanCsv;
import dev.continuum.datasets.proto.WarmPlanProto;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Node;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import dev.continuum.model.workload.Function;
import dev.continuum.simulator.warm.WarmPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Reads a plan that {@code warm} wrote, for the functions and nodes of a problem. */
final class WarmPlanSource {

  private static final long MOST_MINUTES = 10_000_000;
  private static final long MOST_INSTANCES = 1_000_000;

  private final List<Issue> issues = new ArrayList<>();
  private final Set<String> nodes;
  private final Set<String> functions;

  private WarmPlanSource(PlacementProblem problem) {
    nodes =
        problem.topology().nodes().stream()
            .map(Node::id)
            .map(NodeId::value)
            .collect(Collectors.toSet());
    functions =
        problem.functions().stream()
            .map(Function::id)
            .map(FunctionId::value)
            .collect(Collectors.toSet());
  }

  /**
   * The plan in a file.
   *
   * @throws InvalidInputException with everything that is wrong with it
   */
  static WarmPlan read(Source source, PlacementProblem problem) {
    try {
      WarmPlanSource reader = new WarmPlanSource(problem);
      WarmPlan plan = reader.plan(source);
      if (!reader.issues.isEmpty()) {
        throw InvalidInputException.of(reader.issues, source.name());
      }
      return plan;
    } catch (InvalidProblemException e) {
      throw InvalidInputException.of(e.issues(), source.name());
    }
  }

  private WarmPlan plan(Source source) {
    if (!WarmPlanCsv.is(source.text())
        && !source.name().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      return plan(WarmPlanFiles.read(source.text(), source.name()), i -> "schedules[" + i + "]");
    }
    WarmPlanCsv table = WarmPlanCsv.read(source.text(), source.name());
    return plan(table.message(), i -> "line " + table.lines().get(i));
  }

  private WarmPlan plan(WarmPlanProto.WarmPlan message, IntFunction<String> place) {
    int from = number(message.getFromMinute(), "from_minute", 0, MOST_MINUTES);
    int to = number(message.getToMinute(), "to_minute", from, MOST_MINUTES);
    Map<String, List<WarmPlan.Schedule>> schedules = new TreeMap<>();
    Map<String, List<WarmPlan.Price>> prices = new TreeMap<>();
    for (int i = 0; i < message.getSchedulesCount(); i++) {
      WarmPlanProto.WarmSchedule each = message.getSchedules(i);
      String path = place.apply(i);
      known(each.getNode(), nodes, "node", path + ".node");
      known(each.getFunction(), functions, "function", path + ".function");
      schedules
          .computeIfAbsent(each.getNode(), key -> new ArrayList<>())
          .add(new WarmPlan.Schedule(new FunctionId(each.getFunction()), steps(each, path)));
    }
    for (int i = 0; i < message.getPricesCount(); i++) {
      WarmPlanProto.MemoryPrice each = message.getPrices(i);
      String path = "prices[" + i + "]";
      known(each.getNode(), nodes, "node", path + ".node");
      if (!(each.getGigabyteSeconds() >= 0)) {
        fault(
            path + ".gigabyte_seconds",
            "The price (" + each.getGigabyteSeconds() + ") is below 0.");
      }
      prices
          .computeIfAbsent(each.getNode(), key -> new ArrayList<>())
          .add(
              new WarmPlan.Price(
                  number(each.getMinute(), path + ".minute", 0, MOST_MINUTES),
                  each.getGigabyteSeconds()));
    }
    prices.keySet().forEach(node -> schedules.computeIfAbsent(node, key -> new ArrayList<>()));
    return new WarmPlan(from, Math.max(from, to), byNode(schedules, prices));
  }

  private static List<WarmPlan.NodePlan> byNode(
      Map<String, List<WarmPlan.Schedule>> schedules, Map<String, List<WarmPlan.Price>> prices) {
    return schedules.entrySet().stream()
        .map(
            node ->
                new WarmPlan.NodePlan(
                    new NodeId(node.getKey()),
                    node.getValue(),
                    prices.getOrDefault(node.getKey(), List.of()).stream()
                        .sorted(Comparator.comparingInt(WarmPlan.Price::minute))
                        .toList()))
        .toList();
  }

  private List<WarmPlan.Step> steps(WarmPlanProto.WarmSchedule schedule, String path) {
    List<WarmPlan.Step> steps = new ArrayList<>();
    int before = -1;
    for (int i = 0; i < schedule.getStepsCount(); i++) {
      WarmPlanProto.WarmStep step = schedule.getSteps(i);
      String at = path + ".steps[" + i + "]";
      int minute = number(step.getMinute(), at + ".minute", before + 1, MOST_MINUTES);
      steps.add(
          new WarmPlan.Step(
              minute, number(step.getInstances(), at + ".instances", 0, MOST_INSTANCES)));
      before = minute;
    }
    return steps;
  }

  private int number(long value, String path, long least, long most) {
    if (value < least || value > most) {
      fault(path, "The number (" + value + ") must be from " + least + " to " + most + ".");
      return (int) least;
    }
    return (int) value;
  }

  private void known(String name, Set<String> names, String noun, String path) {
    if (!names.contains(name)) {
      fault(path, "The " + noun + " (" + name + ") must be one of the problem's.");
    }
  }

  private void fault(String path, String message) {
    issues.add(
        new Issue(
            "warm-plan.invalid",
            path,
            message,
            "Maybe the plan was made for another problem, or with another --node."));
  }
}
