package dev.continuum.model.evaluation;

import dev.continuum.model.id.ZoneId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.topology.Node;
import java.util.Set;
import java.util.TreeSet;

/** Rule 7 across nodes: spread and apart. Gather is judged on each route. */
final class CrossRuleJudge {

  private final Catalogue catalogue;
  private final PlacedLoads loads;
  private final RuleBook rules;

  CrossRuleJudge(Catalogue catalogue, PlacedLoads loads, RuleBook rules) {
    this.catalogue = catalogue;
    this.loads = loads;
    this.rules = rules;
  }

  void judge() {
    for (Rule rule : catalogue.problem().rules()) {
      switch (rule) {
        case Rule.Spread spread -> judge(spread);
        case Rule.Gather gather -> {}
        case Rule.Apart apart -> judge(apart);
      }
    }
  }

  private void judge(Rule.Spread spread) {
    Set<ZoneId> zones = new TreeSet<>();
    for (Acquisition pair : loads.warm().keySet()) {
      if (pair.function().equals(spread.function())) {
        zones.add(catalogue.node(pair.node()).zone());
      }
    }
    rules.limit(
        RuleKind.SPREAD,
        new Subject.OfRule(spread),
        spread.zones(),
        zones.size(),
        RuleCheck.Unit.ZONES);
  }

  private void judge(Rule.Apart apart) {
    boolean sizes =
        catalogue.function(apart.one()).isOtherSizeOf(catalogue.function(apart.other()));
    for (Node node : catalogue.nodes()) {
      Acquisition one = new Acquisition(apart.one(), node.id());
      Acquisition other = new Acquisition(apart.other(), node.id());
      int kept = (isThere(one, sizes) ? 1 : 0) + (isThere(other, sizes) ? 1 : 0);
      if (kept > 0) {
        rules.yesNo(
            RuleKind.APART,
            new Subject.OfRuleAtNode(apart, node.id()),
            kept,
            1,
            RuleCheck.Unit.FUNCTIONS);
      }
    }
  }

  private boolean isThere(Acquisition pair, boolean asArtifact) {
    return loads.warm(pair) > 0 || (asArtifact && loads.acquired().contains(pair));
  }
}
