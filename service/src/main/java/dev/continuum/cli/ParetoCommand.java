package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.Strategy;
import dev.continuum.solver.pareto.ParetoFront;
import dev.continuum.solver.pareto.ParetoPoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pareto}: what latency, energy and money trade for each other. */
@Command(
    name = "pareto",
    description = {
      "Finds placements that none beats in latency, energy and money at once.",
      "",
      "Least latency within limits on energy and money (epsilon-constraint). Each point has a"
          + " certified bound: no placement that takes at most its energy and money has less"
          + " latency than that. Weights of energy and money in the problem do not matter."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum pareto datasets/tutorial.yaml --points 5",
      "  ./continuum pareto datasets/melbourne-ar.yaml --points 9 --time 2m --csv -o front.csv",
      "",
      "Exit codes: 0 found, 2 wrong usage or invalid input, 4 nothing found in time."
    })
final class ParetoCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PROBLEM", description = "Problem file; - for stdin.")
  private String problem = "";

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "How many points to look for, 3 to 64; fewer where some dominate. Default: 7.")
  private int points = 7;

  @Option(
      names = "--time",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Time for all points together. Default: 60s.")
  private Duration time = Duration.ofSeconds(60);

  @Option(
      names = "--gap",
      paramLabel = "SHARE",
      converter = Shares.class,
      description = "Stop each solve within this of its optimum. Default: 0.1%%.")
  private double gap = 0.001;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of random choices. Default: 1.")
  private long seed = SolveOptions.DEFAULT.seed();

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = "auto, exact, timefold or greedy. Default: auto.")
  private Strategy strategy = Strategy.AUTO;

  @Option(names = "--csv", description = "Print CSV instead of text, a row for each point.")
  private boolean csv;

  @Mixin private Output output = new Output();

  ParetoCommand() {}

  @Override
  public Integer call() {
    if (points < 3 || points > ParetoFront.MOST_POINTS) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "The option --points (" + points + ") must be from 3 to 64.",
              "Try: ./continuum pareto --help"));
    }
    var unused = output.file();
    Source source = Source.read(problem);
    PlacementProblem asked = source.validProblem();
    SolveOptions options =
        SolveOptions.DEFAULT.withStrategy(strategy).withTimeLimit(time).withGap(gap).withSeed(seed);
    List<ParetoPoint> front;
    try (StopKeys keys = StopKeys.listening()) {
      front = new ParetoFront(new PlacementSolver()).find(asked, points, options, keys);
    } catch (InvalidProblemException e) {
      throw source.located(e.issues());
    }
    JsonObject json = new JsonObject();
    json.add("points", Json.array(front, point -> json(point, asked)));
    output.result(csv ? csv(front) : text(front), json);
    return front.isEmpty() ? Exit.NOTHING_FOUND : Exit.OK;
  }

  private static JsonObject json(ParetoPoint point, PlacementProblem problem) {
    JsonObject json = new JsonObject();
    json.add("latency", Json.number(point.measures().latency()));
    json.add("watts", Json.number(point.measures().watts()));
    json.add("money", Json.number(point.measures().money()));
    json.add("latencyBound", Json.number(point.latencyBound()));
    json.add("gap", Json.number(point.gap()));
    json.add("cost", Json.units(point.evaluation().score().costMicros()));
    json.add("placement", Json.placement(point.placement(), problem));
    return json;
  }

  private static String csv(List<ParetoPoint> front) {
    StringBuilder text = new StringBuilder("latency,watts,money,latency_bound,gap\n");
    for (ParetoPoint point : front) {
      text.append(point.measures().latency())
          .append(',')
          .append(point.measures().watts())
          .append(',')
          .append(point.measures().money())
          .append(',')
          .append(proven(point) ? String.valueOf(point.latencyBound()) : "")
          .append(',')
          .append(proven(point) ? String.valueOf(point.gap()) : "")
          .append('\n');
    }
    return text.toString();
  }

  private static boolean proven(ParetoPoint point) {
    return point.latencyBound() > Double.NEGATIVE_INFINITY;
  }

  private static String text(List<ParetoPoint> front) {
    if (front.isEmpty()) {
      return "Nothing was found in time.\n";
    }
    TextTable table = new TextTable("latency/h", "power W", "money/h", "bound/h", "gap");
    for (ParetoPoint point : front) {
      table.row(
          units(point.measures().latency()),
          units(point.measures().watts()),
          units(point.measures().money()),
          proven(point) ? units(point.latencyBound()) : Figures.NONE,
          proven(point) ? Figures.percent(point.gap()) : Figures.NONE);
    }
    return table
        + "\nNo placement with at most a point's power and money has less latency than its bound.\n";
  }

  private static String units(double value) {
    return Figures.cost(Math.round(value * 1e6));
  }
}
