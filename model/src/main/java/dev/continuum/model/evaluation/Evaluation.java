package dev.continuum.model.evaluation;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the oracle says of a placement: worth, rules, latencies, batteries, loads, money, energy.
 * Everything is sorted by id. Immutable and thread-safe.
 *
 * @param score the objective
 * @param constantMicros cost per hour that every placement has: pinned calls without a choice and
 *     idle devices; not part of the score, micro-units
 * @param cost the cost by term
 * @param rules every instance of every rule that applies; records of the oracle's are made when
 *     they are read, equal ones each time
 * @param routes every route that devices follow; equal ones added up
 * @param groups every group
 * @param apps every application
 * @param functions every function on a node that has its artifact, instances or load
 * @param nodes every node
 * @param links every link direction with traffic
 * @param money money per hour
 * @param energy power
 * @param reconfiguration changes of the running placement
 */
public record Evaluation(
    Score score,
    long constantMicros,
    CostBreakdown cost,
    List<RuleCheck> rules,
    List<RouteEvaluation> routes,
    List<GroupEvaluation> groups,
    List<AppEvaluation> apps,
    List<FunctionEvaluation> functions,
    List<NodeEvaluation> nodes,
    List<LinkEvaluation> links,
    MoneyEvaluation money,
    EnergyEvaluation energy,
    ReconfigurationEvaluation reconfiguration) {

  /** Copies the lists. */
  public Evaluation {
    rules = rules instanceof CheckList kept ? kept : List.copyOf(rules);
    routes = List.copyOf(routes);
    groups = List.copyOf(groups);
    apps = List.copyOf(apps);
    functions = List.copyOf(functions);
    nodes = List.copyOf(nodes);
    links = List.copyOf(links);
  }

  /** The rules that do not hold. */
  public List<RuleCheck> broken() {
    return rules instanceof CheckList kept
        ? kept.broken()
        : rules.stream().filter(RuleCheck::broken).toList();
  }

  /** The instances of one rule. */
  public Stream<RuleCheck> rules(RuleKind kind) {
    return rules.stream().filter(check -> check.kind() == kind);
  }

  /** What changed since another evaluation. */
  public EvaluationDifference since(Evaluation before) {
    return EvaluationDifference.between(before, this);
  }
}
