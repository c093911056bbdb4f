package dev.continuum.cli;

import dev.continuum.actuation.NodeLimits;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code import limits}: what platforms allow, written into a problem. */
@Command(
    name = "limits",
    description = {
      "Reads the limits of the platforms of a targets file into a problem: instances at once (Q_n)",
      "and calls per second (R_n) of each node that has a target. The stricter of what the problem",
      "says and what the platform allows counts."
    },
    footer = {
      "",
      "Example:",
      "  ./continuum import limits --targets targets.yaml --problem lab.yaml -o lab-limited.yaml",
      "",
      "Exit codes: 0 written, 1 a platform cannot be asked, 2 wrong usage."
    })
final class ImportLimitsCommand implements Callable<Integer> {

  @Mixin private TargetOption targets = new TargetOption();

  @Option(
      names = "--problem",
      paramLabel = "FILE",
      description = "Problem to complete. Default: the one the targets file names.")
  private Optional<String> problem = Optional.empty();

  @Mixin private Output output = new Output();

  ImportLimitsCommand() {}

  @Override
  public Integer call() {
    TargetsFile file = targets.file();
    PlacementProblem valid = file.problem(problem);
    SortedMap<NodeId, NodeLimits> limits = new TreeMap<>();
    boolean asked =
        TargetOption.ask(file, output, each -> limits.putAll(each.observe(file.owner()).limits()));
    if (!asked) {
      return Exit.INTERNAL;
    }
    List<String> notes = new ArrayList<>();
    PlacementProblem limited =
        valid.toBuilder().eachNode(node -> limited(node, limits, notes)).build();
    notes.forEach(output::note);
    return ProblemOutput.handedOver(limited, output, notes);
  }

  private static Node limited(Node node, SortedMap<NodeId, NodeLimits> limits, List<String> notes) {
    NodeLimits found = limits.get(node.id());
    if (found == null) {
      return node;
    }
    Capacity now = node.capacity();
    Capacity strict =
        now.withInstances(Math.min(now.instances(), found.instances()))
            .withRates(
                least(now.rate(), found.rate()), least(now.instanceRate(), found.instanceRate()));
    if (!strict.equals(now)) {
      notes.add(
          node.id()
              + ": at most "
              + strict.instances()
              + " instances at once and "
              + strict.rate().perSecond()
              + " calls per second");
    }
    return node.withCapacity(strict);
  }

  private static Rate least(Rate one, Rate two) {
    return one.perSecond() <= two.perSecond() ? one : two;
  }
}
