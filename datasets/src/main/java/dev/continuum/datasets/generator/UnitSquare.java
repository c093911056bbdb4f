package dev.continuum.datasets.generator;

import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.placement.InstanceUnit;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Position;

/**
 * Points in the unit square, a kilometre a side, where cost grows with distance × rate: a problem
 * without a matrix of costs, which is what lets a million demands be declared.
 */
final class UnitSquare {

  private static final double SECONDS_PER_HOUR = 3600;

  private UnitSquare() {}

  static Position point(Draws draws) {
    return new Position(
        Draws.rounded(draws.uniform(0, 1), 6), Draws.rounded(draws.uniform(0, 1), 6));
  }

  /**
   * Makes the network cost of a group its rate × (base + slope × distance).
   *
   * @param base in ms
   * @param slope in ms per side of the square
   * @param perRateMs cost of a ms at one request a second, in the family's unit
   * @param unit what the family states its objective in
   */
  static ProblemBuilder rule(
      ProblemBuilder problem, double base, double slope, double perRateMs, String unit) {
    return problem
        .distanceRule(
            new DistanceRule(
                base * 1000, slope * 1000, 0, Bandwidth.UNLIMITED, Position.Geometry.PLANE))
        .weights(new ObjectiveWeights(perRateMs / SECONDS_PER_HOUR, 0, 0, 1))
        .instanceUnit(new InstanceUnit(unit, 1));
  }
}
