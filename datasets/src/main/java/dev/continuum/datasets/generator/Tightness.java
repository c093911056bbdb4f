package dev.continuum.datasets.generator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.CostTerm;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.NodeEvaluation;
import dev.continuum.model.evaluation.Use;
import dev.continuum.model.workload.Function;

/**
 * How tight a problem is under a good placement of it: whether limits bind and which terms weigh.
 * Families promise at least {@link #LEAST_NODES_AT_LIMIT} and, where they have all terms, {@link
 * #LEAST_TERM}.
 *
 * @param nodesAtLimit share of the nodes with a limit that are at one: no room for an instance of
 *     the smallest function, or CPU nearly all in use
 * @param cpuUse CPU in use of the CPU there is, over nodes with a limit, utilisation caps aside
 * @param latency share of the cost that transfers and service have
 * @param warmMemory share of the cost that kept instances have
 * @param money share of the cost that requests, runs, bytes sent and active nodes have
 */
public record Tightness(
    double nodesAtLimit, double cpuUse, double latency, double warmMemory, double money) {

  /** Least share of nodes at a limit. */
  public static final double LEAST_NODES_AT_LIMIT = 0.2;

  /** Least share of latency, of warm memory and of money in the cost. */
  public static final double LEAST_TERM = 0.05;

  /** From here on a node's CPU counts as used up. */
  private static final double CPU_AT_LIMIT = 0.95;

  /** Measures a placement by what the oracle says of it. */
  public static Tightness of(PlacementProblem problem, Evaluation evaluation) {
    double smallest =
        problem.functions().stream()
            .map(Function::memory)
            .mapToDouble(memory -> memory.bytes())
            .filter(bytes -> bytes > 0)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    long limited = 0;
    long atLimit = 0;
    double used = 0;
    double there = 0;
    for (NodeEvaluation node : evaluation.nodes()) {
      boolean memoryLimited = isLimited(node.memoryBytes());
      boolean cpuLimited = isLimited(node.millicores());
      if (memoryLimited || cpuLimited) {
        limited++;
        boolean noRoom =
            memoryLimited && node.memoryBytes().limit() - node.memoryBytes().used() < smallest;
        atLimit += noRoom || node.millicores().share() >= CPU_AT_LIMIT ? 1 : 0;
      }
      if (cpuLimited) {
        used += node.millicores().used();
        there += capacityMillicores(problem, node);
      }
    }
    double total = evaluation.cost().totalMicros();
    return new Tightness(
        limited == 0 ? 0 : (double) atLimit / limited,
        there == 0 ? 0 : used / there,
        share(evaluation, total, CostTerm.NETWORK_LATENCY, CostTerm.SERVICE_LATENCY),
        share(evaluation, total, CostTerm.KEPT),
        share(evaluation, total, CostTerm.REQUESTS, CostTerm.RUN, CostTerm.SENT, CostTerm.ACTIVE));
  }

  /** Whether the family's promise holds: limits bind and no term is idle. */
  public boolean isTight() {
    return nodesAtLimit >= LEAST_NODES_AT_LIMIT
        && latency >= LEAST_TERM
        && warmMemory >= LEAST_TERM
        && money >= LEAST_TERM;
  }

  private static boolean isLimited(Use use) {
    return !Double.isInfinite(use.limit()) && use.limit() < Double.MAX_VALUE && use.limit() > 0;
  }

  private static double capacityMillicores(PlacementProblem problem, NodeEvaluation node) {
    return problem.topology().nodes().stream()
        .filter(declared -> declared.id().equals(node.node()))
        .mapToDouble(declared -> declared.capacity().cpu().millicores())
        .sum();
  }

  private static double share(Evaluation evaluation, double total, CostTerm... terms) {
    double sum = 0;
    for (CostTerm term : terms) {
      sum += evaluation.cost().of(term);
    }
    return total <= 0 ? 0 : sum / total;
  }
}
