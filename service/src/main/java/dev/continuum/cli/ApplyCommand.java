package dev.continuum.cli;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.Deployments;
import dev.continuum.actuation.Plan;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.NodeEvaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Rate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code apply}: makes platforms like a placement. */
@Command(
    name = "apply",
    description = {
      "Applies a placement to the platforms that serve its nodes: actions, warm instances, routes.",
      "",
      "Steps are journaled; a run that was interrupted is continued by running it again. Only",
      "objects of the owner named in the targets file are touched. A plan that sends more calls to",
      "a domain than it takes (R_n) is refused, as one with too many instances (Q_n) is."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum apply --plan placement.yaml --targets targets.yaml --dry-run",
      "  ./continuum apply --plan placement.yaml --targets targets.yaml --yes --keep",
      "",
      "Exit codes: 0 applied or nothing to do, 1 failed, 2 wrong usage or invalid plan,",
      "5 changes pending (--dry-run), 6 stale plan."
    })
final class ApplyCommand implements Callable<Integer> {

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      required = true,
      description = "Placement file, as solve -o writes it.")
  private String plan = "";

  @Option(
      names = "--problem",
      paramLabel = "FILE",
      description = "Problem file of the placement. Default: the one the targets file names.")
  private Optional<String> problem = Optional.empty();

  @Option(
      names = "--basis",
      paramLabel = "HASH",
      description = "Refuse unless the state is the one a --dry-run saw (its basis).")
  private Optional<String> basis = Optional.empty();

  @Option(names = "--keep", description = "Stay, and keep the instances warm until Ctrl-C.")
  private boolean keep;

  @Mixin private Application application = new Application();
  @Mixin private Output output = new Output();

  ApplyCommand() {}

  @Override
  public Integer call() {
    TargetsFile file = application.targets();
    PlacementProblem valid = file.problem(problem);
    Placement placement = Source.read(plan).placement(valid);
    Plan wanted;
    try {
      wanted =
          new Deployments(valid, file.functions(), file.elsewhere())
              .plan(file.owner(), placement, file.nodes())
              .withBasis(basis)
              .withDemand(demand(valid, placement));
    } catch (ActuationException e) {
      throw new InvalidInputException(
          Finding.ofFile(
              "targets", file.path().toString(), String.valueOf(e.getMessage()), e.remedy()));
    }
    return application.run(file, wanted, keep, output);
  }

  /** What the problem expects on each node. */
  private static SortedMap<NodeId, Rate> demand(PlacementProblem problem, Placement placement) {
    SortedMap<NodeId, Rate> demand = new TreeMap<>();
    for (NodeEvaluation each : PlacementEvaluator.evaluate(problem, placement).nodes()) {
      demand.put(each.node(), Rate.perSecond(each.ratePerSecond().used()));
    }
    return demand;
  }
}
