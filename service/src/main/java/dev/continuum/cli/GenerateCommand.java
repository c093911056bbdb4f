package dev.continuum.cli;

import dev.continuum.datasets.generator.AssignmentFamily;
import dev.continuum.datasets.generator.CflpFamily;
import dev.continuum.datasets.generator.CityFamily;
import dev.continuum.datasets.generator.DemandsFamily;
import dev.continuum.datasets.generator.NeptuneFamily;
import dev.continuum.datasets.generator.RegionFamily;
import dev.continuum.datasets.generator.SingleSourceFamily;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.ProblemValidator;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code generate}: families of problems, each from a seed. */
@Command(
    name = "generate",
    description = {
      "Makes a problem of a family: the same numbers and seed make the same problem.",
      "",
      "Families: neptune (functions at the edge, delay only), city (the full model), metro (a city"
          + " of a million devices), region (an application on random sites and users), demands"
          + " (single-source demands on nodes), cflp (facility location), sscflp (the same, customers"
          + " undivided), gap (generalised assignment)."
    },
    footer = {
      "",
      "Example:",
      "  ./continuum generate city --sites 50 --groups 500 --functions 10 --seed 1 -o city.yaml",
      "",
      "./continuum generate FAMILY --help tells more."
    })
final class GenerateCommand implements Runnable {

  private static final String NUMBER = "How many. Default: ${DEFAULT-VALUE}.";
  private static final String SEED = "Seed. Default: ${DEFAULT-VALUE}.";

  @Spec private CommandSpec spec = CommandSpec.create();

  GenerateCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "neptune",
      mixinStandardHelpOptions = true,
      description = "Functions that requests enter for at edge nodes, as NEPTUNE places them.",
      footer = {
        "",
        "Example:",
        "  ./continuum generate neptune --nodes 20 --functions 5 --seed 1 -o neptune.yaml"
      })
  int neptune(
      @Option(names = "--nodes", paramLabel = "N", defaultValue = "20", description = NUMBER)
          int nodes,
      @Option(names = "--functions", paramLabel = "N", defaultValue = "5", description = NUMBER)
          int functions,
      @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = SEED) long seed,
      @Mixin Output output) {
    return generated(output, () -> NeptuneFamily.generate(nodes, functions, seed));
  }

  @Command(
      name = "city",
      mixinStandardHelpOptions = true,
      description = "Sites around centres, links, a cloud, batteries, deadlines: the full model.",
      footer = {
        "",
        "Example:",
        "  ./continuum generate city --sites 50 --groups 500 --functions 10 --seed 1 -o city.yaml"
      })
  int city(
      @Option(names = "--sites", paramLabel = "N", defaultValue = "50", description = NUMBER)
          int sites,
      @Option(names = "--groups", paramLabel = "N", defaultValue = "500", description = NUMBER)
          int groups,
      @Option(names = "--functions", paramLabel = "N", defaultValue = "10", description = NUMBER)
          int functions,
      @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = SEED) long seed,
      @Mixin Output output) {
    return generated(output, () -> CityFamily.city(sites, groups, functions, seed));
  }

  @Command(
      name = "metro",
      mixinStandardHelpOptions = true,
      description = "A city of 1,000 sites, 100,000 groups, 1,000,000 devices and 50 functions.",
      footer = {"", "Example:", "  ./continuum generate metro --seed 1 -o metro.yaml"})
  int metro(
      @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = SEED) long seed,
      @Mixin Output output) {
    return generated(output, () -> CityFamily.metro(seed));
  }

  @Command(
      name = "region",
      mixinStandardHelpOptions = true,
      description = "Sites and users around a few centres, each running an application.",
      footer = {
        "",
        "Example:",
        "  ./continuum generate region --app vehicle --sites 40 --users 400 -o region.yaml"
      })
  int region(
      @Option(
              names = "--app",
              paramLabel = "FILE|NAME",
              defaultValue = "ar",
              description = "The application: " + Sketch.HELP + " Default: ${DEFAULT-VALUE}.")
          String app,
      @Option(names = "--sites", paramLabel = "N", defaultValue = "40", description = NUMBER)
          int sites,
      @Option(names = "--users", paramLabel = "N", defaultValue = "400", description = NUMBER)
          int users,
      @Option(
              names = "--km",
              paramLabel = "KM",
              defaultValue = "10",
              description = "Side of the square in which centres are. Default: ${DEFAULT-VALUE}.")
          double kilometres,
      @Option(names = "--centres", paramLabel = "N", defaultValue = "4", description = NUMBER)
          int centres,
      @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = SEED) long seed,
      @Mixin Output output) {
    var unused = output.file();
    RegionFamily family = chosen(() -> new RegionFamily(sites, users, kilometres, centres));
    PlacementProblem sketch = Sketch.read(app);
    try {
      return ProblemOutput.handedOver(valid(family.around(sketch, seed)), output, List.of());
    } catch (InvalidProblemException e) {
      throw InvalidInputException.of(e.issues(), app);
    }
  }

  @Command(
      name = "demands",
      mixinStandardHelpOptions = true,
      description = "Demands in the unit square, each served by one node.",
      footer = {
        "",
        "Example:",
        "  ./continuum generate demands --demands 1000 --nodes 20 --seed 1 -o demands.yaml"
      })
  int demands(
      @Option(names = "--demands", paramLabel = "N", defaultValue = "1000", description = NUMBER)
          int demands,
      @Option(names = "--nodes", paramLabel = "N", defaultValue = "20", description = NUMBER)
          int nodes,
      @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = SEED) long seed,
      @Mixin Output output) {
    return generated(output, () -> DemandsFamily.generate(demands, nodes, seed));
  }

  @Command(
      name = "cflp",
      mixinStandardHelpOptions = true,
      description = "Capacitated facility location with as many customers as facilities.",
      footer = {
        "",
        "Example:",
        "  ./continuum generate cflp --size 100 --ratio 5 --seed 1 -o cflp.yaml"
      })
  int cflp(
      @Option(names = "--size", paramLabel = "N", defaultValue = "100", description = NUMBER)
          int size,
      @Option(
              names = "--ratio",
              paramLabel = "R",
              defaultValue = "5",
              description = "Capacity to demand. Default: ${DEFAULT-VALUE}.")
          double ratio,
      @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = SEED) long seed,
      @Mixin Output output) {
    return generated(output, () -> CflpFamily.generate(size, ratio, seed));
  }

  @Command(
      name = "sscflp",
      mixinStandardHelpOptions = true,
      description = "Capacitated facility location where each customer has one facility.",
      footer = {
        "",
        "Example:",
        "  ./continuum generate sscflp --facilities 30 --customers 150 --ratio 3 -o sscflp.yaml"
      })
  int sscflp(
      @Option(names = "--facilities", paramLabel = "N", defaultValue = "30", description = NUMBER)
          int facilities,
      @Option(names = "--customers", paramLabel = "N", defaultValue = "150", description = NUMBER)
          int customers,
      @Option(
              names = "--ratio",
              paramLabel = "R",
              defaultValue = "3",
              description = "Capacity to demand. Default: ${DEFAULT-VALUE}.")
          double ratio,
      @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = SEED) long seed,
      @Mixin Output output) {
    return generated(output, () -> SingleSourceFamily.generate(facilities, customers, ratio, seed));
  }

  @Command(
      name = "gap",
      mixinStandardHelpOptions = true,
      description = "Generalised assignment: the classical sets A to E.",
      footer = {
        "",
        "Example:",
        "  ./continuum generate gap --type D --agents 20 --jobs 100 --seed 1 -o d20x100.yaml"
      })
  int gap(
      @Option(
              names = "--type",
              paramLabel = "T",
              defaultValue = "D",
              description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
          AssignmentFamily.Type type,
      @Option(names = "--agents", paramLabel = "N", defaultValue = "20", description = NUMBER)
          int agents,
      @Option(names = "--jobs", paramLabel = "N", defaultValue = "100", description = NUMBER)
          int jobs,
      @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = SEED) long seed,
      @Mixin Output output) {
    return generated(output, () -> AssignmentFamily.generate(type, agents, jobs, seed));
  }

  private static PlacementProblem valid(PlacementProblem problem) {
    ProblemValidator.requireValid(problem);
    return problem;
  }

  private static int generated(Output output, Supplier<PlacementProblem> family) {
    var unused = output.file();
    return ProblemOutput.handedOver(chosen(family), output, List.of());
  }

  /** What the options make, if each is in its range. */
  private static <T> T chosen(Supplier<T> options) {
    try {
      return options.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          Finding.ofUsage(String.valueOf(e.getMessage()), "Try: ./continuum generate --help"));
    }
  }
}
