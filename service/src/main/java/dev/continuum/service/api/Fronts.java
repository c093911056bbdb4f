package dev.continuum.service.api;

import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.CostTerm;
import dev.continuum.service.proto.PlacementServiceProto;
import dev.continuum.service.proto.PlacementServiceProto.ParetoRequest;
import dev.continuum.service.proto.PlacementServiceProto.ParetoResponse;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import dev.continuum.solver.pareto.ParetoFront;
import dev.continuum.solver.pareto.ParetoPoint;

/** Fronts of latency, energy and money on the wire. */
final class Fronts {

  private static final int USUAL = 5;
  private static final int FEWEST = 2;
  private static final int ENDS = 3;

  private Fronts() {}

  static ParetoResponse of(PlacementProblem problem, ParetoRequest request, Solves solves) {
    int points = request.getPoints() == 0 ? USUAL : request.getPoints();
    if (points < FEWEST || points > ParetoFront.MOST_POINTS) {
      throw new RefusedException(
          Kind.INVALID,
          "The points (" + points + ") must be from 2 to " + ParetoFront.MOST_POINTS + ".");
    }
    ParetoResponse.Builder front = ParetoResponse.newBuilder();
    solves
        .front(problem, Math.max(ENDS, points), request.getBudget())
        .forEach(point -> front.addPoints(wire(point, problem)));
    return front.build();
  }

  private static PlacementServiceProto.ParetoPoint wire(
      ParetoPoint point, PlacementProblem problem) {
    var evaluation = point.evaluation();
    long energy =
        evaluation.cost().of(CostTerm.DEVICE_ENERGY) + evaluation.cost().of(CostTerm.NODE_ENERGY);
    var wire =
        PlacementServiceProto.ParetoPoint.newBuilder()
            .setCostMicros(evaluation.score().costMicros() - energy)
            .setWatts(point.measures().watts())
            .setLatency(point.measures().latency())
            .setMoney(point.measures().money())
            .setPlacement(PlacementWire.wire(point.placement(), problem));
    if (point.latencyBound() > Double.NEGATIVE_INFINITY) {
      wire.setLatencyBound(point.latencyBound());
    }
    return wire.build();
  }
}
