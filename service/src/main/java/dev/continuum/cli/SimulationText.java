package dev.continuum.cli;

import dev.continuum.model.PlacementProblem;
import dev.continuum.simulator.EstimateComparison;
import dev.continuum.simulator.SimulationResult;
import dev.continuum.simulator.SimulationResult.AppResult;
import dev.continuum.simulator.statistics.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A simulated run as text. */
final class SimulationText {

  private static final int MOST_ROWS = 12;

  private final PlacementProblem problem;
  private final SimulationResult result;
  private final List<EstimateComparison> compared;

  SimulationText(
      PlacementProblem problem, SimulationResult result, List<EstimateComparison> compared) {
    this.problem = problem;
    this.result = result;
    this.compared = compared;
  }

  @Override
  public String toString() {
    return Summary.title(problem)
        + String.format(
            Locale.ROOT,
            ": %s requests in %,.0f simulated seconds, seed %d%n%n",
            Figures.count(result.requests()),
            result.virtualSeconds(),
            result.run().seed())
        + latencies()
        + "\nEvaluator and simulation (percentile of the deadline, by route)\n"
        + comparison()
        + "\nNodes\n"
        + nodes()
        + "\nDevices\n"
        + groups();
  }

  private TextTable latencies() {
    TextTable table =
        new TextTable(
            "app ",
            "tier ",
            "requests",
            "mean ms",
            "p50",
            "p95",
            "p99",
            "cold",
            "on time",
            "failed");
    for (AppResult app : result.apps()) {
      table.row(
          app.tier().isEmpty() ? app.app().value() : "",
          app.tier().map(tier -> tier.name().toLowerCase(Locale.ROOT)).orElse("all"),
          Figures.count(app.completed()),
          interval(app.latency().mean()),
          millis(app.latency().p50()),
          interval(app.latency().p95()),
          millis(app.latency().p99()),
          Figures.percent(app.coldShare()),
          Figures.percent(app.onTimeShare()),
          Figures.count(app.failed() + app.unserved()));
    }
    return table;
  }

  private TextTable comparison() {
    TextTable table = new TextTable("app ", "T_p ms", "estimate", "simulated", "estimate off by");
    for (EstimateComparison each : compared) {
      table.row(
          each.app().value(),
          millis(each.boundMillis()),
          millis(each.estimateMillis()),
          millis(each.simulatedMillis()),
          error(each));
    }
    return table;
  }

  private TextTable nodes() {
    TextTable table =
        new TextTable("node ", "calls", "busy cores", "utilised", "memory GiB", "money/h", "down");
    result.nodes().stream()
        .filter(node -> node.calls() > 0)
        .sorted(Comparator.comparingLong(SimulationResult.NodeResult::calls).reversed())
        .limit(MOST_ROWS)
        .forEach(
            node ->
                table.row(
                    node.node().value(),
                    Figures.count(node.calls()),
                    decimals(node.busyCores()),
                    Figures.percent(node.utilisation()),
                    decimals(node.memoryGib()),
                    decimals(node.moneyPerHour()),
                    Figures.percent(node.downShare())));
    return rest(table, result.nodes().stream().filter(node -> node.calls() > 0).count());
  }

  private TextTable groups() {
    TextTable table =
        new TextTable("group ", "devices", "requests", "J/request", "W", "battery/h", "dead");
    result.groups().stream()
        .sorted(
            Comparator.comparingDouble(SimulationResult.GroupResult::batteryPercentPerHour)
                .reversed())
        .limit(MOST_ROWS)
        .forEach(
            group ->
                table.row(
                    group.group().value(),
                    Figures.count((long) group.devices()),
                    Figures.count(group.requests()),
                    decimals(group.joulesPerRequest()),
                    decimals(group.watts()),
                    Figures.percent(group.batteryPercentPerHour() / 100),
                    Figures.count((long) group.dead())));
    return rest(table, result.groups().size());
  }

  private static TextTable rest(TextTable table, long all) {
    if (all > MOST_ROWS) {
      String[] cells = new String[7];
      Arrays.fill(cells, "");
      cells[0] = "and " + (all - MOST_ROWS) + " more";
      table.row(cells);
    }
    return table;
  }

  /** How far the estimate is from the simulated latency. */
  static String error(EstimateComparison each) {
    return each.estimateMillis().isPresent()
        ? Figures.percent(each.estimateMillis().getAsDouble() / each.simulatedMillis() - 1)
        : Figures.NONE;
  }

  static String millis(OptionalDouble value) {
    return value.isPresent() ? millis(value.getAsDouble()) : Figures.NONE;
  }

  static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String interval(Interval interval) {
    return Double.isNaN(interval.halfWidth())
        ? millis(interval.value())
        : String.format(Locale.ROOT, "%.1f ± %.1f", interval.value(), interval.halfWidth());
  }
}
