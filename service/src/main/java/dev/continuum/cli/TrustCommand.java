package dev.continuum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.simulator.EstimateComparison;
import dev.continuum.simulator.EstimateTrial;
import dev.continuum.simulator.EvictionRisk;
import dev.continuum.simulator.HeadroomSearch;
import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.platform.Platform;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trust}: the evaluator's latencies beside simulated ones, for every application. */
@Command(
    name = "trust",
    description = {
      "Compares the evaluator's latencies with simulated ones, for every application.",
      "",
      "Each problem is placed by a fixed number of steps, so that the table is the same each time,",
      "and run twice: on edges that keep the instances of the plan, as the model has it, and on",
      "edges that evict any idle container when memory is full, as OpenWhisk does by itself. With",
      "--headroom the plan leaves memory free, so that there is nothing to evict."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum trust datasets/a3e-testbed.yaml datasets/melbourne-ar.yaml",
      "  ./continuum trust datasets/melbourne-ar.yaml --headroom auto",
      "",
      "Exit codes: 0 done, 2 wrong usage or invalid input, 4 no placement was found."
    })
final class TrustCommand implements Callable<Integer> {

  private static final SolveOptions STEPS =
      SolveOptions.DEFAULT
          .withStrategy(Strategy.GREEDY)
          .withSteps(200)
          .withTimeLimit(Duration.ofMinutes(5));

  @Parameters(
      paramLabel = "PROBLEM",
      arity = "1..*",
      description = "Problem files, YAML or JSON; - for stdin.")
  private List<String> problems = List.of();

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Virtual time to measure, after a tenth of it as warm-up. Default: 20m.")
  private Duration duration = Duration.ofMinutes(20);

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all chance. Default: 1.")
  private long seed = 1;

  @Mixin private Headroom headroom = new Headroom();

  @Mixin private Output output = new Output();

  TrustCommand() {}

  @Override
  public Integer call() {
    if (duration.isZero()) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "The option --duration must be above 0.", "Try: ./continuum trust --help"));
    }
    var unused = output.file();
    TextTable table =
        new TextTable(
            "problem ",
            "app ",
            "T_p ms",
            "estimate",
            "simulated",
            "estimate off by",
            "worst route",
            "evicting",
            "full edges");
    JsonArray rows = new JsonArray();
    for (String name : problems) {
      HeadroomSearch.Planned<SolveResult> planned =
          headroom.planned(
              Source.read(name).validProblem(),
              problem -> new PlacementSolver().solve(problem, STEPS));
      if (!(planned.result() instanceof SolveResult.Placed placed)) {
        output.note("No placement of " + name + " was found; ./continuum solve tells why.");
        return Exit.NOTHING_FOUND;
      }
      compare(planned.problem(), placed.placement(), table, rows);
    }
    JsonObject json = new JsonObject();
    json.add("comparison", rows);
    output.result(table.toString(), json);
    return Exit.OK;
  }

  private void compare(
      PlacementProblem problem, Placement placement, TextTable table, JsonArray rows) {
    int full = EvictionRisk.tooFull(problem, placement).size();
    Scenario.Run run = Scenario.Run.of(duration, seed);
    List<EstimateComparison> kept =
        EstimateTrial.run(problem, placement, run, Platform.Eviction.SPARE);
    List<EstimateComparison> evicting =
        EstimateTrial.run(problem, placement, run, Platform.Eviction.ANY);
    for (EstimateComparison each : kept) {
      double other =
          evicting.stream()
              .filter(row -> row.app().equals(each.app()))
              .mapToDouble(EstimateComparison::simulatedMillis)
              .findFirst()
              .orElse(Double.NaN);
      table.row(
          problem.name(),
          each.app().value(),
          SimulationText.millis(each.boundMillis()),
          SimulationText.millis(each.estimateMillis()),
          SimulationText.millis(each.simulatedMillis()),
          SimulationText.error(each),
          Figures.percent(each.worstBoundExcess()),
          SimulationText.millis(other),
          String.valueOf(full));
      JsonObject row = SimulationJson.comparison(each);
      row.addProperty("problem", problem.name());
      row.add("worstBoundExcess", Json.number(each.worstBoundExcess()));
      row.add("simulatedEvictingAnyMs", Json.number(other));
      row.addProperty("fullEdges", full);
      rows.add(row);
    }
  }
}
