package dev.continuum.model.evaluation;

import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rule 8: what differs from the running placement, and its prices. Not thread-safe. */
final class ReconfigurationJudge {

  private final Catalogue catalogue;
  private final DeclaredNetwork network;
  private final PlacedLoads loads;
  private final RuleBook rules;
  private final CostLedger costs;
  private final Reconfiguration terms;

  ReconfigurationJudge(
      Catalogue catalogue,
      DeclaredNetwork network,
      PlacedLoads loads,
      RuleBook rules,
      CostLedger costs) {
    this.catalogue = catalogue;
    this.network = network;
    this.loads = loads;
    this.rules = rules;
    this.costs = costs;
    this.terms = catalogue.problem().reconfiguration();
  }

  ReconfigurationEvaluation judge(RunningState running) {
    long costBefore = costs.totalMicros();
    List<Acquisition> acquired = new ArrayList<>(loads.acquired());
    acquired.removeAll(running.acquired());
    List<Acquisition> released = new ArrayList<>(running.acquired());
    released.removeAll(loads.acquired());
    acquired.forEach(this::priceAcquisition);
    List<WarmInstances> started = new ArrayList<>();
    loads.warm().forEach((pair, warm) -> note(started, pair, warm - running.warm(pair)));
    long starts = started.stream().mapToLong(WarmInstances::instances).reduce(0, Amount::sum);
    costs.add(
        CostTerm.STARTS,
        (double) starts,
        Rounding.oneTimeMicros(terms.pricePerStart(), terms.horizon()));
    List<WarmInstances> stopped = new ArrayList<>();
    running.warm().forEach((pair, warm) -> note(stopped, pair, warm - loads.warm(pair)));
    double moved = 0;
    for (var entry : loads.marginals().entrySet()) {
      moved += Math.max(0, entry.getValue().value() - running.devices(entry.getKey()));
    }
    costs.add(
        CostTerm.MOVES,
        moved,
        Rounding.oneTimeMicros(terms.pricePerMovedDevice(), terms.horizon()));
    double changes = acquired.size() + (double) starts + moved;
    if (terms.budget().isPresent()) {
      rules.share(
          RuleKind.CHANGES,
          new Subject.OfPlacement(),
          changes,
          terms.budget().getAsDouble(),
          RuleCheck.Unit.CHANGES);
    }
    return new ReconfigurationEvaluation(
        acquired,
        released,
        started,
        stopped,
        moved,
        changes,
        Amount.sum(costs.totalMicros(), -costBefore));
  }

  private static void note(List<WarmInstances> list, Acquisition pair, long instances) {
    if (instances > 0) {
      list.add(new WarmInstances(pair.function(), pair.node(), instances));
    }
  }

  /** Download from the repository, then install. */
  private void priceAcquisition(Acquisition pair) {
    Function function = catalogue.function(pair.function());
    Node node = catalogue.node(pair.node());
    Optional<PointId> repository = function.artifact().repository();
    long download = 0;
    if (repository.isPresent()) {
      Optional<Connection> way = network.connection(repository.get(), node.id().point());
      rules.holds(
          RuleKind.REACHABLE,
          new Subject.OfFunction(pair.function(), pair.node()),
          way.isPresent());
      long size = function.artifact().size().bytes();
      download =
          way.map(known -> Rounding.transferMicros(known.latencyMicros(), size, known.bandwidth()))
              .orElse(0L);
    }
    long install = Rounding.micros(function.startUpOn(node.nodeClass()).install());
    costs.add(
        CostTerm.ACQUISITION,
        1,
        Rounding.acquisitionMicros(
            terms.pricePerAcquisitionSecond(), Amount.sum(download, install), terms.horizon()));
  }
}
