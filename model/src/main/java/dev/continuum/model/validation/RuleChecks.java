package dev.continuum.model.validation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.Function;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules on several functions or zones. */
final class RuleChecks {

  private final Findings findings;
  private final Declared declared;
  private final List<Node> nodes;

  RuleChecks(Findings findings, Declared declared, PlacementProblem problem) {
    this.findings = findings;
    this.declared = declared;
    this.nodes = problem.topology().nodes();
  }

  void check(List<Rule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      Subject at = new Subject(findings, "rules[" + i + "]", "rule (" + i + ")");
      switch (rules.get(i)) {
        case Rule.Spread spread -> spread(at.at("spread"), spread);
        case Rule.Gather gather -> gather(at.at("gather"), gather);
        case Rule.Apart apart -> apart(at.at("apart"), apart);
      }
    }
  }

  private void spread(Subject at, Rule.Spread spread) {
    function(at, "function", spread.function());
    if (spread.zones() < 1) {
      at.fault(Code.RULE_SPREAD_ZONES, "zones", "number of zones", spread.zones(), "be at least 1");
      return;
    }
    Function function = declared.functions.get(spread.function());
    if (function == null) {
      return;
    }
    Set<Object> zones = new HashSet<>();
    for (Node node : nodes) {
      if (function.fence().allows(node)) {
        zones.add(node.zone());
      }
    }
    if (spread.zones() > zones.size()) {
      at.fault(
          Code.RULE_SPREAD_WIDE,
          "zones",
          "number of zones",
          spread.zones(),
          "be at most the "
              + zones.size()
              + " zones of the nodes that function ("
              + Subject.shown(function.id())
              + ") may use");
    }
  }

  private void gather(Subject at, Rule.Gather gather) {
    gather.functions().forEach(function -> function(at, "functions", function));
    if (gather.functions().size() < 2) {
      at.fault(
          Code.RULE_GATHER_FEW,
          "functions",
          "functions",
          gather.functions(),
          "be at least two to share a place");
    }
  }

  private void apart(Subject at, Rule.Apart apart) {
    function(at, "one", apart.one());
    function(at, "other", apart.other());
    if (apart.one().equals(apart.other())) {
      at.fault(
          Code.RULE_APART_SELF, "other", "function", apart.other(), "differ from the first one");
    }
  }

  private void function(Subject at, String field, FunctionId function) {
    if (!declared.functions.containsKey(function)) {
      at.unknown(Code.RULE_UNKNOWN_FUNCTION, field, "function", function, declared.nearFunctions);
    }
  }
}
