package dev.continuum.solver.compiled;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Link;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Compiles a problem: the parts in order, each by its own compiler. */
final class ProblemCompiler {

  private final PlacementProblem problem;
  private final Declared declared;
  private final Network network;
  private final NodeTable nodes;
  private final PairTable pairs;
  private final GroupCompiler groupCompiler;

  ProblemCompiler(PlacementProblem problem) {
    this.problem = problem;
    declared = new Declared(problem);
    network = new Network(problem.topology());
    nodes = new NodeCompiler(declared).compile();
    pairs = new PairCompiler(declared, network).compile();
    groupCompiler = new GroupCompiler(declared, network, pairs);
  }

  CompiledProblem compile() {
    List<CompiledGroup> groups = new ArrayList<>(problem.groups().size());
    List<GroupId> ids = new ArrayList<>(problem.groups().size());
    List<List<CallId>> calls = new ArrayList<>(problem.groups().size());
    return compile(groups, ids, calls);
  }

  /** Compiles into lists that the caller owns; the problem shows what they hold. */
  CompiledProblem compile(List<CompiledGroup> groups, List<GroupId> ids, List<List<CallId>> calls) {
    long constant = 0;
    List<ClientGroup> sorted =
        problem.groups().stream().sorted(Comparator.comparing(ClientGroup::id)).toList();
    for (ClientGroup group : sorted) {
      groups.add(groupCompiler.compile(groups.size(), group));
      constant += groupCompiler.constantMicros(group);
      ids.add(group.id());
      calls.add(declared.calls(group.app()));
    }
    Names names =
        new Names(
            declared.nodes.stream().map(node -> node.id()).toList(),
            declared.functions.stream().map(function -> function.id()).toList(),
            Collections.unmodifiableList(ids),
            Collections.unmodifiableList(calls),
            directedLinks());
    return new CompiledProblem(
        names,
        nodes,
        pairs,
        Collections.unmodifiableList(groups),
        rules(),
        changes(),
        Arrays.stream(network.linkMillibits).boxed().toList(),
        constant,
        Surroundings.of(
            network,
            declared.nodes.stream().mapToInt(node -> network.index(node.id().point())).toArray()));
  }

  Declared declared() {
    return declared;
  }

  Network network() {
    return network;
  }

  GroupCompiler groupCompiler() {
    return groupCompiler;
  }

  /** As {@link Network#linkMillibits} numbers them, and named as the oracle names them. */
  private List<String> directedLinks() {
    List<String> names = new ArrayList<>();
    for (Link link : problem.topology().links()) {
      names.add(link.a() + " -> " + link.b());
      names.add(link.b() + " -> " + link.a());
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
            aparts.add(apart(declared.function(one), declared.function(other)));
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

  private RuleTable.ApartRule apart(int one, int other) {
    boolean sizes = declared.functions.get(one).isOtherSizeOf(declared.functions.get(other));
    return new RuleTable.ApartRule(one, other, sizes);
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
