package dev.continuum.service.api;

import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.CostTerm;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.service.proto.PlacementServiceProto.ParetoPoint;
import dev.continuum.service.proto.PlacementServiceProto.ParetoResponse;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import dev.continuum.solver.SolveResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Sweeps the weight of energy over decades and keeps the placements that no other beats in both.
 */
final class EnergySweep {

  private static final int MOST = 32;
  private static final double LEAST_WEIGHT = 1e-9;
  private static final double DECADES = 5;

  private EnergySweep() {}

  static ParetoResponse of(
      PlacementProblem problem, int points, Function<PlacementProblem, SolveResult> solve) {
    if (points < 2 || points > MOST) {
      throw new RefusedException(
          Kind.INVALID, "The points (" + points + ") must be from 2 to " + MOST + ".");
    }
    List<ParetoPoint> found = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double weight =
          i == 0 ? 0 : LEAST_WEIGHT * Math.pow(10, DECADES * (i - 1) / Math.max(1, points - 2));
      ObjectiveWeights given = problem.weights();
      PlacementProblem weighted =
          problem.toBuilder()
              .weights(
                  new ObjectiveWeights(
                      given.networkPerRequestMs(),
                      given.servicePerRequestMs(),
                      weight,
                      given.perMoney()))
              .build();
      if (solve.apply(weighted) instanceof SolveResult.Placed placed
          && placed.evaluation().score().feasible()) {
        found.add(point(weighted, weight, placed));
      }
    }
    found.sort(
        Comparator.comparingLong(ParetoPoint::getCostMicros)
            .thenComparingDouble(ParetoPoint::getWatts));
    ParetoResponse.Builder frontier = ParetoResponse.newBuilder();
    double least = Double.POSITIVE_INFINITY;
    for (ParetoPoint each : found) {
      if (each.getWatts() < least) {
        least = each.getWatts();
        frontier.addPoints(each);
      }
    }
    return frontier.build();
  }

  private static ParetoPoint point(
      PlacementProblem problem, double weight, SolveResult.Placed placed) {
    var evaluation = placed.evaluation();
    long energy =
        evaluation.cost().of(CostTerm.DEVICE_ENERGY) + evaluation.cost().of(CostTerm.NODE_ENERGY);
    return ParetoPoint.newBuilder()
        .setPerJoule(weight)
        .setCostMicros(evaluation.score().costMicros() - energy)
        .setWatts(evaluation.energy().totalWatts())
        .setPlacement(PlacementWire.wire(placed.placement(), problem))
        .build();
  }
}
