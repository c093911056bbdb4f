package dev.continuum.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.continuum.model.id.NodeId;
import dev.continuum.simulator.warm.PolicyFamily;
import dev.continuum.simulator.warm.WarmCurve;
import dev.continuum.simulator.warm.WarmPlan;
import dev.continuum.simulator.warm.WarmRun;
import dev.continuum.simulator.warm.WarmSimulation;
import dev.continuum.simulator.warm.forecast.Forecasters;
import dev.continuum.simulator.warm.policy.ExpectedCost;
import dev.continuum.simulator.warm.policy.WarmCost;
import dev.continuum.simulator.warm.trace.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warm}: how many instances to keep warm in every minute of a trace. */
@Command(
    name = "warm",
    description = {
      "Plans warm instances over a trace of calls per minute, and compares policies on it.",
      "",
      "The first part of the trace (--fit) is learnt from, the rest is planned minute by minute,"
          + " knowing earlier minutes only, and judged: cold starts, and GB-s of memory held"
          + " (1 GB = 1,000 MB). -o FILE writes the plan of continuum: YAML, .json or .csv.",
      "",
      "A trace is a CSV file, maybe .gz: that of Azure Functions 2019 joined by function (columns"
          + " HashFunction, 1, 2, ..., Average in ms, divvied in MB), or calls alone (app_hash16,"
          + " m1, m2, ...) with --apps (app_hash16, avg_duration_ms, avg_memory_mb)."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum warm --trace datasets/azure2019/functions.csv.gz -o plan.yaml",
      "  ./continuum warm --trace datasets/azure2019/functions.csv.gz --memory 20GB --price 200",
      "  ./continuum warm --trace datasets/azure2019/functions.csv.gz --policy all --csv curves",
      "",
      "Exit codes: 0 done, 2 wrong usage or invalid input."
    })
final class WarmCommand implements Callable<Integer> {

  private static final String ALL = "all";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--trace",
      paramLabel = "CSV",
      required = true,
      description = "Calls per minute of each function.")
  private String trace = "";

  @Option(
      names = "--apps",
      paramLabel = "CSV",
      description = "Time and memory of apps, for traces of calls alone. Default: apps.csv beside.")
  private Optional<String> apps = Optional.empty();

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description =
          "continuum, fixed, hybrid-histogram, greedy-dual, femux, lambda-target-tracking,"
              + " knative-kpa, openwhisk-scheduler, or all to compare. Default: continuum.")
  private String policy = PolicyFamily.OURS;

  @Option(
      names = "--fit",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "How much of the start to learn from. Default: half of the trace.")
  private Optional<Duration> fit = Optional.empty();

  @Option(
      names = "--price",
      paramLabel = "GBS",
      description = "GB-s of memory that a cold start is worth. Default: 80.5, as FeMux has it.")
  private double price = WarmCost.FEMUX.coldStart();

  @Option(
      names = "--start",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Start-up path of an instance; whole minutes of it are lead. Default: 808ms.")
  private Duration start = Duration.ofMillis(808);

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = Gigabytes.class,
      description = "Memory of the node (64GB, 64GiB). Default: as much as is worth it.")
  private Optional<Double> memory = Optional.empty();

  @Option(names = "--node", paramLabel = "NAME", description = "Its name in the plan.")
  private String node = WarmPlan.ONLY_NODE.value();

  @Option(
      names = "--csv",
      paramLabel = "DIR",
      description = "Write curve.csv and curve.svg there: cold starts against GB-s.")
  private Optional<String> csv = Optional.empty();

  @Mixin private Output output = new Output();

  WarmCommand() {}

  @Override
  public Integer call() {
    WarmCost cost = cost();
    Optional<Path> file = output.file();
    Optional<Path> directory = csv.map(WarmCommand::directory);
    Fleet fleet = Fleet.of(new TraceSource(trace, apps).read());
    int fitMinutes = fitMinutes(fleet);
    List<PolicyFamily> families = families(fleet, cost);
    try (WarmProgress progress = new WarmProgress(spec.commandLine().getErr(), fleet.minutes())) {
      WarmSimulation simulation = new WarmSimulation(fleet, fitMinutes, progress::minute);
      if (policy.equals(PolicyFamily.OURS)) {
        progress.start(PolicyFamily.OURS);
        WarmRun run =
            simulation.plan(new ExpectedCost(Forecasters.combination(), cost, gigabytes()));
        plan(file, run, new WarmReport(title(fleet, fitMinutes), price, List.of(one(run))));
      }
      if (!policy.equals(PolicyFamily.OURS) || directory.isPresent()) {
        WarmReport report = compare(families, simulation, progress, title(fleet, fitMinutes));
        directory.ifPresent(path -> curves(path, report));
        if (!policy.equals(PolicyFamily.OURS)) {
          output.result(report.text(), report.json());
        }
      }
    }
    return Exit.OK;
  }

  private void plan(Optional<Path> file, WarmRun run, WarmReport report) {
    WarmPlan plan = run.plan().on(new NodeId(node));
    file.ifPresent(path -> Output.write(path, WarmPlanText.of(plan, path.toString())));
    if (output.json()) {
      JsonObject json = report.json();
      json.add("plan", JsonParser.parseString(WarmPlanText.json(plan)));
      output.print(Json.text(json));
    } else {
      output.print(report.text());
    }
  }

  private static WarmCurve one(WarmRun run) {
    return new WarmCurve(PolicyFamily.OURS, List.of(run.outcome()));
  }

  private WarmReport compare(
      List<PolicyFamily> families, WarmSimulation simulation, WarmProgress progress, String title) {
    List<WarmCurve> curves = new ArrayList<>();
    for (PolicyFamily family : families) {
      progress.start(family.name());
      curves.add(new WarmCurve(family.name(), simulation.run(family.settings())));
    }
    return new WarmReport(title, price, curves);
  }

  private List<PolicyFamily> families(Fleet fleet, WarmCost cost) {
    List<PolicyFamily> known =
        Stream.concat(
                Stream.of(PolicyFamily.ours(Forecasters.combination(), cost, gigabytes())),
                PolicyFamily.baselines(fleet.profiles()).stream())
            .toList();
    List<PolicyFamily> chosen =
        known.stream().filter(each -> policy.equals(ALL) || policy.equals(each.name())).toList();
    if (chosen.isEmpty()) {
      throw usage(
          "--policy ("
              + policy
              + ") must be one of "
              + String.join(", ", known.stream().map(PolicyFamily::name).toList())
              + " or all.");
    }
    return chosen;
  }

  private WarmCost cost() {
    if (!(price > 0 && price <= 1e12)) {
      throw usage("--price (" + price + ") must be above 0 and at most 1e12.");
    }
    if (start.compareTo(Duration.ofHours(1)) > 0) {
      throw usage("--start (" + start + ") must be at most an hour.");
    }
    if (node.isBlank()) {
      throw usage("--node must not be blank.");
    }
    return new WarmCost(price, start.toNanos() / 1e9);
  }

  private int fitMinutes(Fleet fleet) {
    long minutes = fit.map(Duration::toMinutes).orElse(fleet.minutes() / 2L);
    if (minutes >= fleet.minutes()) {
      throw usage(
          "--fit (" + minutes + " min) must end before the trace (" + fleet.minutes() + " min).");
    }
    return (int) minutes;
  }

  private double gigabytes() {
    return memory.orElse(Double.POSITIVE_INFINITY);
  }

  private String title(Fleet fleet, int fitMinutes) {
    return Figures.count(fleet.profiles().size(), "function")
        + ", learnt from "
        + Figures.count(fitMinutes, "minute")
        + ", judged on the next "
        + Figures.count((long) fleet.minutes() - fitMinutes);
  }

  private static void curves(Path directory, WarmReport report) {
    Output.write(directory.resolve("curve.csv"), report.csv());
    Output.write(directory.resolve("curve.svg"), CurveChart.svg(report.curves(), report.title()));
  }

  private static Path directory(String name) {
    try {
      return Files.createDirectories(Path.of(name));
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new InvalidInputException(
          Finding.ofFile(
              "output.unwritable", name, "This directory cannot be made.", "Maybe name another."));
    }
  }

  private static InvalidInputException usage(String message) {
    return new InvalidInputException(
        Finding.ofUsage("The option " + message, "Try: ./continuum warm --help"));
  }
}
