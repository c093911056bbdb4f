package dev.continuum.solver.compiled;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Subject;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Link;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Compiles a problem: the parts in order, each by its own compiler. */
final class ProblemCompiler {

  private final PlacementProblem problem;
  private final Declared declared;

  ProblemCompiler(PlacementProblem problem) {
    this.problem = problem;
    this.declared = new Declared(problem);
  }

  CompiledProblem compile() {
    Network network = new Network(problem.topology());
    NodeTable nodes = new NodeCompiler(declared).compile();
    PairTable pairs = new PairCompiler(declared, network).compile();
    GroupCompiler groupCompiler = new GroupCompiler(declared, network, pairs);
    List<CompiledGroup> groups = new ArrayList<>();
    long constant = 0;
    List<ClientGroup> declaredGroups =
        problem.groups().stream().sorted(Comparator.comparing(ClientGroup::id)).toList();
    for (ClientGroup group : declaredGroups) {
      groups.add(groupCompiler.compile(groups.size(), group));
      constant += groupCompiler.constantMicros(group);
    }
    Names names =
        new Names(
            declared.nodes.stream().map(node -> node.id()).toList(),
            declared.functions.stream().map(function -> function.id()).toList(),
            declaredGroups.stream().map(ClientGroup::id).toList(),
            declaredGroups.stream().map(group -> declared.calls(group.app())).toList(),
            directedLinks());
    return new CompiledProblem(
        names,
        nodes,
        pairs,
        groups,
        rules(),
        changes(),
        Arrays.stream(network.linkMillibits).boxed().toList(),
        constant,
        Surroundings.of(
            network,
            declared.nodes.stream().mapToInt(node -> network.index(node.id().point())).toArray()));
  }

  /** As {@link Network#linkMillibits} numbers them, and named as the oracle names them. */
  private List<String> directedLinks() {
    List<String> names = new ArrayList<>();
    for (Link link : problem.topology().links()) {
      names.add(new Subject.OfLink(link.a(), link.b()).toString());
      names.add(new Subject.OfLink(link.b(), link.a()).toString());
    }
    return names;
  }

  private RuleTable rules() {
    List<RuleTable.SpreadRule> spreads = new ArrayList<>();
    List<RuleTable.ApartRule> aparts = new ArrayList<>();
    for (Rule rule : problem.rules()) {
      switch (rule) {
        case Rule.Spread(FunctionId function, int zones) ->
            spreads.add(new RuleTable.SpreadRule(declared.function(function), zones));
        case Rule.Apart(FunctionId one, FunctionId other) ->
            aparts.add(new RuleTable.ApartRule(declared.function(one), declared.function(other)));
        case Rule.Gather gather -> {
          // Judged route by route.
        }
      }
    }
    spreads.sort(
        Comparator.comparingInt(RuleTable.SpreadRule::function)
            .thenComparingInt(RuleTable.SpreadRule::zones));
    aparts.sort(
        Comparator.comparingInt(RuleTable.ApartRule::one)
            .thenComparingInt(RuleTable.ApartRule::other));
    return new RuleTable(spreads, aparts);
  }

  private ChangeTable changes() {
    Reconfiguration policy = problem.reconfiguration();
    boolean counted = problem.current().isPresent();
    return new ChangeTable(
        counted,
        counted ? policy.budget().orElse(Double.POSITIVE_INFINITY) : Double.POSITIVE_INFINITY,
        counted ? Rounding.oneTimeMicros(policy.pricePerStart(), policy.horizon()) : 0,
        counted ? Rounding.oneTimeMicros(policy.pricePerMovedDevice(), policy.horizon()) : 0);
  }
}
