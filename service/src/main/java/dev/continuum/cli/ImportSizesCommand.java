package dev.continuum.cli;

import dev.continuum.datasets.importer.MemoryProfile;
import dev.continuum.datasets.importer.MemorySizes;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code import sizes}: memory sizes of functions as a choice of the plan. */
@Command(
    name = "sizes",
    description = {
      "Makes memory a choice of the plan: on the nodes named (AWS Lambda, where memory buys CPU) a",
      "function becomes a variant per size, with the service time measured at that size. solve then",
      "chooses memory and warm instances together; apply deploys the chosen size as the function."
    },
    footer = {
      "",
      "Example:",
      "  ./continuum import sizes --problem p.yaml --nodes cloud --profile memory.json"
          + " --function match=match-orb-640x480",
      "",
      "Exit codes: 0 written, 2 wrong usage or invalid input."
    })
final class ImportSizesCommand implements Callable<Integer> {

  @Option(
      names = "--problem",
      paramLabel = "FILE",
      required = true,
      description = "Problem whose functions get sizes.")
  private String problem = "";

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      required = true,
      description = "Memory profile: what profile --lambda --json wrote.")
  private String profile = "";

  @Option(
      names = "--function",
      paramLabel = "NAME=ROW",
      required = true,
      description =
          "A function of the problem and its row of the profile: function, algorithm and size of the"
              + " frame, as in extract-orb-640x480. As often as there are functions.")
  private Map<String, String> functions = new TreeMap<>();

  @Option(
      names = "--nodes",
      paramLabel = "NAME",
      split = ",",
      required = true,
      description = "Nodes where sizes can be chosen.")
  private List<String> nodes = List.of();

  @Option(
      names = "--memory",
      paramLabel = "MB",
      split = ",",
      description = "Only these sizes. Default: all of the profile.")
  private List<Integer> memory = List.of();

  @Mixin private Output output = new Output();

  ImportSizesCommand() {}

  @Override
  public Integer call() {
    PlacementProblem asked = Source.read(problem).validProblem();
    SortedSet<NodeId> where = new TreeSet<>();
    for (String each : nodes) {
      NodeId node = new NodeId(each);
      if (asked.topology().nodes().stream().noneMatch(known -> known.id().equals(node))) {
        throw usage("--nodes (" + each + ") must name a node of the problem.");
      }
      where.add(node);
    }
    return ProblemOutput.imported(
        profile,
        output,
        List.of(),
        () -> {
          try {
            MemoryProfile measured = MemoryProfile.read(Source.existing(profile));
            return MemorySizes.choice(asked, sizes(asked, measured), where);
          } catch (IllegalArgumentException e) {
            throw usage("--function cannot be followed: " + e.getMessage());
          }
        });
  }

  private SortedMap<FunctionId, List<MemorySizes.Size>> sizes(
      PlacementProblem asked, MemoryProfile measured) {
    SortedMap<FunctionId, List<MemorySizes.Size>> sizes = new TreeMap<>();
    functions.forEach(
        (name, row) -> {
          FunctionId function = new FunctionId(name);
          if (asked.functions().stream().noneMatch(each -> each.id().equals(function))) {
            throw usage("--function (" + name + ") must name a function of the problem.");
          }
          List<MemorySizes.Size> found =
              measured.sizes(row).stream()
                  .filter(each -> memory.isEmpty() || memory.contains(each.mebibytes()))
                  .toList();
          if (found.isEmpty()) {
            throw usage(
                "--function ("
                    + name
                    + "="
                    + row
                    + ") must name a row of the profile with a size asked for; there are "
                    + measured.rows().keySet()
                    + ".");
          }
          sizes.put(function, found);
        });
    return sizes;
  }

  private static InvalidInputException usage(String message) {
    return new InvalidInputException(
        Finding.ofUsage("The option " + message, "Try: ./continuum import sizes --help"));
  }
}
