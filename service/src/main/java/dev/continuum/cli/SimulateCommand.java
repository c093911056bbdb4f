package dev.continuum.cli;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.topology.Tier;
import dev.continuum.simulator.EstimateComparison;
import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.Simulation;
import dev.continuum.simulator.SimulationResult;
import dev.continuum.simulator.client.ClientPolicy;
import dev.continuum.simulator.client.Persistence;
import dev.continuum.simulator.platform.Platform;
import dev.continuum.simulator.warm.MemoryPrices;
import dev.continuum.simulator.warm.WarmPlan;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code simulate}: a placement in virtual time. */
@Command(
    name = "simulate",
    description = {
      "Runs a placement in virtual time and tells what clients would see.",
      "",
      "Without --placement the problem is solved first. Each application's simulated latency stands",
      "beside the evaluator's estimate. The same seed gives the same run."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum simulate datasets/a3e-testbed.yaml",
      "  ./continuum simulate datasets/melbourne-ar.yaml --duration 30m --seed 7 --csv series",
      "  ./continuum simulate datasets/a3e-testbed.yaml --policy a3e --attempts 3 --json",
      "  ./continuum simulate problem.yaml --placement placement.yaml --warm-plan plan.yaml",
      "",
      "Exit codes: 0 done, 2 wrong usage or invalid input, 3 no placement exists, 4 none was found."
    })
final class SimulateCommand implements Callable<Integer> {

  /** What clients may be told to do. */
  enum Policy {
    PLAN,
    A3E,
    NEAREST,
    DEVICE,
    EDGE,
    CLOUD
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PROBLEM", description = "Problem file, YAML or JSON; - for stdin.")
  private String problem = "";

  @Option(
      names = "--placement",
      paramLabel = "PLACEMENT",
      description = "Run this placement. Default: solve first.")
  private Optional<String> placement = Optional.empty();

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "Where clients send: plan, a3e, nearest, device, edge or cloud. Default: plan.")
  private Policy policy = Policy.PLAN;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Virtual time to measure, after a tenth of it as warm-up. Default: 1h.")
  private Duration duration = Duration.ofHours(1);

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all chance. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description = "Tries of a request, the later ones elsewhere. Default: 1.")
  private int attempts = 1;

  @Option(
      names = "--processor",
      paramLabel = "NAME",
      description =
          "shared: calls on a node compete for its cores; isolated: they do not, as the model"
              + " assumes. Default: shared.")
  private Scenario.Processor processor = Scenario.Processor.SHARED;

  @Option(
      names = "--eviction",
      paramLabel = "NAME",
      description =
          "What makes way when an OpenWhisk node's memory is full: any idle container, as it does,"
              + " or only spare ones, as the model assumes. Default: any.")
  private Platform.Eviction eviction = Platform.Eviction.ANY;

  @Option(
      names = "--hedge",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Send a request elsewhere too when no answer has come for so long.")
  private Optional<Duration> hedge = Optional.empty();

  @Option(
      names = "--warm-plan",
      paramLabel = "PLAN",
      description =
          "Keep as many instances warm as this plan of ./continuum warm says, from its first minute"
              + " on. Where the problem is solved first, its price of memory counts.")
  private Optional<String> warmPlan = Optional.empty();

  @Option(
      names = "--csv",
      paramLabel = "DIR",
      description = "Also write time series by the minute to DIR: apps.csv and functions.csv.")
  private Optional<String> csv = Optional.empty();

  @Mixin private Headroom headroom = new Headroom();

  @Mixin private Output output = new Output();

  SimulateCommand() {}

  @Override
  public Integer call() {
    if (duration.isZero()
        || hedge.filter(Duration::isZero).isPresent()
        || attempts < 1
        || attempts > 100) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "The options --duration and --hedge must be above 0, and --attempts from 1 to 100.",
              "Try: ./continuum simulate --help"));
    }
    var unused = output.file();
    Optional<SeriesFiles> series = csv.map(SeriesFiles::in);
    Source source = Source.read(problem);
    PlacementProblem asked = source.validProblem();
    Optional<WarmPlan> schedule =
        warmPlan.map(name -> WarmPlanSource.read(Source.read(name), asked));
    Optional<Placement> placed =
        placement.isPresent()
            ? Optional.of(Source.read(placement.get()).placement(asked))
            : solved(schedule.map(plan -> MemoryPrices.applied(asked, plan)).orElse(asked));
    if (placed.isEmpty()) {
      return Exit.NOTHING_FOUND;
    }
    if (eviction == Platform.Eviction.ANY) {
      Headroom.advice(asked, placed.get()).ifPresent(output::note);
    }
    try (VirtualProgress progress =
        VirtualProgress.on(spec.commandLine().getErr(), duration, series)) {
      SimulationResult result =
          Simulation.run(asked, placed.get(), scenario(asked, schedule), progress);
      progress.finish();
      series.ifPresent(SeriesFiles::write);
      Evaluation evaluation = PlacementEvaluator.evaluate(asked, placed.get());
      List<EstimateComparison> compared = EstimateComparison.of(asked.groups(), evaluation, result);
      output.result(
          new SimulationText(asked, result, compared).toString(),
          SimulationJson.of(result, compared));
      return Exit.OK;
    }
  }

  private Optional<Placement> solved(PlacementProblem asked) {
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      SolveResult result =
          headroom
              .planned(
                  asked,
                  each ->
                      new PlacementSolver()
                          .solve(each, SolveOptions.DEFAULT, () -> false, progress))
              .result();
      progress.finish();
      if (result instanceof SolveResult.Placed found) {
        return Optional.of(found.placement());
      }
      output.note("No placement to simulate was found; ./continuum solve tells why.");
      return Optional.empty();
    }
  }

  private Scenario scenario(PlacementProblem asked, Optional<WarmPlan> schedule) {
    Persistence tries =
        attempts == 1
            ? Persistence.NONE
            : new Persistence(attempts, Duration.ZERO, true, Optional.empty());
    Scenario scenario =
        Scenario.DEFAULT
            .with(Scenario.Run.of(duration, seed))
            .with(clients(), hedge.map(tries::hedged).orElse(tries))
            .with(processor)
            .withPlatforms(
                Platform.on(asked, Tier.EDGE, Platform.OpenWhisk.DEFAULT.withEviction(eviction)));
    return schedule.map(scenario::with).orElse(scenario);
  }

  private ClientPolicy clients() {
    return switch (policy) {
      case PLAN -> new ClientPolicy.Plan();
      case A3E -> ClientPolicy.A3e.DEFAULT;
      case NEAREST -> new ClientPolicy.Nearest();
      case DEVICE -> new ClientPolicy.DeviceOnly();
      case EDGE -> new ClientPolicy.EdgeOnly();
      case CLOUD -> new ClientPolicy.CloudOnly();
    };
  }
}
