package dev.continuum.cli;

import dev.continuum.datasets.file.PlacementFiles;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.simulator.HeadroomSearch;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code solve}: from a problem file to a placement with a certificate. */
@Command(
    name = "solve",
    description = {
      "Places a problem and proves how good the placement is.",
      "",
      "Prints where each function runs and how many instances it keeps warm, latency against",
      "deadlines, batteries, the cost by term, and the gap with what proves it. Ctrl-C ends the"
          + " search early with the best placement so far; a second one ends the program."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum solve datasets/tutorial.yaml",
      "  ./continuum solve datasets/tutorial.yaml --time 30s --gap 1%% -o placement.yaml",
      "  ./continuum solve - --json --strategy greedy < problem.yaml",
      "",
      "Exit codes: 0 placed, 1 internal error, 2 wrong usage or invalid input,",
      "3 infeasible, 4 nothing found in time."
    })
final class SolveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PROBLEM", description = "Problem file, YAML or JSON; - for stdin.")
  private String problem = "";

  @Option(
      names = "--time",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Stop after this long (500ms, 10s, 2m). Default: 10s.")
  private Duration time = SolveOptions.DEFAULT.timeLimit();

  @Option(
      names = "--gap",
      paramLabel = "SHARE",
      converter = Shares.class,
      description = "Stop within this of the optimum (0.02 or 2%%). Default: 0, proven optimal.")
  private double gap = SolveOptions.DEFAULT.gap();

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Stop after N search steps: the answer then depends on problem and seed alone.")
  private Optional<Long> steps = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of random choices. Default: 1.")
  private long seed = SolveOptions.DEFAULT.seed();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Most threads to search with. Default: all processors.")
  private int threads = SolveOptions.DEFAULT.threads();

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = "auto, exact, timefold or greedy. Default: auto.")
  private Strategy strategy = Strategy.AUTO;

  @Option(
      names = "--current",
      paramLabel = "PLACEMENT",
      description = "Replan from this running placement, whose changes count.")
  private Optional<String> current = Optional.empty();

  @Mixin private Headroom headroom = new Headroom();

  @Mixin private Output output = new Output();

  SolveCommand() {}

  @Override
  public Integer call() {
    SolveOptions options = options();
    Optional<Path> file = output.file();
    Source source = Source.read(problem);
    PlacementProblem declared = source.problem();
    if (current.isPresent()) {
      declared = declared.withCurrent(Source.read(current.get()).placement(source.validProblem()));
    }
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      HeadroomSearch.Planned<SolveResult> planned = solve(source, declared, options, progress);
      progress.finish();
      PlacementProblem asked = planned.problem();
      SolveResult result = planned.result();
      if (file.isPresent() && result instanceof SolveResult.Placed placed) {
        Output.write(
            file.get(),
            file.get().toString().endsWith(".json")
                ? PlacementFiles.toJson(placed.placement(), asked)
                : PlacementFiles.toYaml(placed.placement(), asked));
      }
      output.print(
          output.json()
              ? Json.text(ResultJson.of(asked, result))
              : new ResultText(asked, result, progress).toString());
      return exitCode(result);
    }
  }

  private HeadroomSearch.Planned<SolveResult> solve(
      Source source, PlacementProblem declared, SolveOptions options, Progress progress) {
    try (StopKeys keys = StopKeys.listening()) {
      return headroom.planned(
          declared, each -> new PlacementSolver().solve(each, options, keys, progress));
    } catch (InvalidProblemException e) {
      throw source.located(e.issues());
    }
  }

  private SolveOptions options() {
    if (threads < 1) {
      throw usage("--threads (" + threads + ") must be at least 1.");
    }
    if (steps.orElse(0L) < 0) {
      throw usage("--steps (" + steps.orElse(0L) + ") must not be negative.");
    }
    OptionalLong most = steps.map(OptionalLong::of).orElse(OptionalLong.empty());
    return new SolveOptions(strategy, time, gap, most, seed, threads);
  }

  private static InvalidInputException usage(String message) {
    return new InvalidInputException(
        Finding.ofUsage("The option " + message, "Try: ./continuum solve --help"));
  }

  private static int exitCode(SolveResult result) {
    return switch (result) {
      case SolveResult.Placed placed -> Exit.OK;
      case SolveResult.Infeasible infeasible -> Exit.INFEASIBLE;
      case SolveResult.Unknown unknown -> Exit.NOTHING_FOUND;
    };
  }
}
