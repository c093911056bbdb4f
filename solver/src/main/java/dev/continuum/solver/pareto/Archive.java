package dev.continuum.solver.pareto;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.solver.Level;
import dev.continuum.solver.SolveResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Placements found under any weights, and what was proven under them. A weighted optimum bounds
 * every placement: where latency + λ_E·E + λ_M·M >= B for all, latency >= B - λ_E·ε_E - λ_M·ε_M for
 * those with E <= ε_E and M <= ε_M. Not thread-safe.
 */
final class Archive {

  private static final double MICRO = 1e-6;
  private static final double SECONDS_PER_HOUR = 3600;

  /** Weight of a joule where energy is measured: fine enough for micro-units not to show. */
  private static final double MEASURING = 1e-3;

  private final PlacementEvaluator own;
  private final PlacementEvaluator latencyOnly;
  private final PlacementEvaluator energyOnly;
  private final PlacementEvaluator moneyOnly;
  private final PlacementEvaluator weightless;
  private final List<Found> found = new ArrayList<>();
  private final List<Proof> proofs = new ArrayList<>();
  private final double devices;
  private final double nodes;
  private final double roundingUnits;
  private final double leastKeptPrice;

  /** A placement and what it takes. */
  record Found(Measures measures, Placement placement, Evaluation evaluation) {}

  /** Latency + λ_E·joules + λ_M·money is at least this, units per hour, for every placement. */
  private record Proof(double perJoule, double perMoney, double least) {}

  Archive(PlacementProblem problem, ObjectiveWeights latency) {
    own = new PlacementEvaluator(problem);
    latencyOnly =
        under(
            problem,
            new ObjectiveWeights(
                latency.networkPerRequestMs(), latency.servicePerRequestMs(), 0, 0));
    energyOnly = under(problem, new ObjectiveWeights(0, 0, MEASURING, 0));
    moneyOnly = under(problem, new ObjectiveWeights(0, 0, 0, 1));
    weightless = under(problem, ObjectiveWeights.NONE);
    devices = problem.groups().stream().mapToDouble(ClientGroup::devices).sum();
    // Half a micro-unit for each rounded coefficient, in the weighted cost and in latency.
    nodes = problem.topology().nodes().size();
    roundingUnits = MICRO * (2 * devices + nodes + 1);
    leastKeptPrice = leastKeptPrice(problem);
  }

  private static PlacementEvaluator under(PlacementProblem problem, ObjectiveWeights weights) {
    return new PlacementEvaluator(problem.toBuilder().weights(weights).build());
  }

  private static double leastKeptPrice(PlacementProblem problem) {
    double least = Double.POSITIVE_INFINITY;
    for (Node node : problem.topology().nodes()) {
      for (Function function : problem.functions()) {
        double price =
            SECONDS_PER_HOUR * function.memory().gibibytes() * node.prices().perGibSecondKept();
        least = price > 0 ? Math.min(least, price) : least;
      }
    }
    return least;
  }

  /** Takes in the answer of a solve under weights; returns what the placement takes. */
  Optional<Found> add(SolveResult result, double perJoule, double perMoney) {
    if (!(result instanceof SolveResult.Placed placed) || !placed.evaluation().score().feasible()) {
      return Optional.empty();
    }
    Evaluation evaluation = own.evaluate(placed.placement());
    double other = total(weightless, placed.placement());
    Measures measures =
        new Measures(
            total(latencyOnly, placed.placement()),
            (total(energyOnly, placed.placement()) - other) / (MEASURING * SECONDS_PER_HOUR),
            total(moneyOnly, placed.placement()) - other);
    Found one = new Found(measures, placed.placement(), evaluation);
    if (found.stream().noneMatch(each -> each.measures.like(measures))) {
      found.add(one);
    }
    if (placed.bound().level() == Level.COST && placed.bound().micros() != Long.MIN_VALUE) {
      proofs.add(
          new Proof(
              perJoule,
              perMoney,
              units(placed.bound().micros()) + units(placed.evaluation().constantMicros())));
    }
    return Optional.of(one);
  }

  /** Cost and constant per hour, units. */
  private static double total(PlacementEvaluator evaluator, Placement placement) {
    Evaluation evaluation = evaluator.evaluateWithoutEstimates(placement);
    return units(evaluation.score().costMicros()) + units(evaluation.constantMicros());
  }

  private static double units(long micros) {
    return micros * MICRO;
  }

  /** The least latency of placements with at most so much energy and money, as far as proven. */
  double latencyBound(double watts, double money) {
    double instances = leastKeptPrice == Double.POSITIVE_INFINITY ? 0 : money / leastKeptPrice;
    double rounding = roundingUnits + MICRO * instances;
    double best = Double.NEGATIVE_INFINITY;
    for (Proof proof : proofs) {
      double limits = proof.perJoule * SECONDS_PER_HOUR * watts + proof.perMoney * money;
      // What is measured to the micro-unit is weighed here.
      double weighed =
          MICRO * proof.perMoney * (instances + 2 * devices + nodes)
              + MICRO * proof.perJoule / MEASURING * (2 * devices + nodes);
      double outward = rounding + weighed + 1e-12 * (Math.abs(proof.least) + limits);
      best = Math.max(best, proof.least - limits - outward);
    }
    return best;
  }

  /** What was found that serves as many devices on time as any, by latency. */
  List<Found> best() {
    Comparator<Found> byService =
        Comparator.comparingLong((Found each) -> score(each).unservedMicros())
            .thenComparingLong(each -> score(each).lateMicros());
    Optional<Found> most = found.stream().min(byService);
    return found.stream()
        .filter(each -> most.isPresent() && byService.compare(each, most.get()) == 0)
        .sorted(
            Comparator.comparingDouble((Found each) -> each.measures.latency())
                .thenComparingDouble(each -> each.measures.watts())
                .thenComparingDouble(each -> each.measures.money()))
        .toList();
  }

  /** The one of least latency that passes, if any does. */
  Optional<Found> best(Predicate<Measures> allowed) {
    return best().stream().filter(each -> allowed.test(each.measures)).findFirst();
  }

  private static Score score(Found found) {
    return found.evaluation.score();
  }

  /** The points that no other dominates, by latency. */
  List<ParetoPoint> front() {
    List<Found> all = best();
    return all.stream()
        .filter(each -> all.stream().noneMatch(o -> o.measures.dominates(each.measures)))
        .map(
            each ->
                new ParetoPoint(
                    each.measures,
                    latencyBound(each.measures.watts(), each.measures.money()),
                    each.placement,
                    each.evaluation))
        .toList();
  }
}
