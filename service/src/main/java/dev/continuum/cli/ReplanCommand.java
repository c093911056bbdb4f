package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.datasets.file.PlacementFiles;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.replan.ContinuumEvent;
import dev.continuum.solver.replan.Replan;
import dev.continuum.solver.replan.Replanner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replan}: from what runs and what happened to what should run now. */
@Command(
    name = "replan",
    description = {
      "Repairs a running placement after events, then improves it.",
      "",
      "The repair moves few groups, each to the cheapest place that is free. What changes cost (the"
          + " problem's reconfiguration) is part of the cost: nothing moves that does not save more"
          + " than that over the horizon."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum replan problem.yaml --current running.yaml --event node-lost=edge-3",
      "  ./continuum replan problem.yaml --current run.yaml --event rate=phones:9 --time 2s",
      "  ./continuum replan problem.yaml --current running.yaml --patch problem-now.yaml --json",
      "",
      "Exit codes: 0 replanned, 2 wrong usage or invalid input, 3 infeasible, 4 not repaired in time."
    })
final class ReplanCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PROBLEM", description = "Problem file as it was; - for stdin.")
  private String problem = "";

  @Option(
      names = "--current",
      required = true,
      paramLabel = "PLACEMENT",
      description = "The placement that runs, whose changes count.")
  private String current = "";

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      converter = Happening.Reader.class,
      description =
          "What happened: node-lost=NODE, node-back=NODE, rate=GROUP:PER_SECOND, group-left=GROUP,"
              + " group-moved=GROUP:POINT, battery=GROUP:JOULES or latency=POINT:POINT:MS. Repeat"
              + " for more.")
  private List<Happening> happenings = new ArrayList<>();

  @Option(
      names = "--patch",
      paramLabel = "FILE",
      description = "The problem as it is now; nodes, links and groups may differ.")
  private Optional<String> patch = Optional.empty();

  @Option(
      names = "--time",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Improve for this long after the repair. Default: 1s.")
  private Duration time = Duration.ofSeconds(1);

  @Mixin private Output output = new Output();

  ReplanCommand() {}

  @Override
  public Integer call() {
    Optional<Path> file = output.file();
    Source source = Source.read(problem);
    PlacementProblem before = source.validProblem();
    Placement running = Source.read(current).placement(before);
    List<ContinuumEvent> events = new ArrayList<>();
    if (patch.isPresent()) {
      PlacementProblem after = Source.read(patch.get()).validProblem();
      events.addAll(Patched.events(before, after, patch.get()));
    }
    happenings.forEach(each -> events.add(each.in(before)));
    Replanner replanner =
        new Replanner(before, running, SolveOptions.DEFAULT.threads(), System::nanoTime);
    try (StopKeys keys = StopKeys.listening()) {
      Replan repaired = apply(source, replanner, events);
      Replan improved = replanner.improve(time, keys);
      return tell(file, replanner, events.size(), repaired, improved);
    }
  }

  private static Replan apply(Source source, Replanner replanner, List<ContinuumEvent> events) {
    try {
      return replanner.apply(events);
    } catch (InvalidProblemException e) {
      throw source.located(e.issues());
    }
  }

  private int tell(
      Optional<Path> file, Replanner replanner, int events, Replan repaired, Replan improved) {
    PlacementProblem now = replanner.problem();
    Placement placement = replanner.placement();
    Evaluation evaluation = PlacementEvaluator.evaluate(now, placement);
    boolean anew = !evaluation.score().feasible();
    int exit = Exit.OK;
    if (anew) {
      SolveResult result =
          new PlacementSolver()
              .solve(
                  now, SolveOptions.DEFAULT.withTimeLimit(time), () -> false, SolveListener.NONE);
      switch (result) {
        case SolveResult.Placed placed -> {
          placement = placed.placement();
          evaluation = placed.evaluation();
        }
        case SolveResult.Infeasible infeasible -> exit = Exit.INFEASIBLE;
        case SolveResult.Unknown unknown -> exit = Exit.NOTHING_FOUND;
      }
    }
    if (file.isPresent() && exit == Exit.OK) {
      Output.write(
          file.get(),
          file.get().toString().endsWith(".json")
              ? PlacementFiles.toJson(placement, now)
              : PlacementFiles.toYaml(placement, now));
    }
    ReplanReport report = new ReplanReport(events, repaired, improved, anew, evaluation);
    JsonObject json = report.json();
    json.add("placement", Json.placement(placement, now));
    output.print(output.json() ? Json.text(json) : report.toString());
    return exit;
  }
}
