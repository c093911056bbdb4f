package dev.continuum.model.evaluation;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.NodeStatus;

/** A cordoned node keeps what it has and takes nothing new; one that is down has nothing. */
final class StatusJudge {

  private final Catalogue catalogue;
  private final PlacedLoads loads;
  private final RunningState running;
  private final RuleBook rules;

  StatusJudge(Catalogue catalogue, PlacedLoads loads, RunningState running, RuleBook rules) {
    this.catalogue = catalogue;
    this.loads = loads;
    this.running = running;
    this.rules = rules;
  }

  void judge() {
    loads
        .acquired()
        .forEach(
            pair ->
                limit(
                    pair.node(),
                    new Subject.OfFunction(pair.function(), pair.node()),
                    1,
                    running.acquired().contains(pair) ? 1 : 0,
                    RuleCheck.Unit.ARTIFACTS));
    loads
        .warm()
        .forEach(
            (pair, warm) ->
                limit(
                    pair.node(),
                    new Subject.OfFunction(pair.function(), pair.node()),
                    (double) warm,
                    (double) running.warm(pair),
                    RuleCheck.Unit.INSTANCES));
    if (catalogue.nodes().stream().anyMatch(node -> node.status() != NodeStatus.UP)) {
      judgeDevices();
    }
  }

  private void judgeDevices() {
    loads
        .marginals()
        .forEach(
            (marginal, devices) ->
                limit(
                    marginal.node(),
                    new Subject.OfMarginal(marginal.group(), marginal.call(), marginal.node()),
                    devices.value(),
                    running.devices(marginal),
                    RuleCheck.Unit.DEVICES));
  }

  private void limit(NodeId node, Subject subject, double use, double had, RuleCheck.Unit unit) {
    NodeStatus status = catalogue.node(node).status();
    switch (status) {
      case UP -> {}
      case CORDONED -> rules.share(RuleKind.STATUS, subject, use, had, unit);
      case DOWN -> rules.share(RuleKind.STATUS, subject, use, 0, unit);
    }
  }
}
